import { z } from 'zod';
import { type Evidence, evidenceShape } from './evidence.ts';
import type { Distribution, Truncation } from './distribution.ts';
import { parseInterval, parseScalar } from './quantityText.ts';

/** What a quantity is measured in and where it may lie; the meaning is written once, here, and flows to every page. */
export interface QuantitySpec {
  /** `currency`, `fraction`, `currency per capacity-year`, `capacity`, `years`, `quarters`, `shares` … */
  readonly unit: string;
  /** What the number means, in the field's words. */
  readonly meaning: string;
  readonly min?: number;
  readonly max?: number;
  /** The value that stands when the author says nothing (grade D); absent when there is no sensible one. */
  readonly default?: number | string;
}

/** One statement of a quantity: its distribution, the date it holds from (null: always) and its evidence. */
export interface Statement {
  readonly date: string | null;
  readonly distribution: Distribution;
  readonly evidence: Evidence;
  /** The scalar as written, for messages and tables. */
  readonly text: string;
}

/** A quantity of the book: a history of one or more statements. `path` is filled in by the reader. */
export interface Quantity {
  readonly is: 'quantity';
  readonly statements: readonly Statement[];
  readonly unit: string;
  path: string;
}

const DISTRIBUTIONS = ['normal', 'lognormal', 'uniform', 'triangular', 'pert', 'beta', 'discrete'] as const;
const NEEDS: Record<(typeof DISTRIBUTIONS)[number], readonly string[]> = {
  normal: ['mean', 'sd'],
  lognormal: ['mean', 'sd'],
  uniform: ['min', 'max'],
  triangular: ['min', 'mode', 'max'],
  pert: ['min', 'mode', 'max'],
  beta: ['mean', 'sd', 'min', 'max'],
  discrete: ['values', 'weights'],
};
const EVIDENCE_KEYS = new Set(Object.keys(evidenceShape));
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const scalarInput = z.union([z.number(), z.string()]);
const distributionInput = z.looseObject({});
const quantityInput = z.union([scalarInput, distributionInput]);

type Issue = (message: string, path?: (string | number)[]) => void;

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function number(raw: unknown, what: string, issue: Issue, path: (string | number)[]): number {
  if (typeof raw === 'number' || typeof raw === 'string') {
    const parsed = parseScalar(raw, {});
    if (parsed.ok) return parsed.value;
    issue(`${what} is ${JSON.stringify(parsed.found)}: ${parsed.reason}${hint(parsed.suggestion)}`, path);
    return Number.NaN;
  }
  issue(`${what} is missing or is not a number`, path);
  return Number.NaN;
}

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; write ${suggestion}`;
}

function intervalOf(low: number, high: number, spec: QuantitySpec): Distribution {
  if (spec.min === 0 && spec.max === 1 && low > 0 && high < 1) return { kind: 'interval-logit-normal', low, high };
  if (low > 0 && high > 0) return { kind: 'interval-lognormal', low, high };
  return { kind: 'interval-normal', low, high };
}

function scalarDistribution(raw: number | string, spec: QuantitySpec, issue: Issue): Distribution | null {
  if (typeof raw === 'string' && / to /.test(raw)) {
    const interval = parseInterval(raw, {});
    if (!interval.ok) {
      issue(`${JSON.stringify(raw)}: ${interval.reason}${hint(interval.suggestion)}`);
      return null;
    }
    if (!inBounds(interval.low, spec, issue, raw) || !inBounds(interval.high, spec, issue, raw)) return null;
    if (interval.low === interval.high) return { kind: 'point', value: interval.low };
    return truncatedToSpec(intervalOf(interval.low, interval.high, spec), spec);
  }
  const parsed = parseScalar(raw, {});
  if (!parsed.ok) {
    issue(`${JSON.stringify(parsed.found)}: ${parsed.reason}${hint(parsed.suggestion)}`);
    return null;
  }
  if (!inBounds(parsed.value, spec, issue, String(raw))) return null;
  return { kind: 'point', value: parsed.value };
}

function inBounds(value: number, spec: QuantitySpec, issue: Issue, text: string): boolean {
  const below = spec.min !== undefined && value < spec.min;
  const above = spec.max !== undefined && value > spec.max;
  if (!below && !above) return true;
  issue(
    `out of range: ${text} is ${below ? `below ${spec.min}` : `above ${spec.max}`} (${spec.meaning}; ${spec.unit})`,
  );
  return false;
}

/** A draw may not leave the bounds of its field; distributions that cannot are left alone. */
function truncatedToSpec(d: Distribution, spec: QuantitySpec): Distribution {
  if (d.kind === 'point' || d.kind === 'interval-logit-normal') return d;
  const truncation: Truncation = {
    ...(spec.min !== undefined && !(spec.min === 0 && d.kind === 'interval-lognormal') ? { min: spec.min } : {}),
    ...(spec.max !== undefined ? { max: spec.max } : {}),
  };
  if (truncation.min === undefined && truncation.max === undefined) return d;
  const own = 'truncation' in d ? d.truncation : undefined;
  return { ...d, truncation: { ...truncation, ...own } } as Distribution;
}

function shaped(kind: (typeof DISTRIBUTIONS)[number], raw: unknown, issue: Issue): Distribution | null {
  if (!isMapping(raw)) {
    issue(`${kind} needs ${NEEDS[kind].join(', ')}`, [kind]);
    return null;
  }
  const unknown = Object.keys(raw).filter((key) => !NEEDS[kind].includes(key));
  if (unknown.length > 0)
    issue(`${kind} does not take ${unknown.join(', ')}; it needs ${NEEDS[kind].join(', ')}`, [kind]);
  if (kind === 'discrete') {
    const values = Array.isArray(raw.values) ? raw.values : [];
    const weights = Array.isArray(raw.weights) ? raw.weights : values.map(() => 1);
    if (values.length === 0 || values.length !== weights.length) {
      issue('discrete needs `values` and as many `weights`', [kind]);
      return null;
    }
    return {
      kind,
      values: values.map((v, i) => number(v, 'a value', issue, [kind, 'values', i])),
      weights: weights.map((v, i) => number(v, 'a weight', issue, [kind, 'weights', i])),
    };
  }
  const at = (key: string): number => number(raw[key], `\`${key}\` of ${kind}`, issue, [kind, key]);
  const d =
    kind === 'normal' || kind === 'lognormal'
      ? { kind, mean: at('mean'), sd: at('sd') }
      : kind === 'uniform'
        ? { kind, min: at('min'), max: at('max') }
        : kind === 'beta'
          ? { kind, mean: at('mean'), sd: at('sd'), min: at('min'), max: at('max') }
          : { kind, min: at('min'), mode: at('mode'), max: at('max') };
  return sensible(d, issue) ? d : null;
}

function sensible(d: Distribution, issue: Issue): boolean {
  const fault = faultOf(d);
  if (fault !== null) issue(fault);
  return fault === null;
}

function faultOf(d: Distribution): string | null {
  const numbers = Object.values(d).filter((v): v is number => typeof v === 'number');
  if (numbers.some((v) => !Number.isFinite(v))) return null; // already reported
  if ('sd' in d && d.sd < 0) return 'sd must not be negative';
  if (d.kind === 'lognormal' && d.mean <= 0) return 'the mean of a lognormal must be positive';
  if ('min' in d && 'max' in d && d.min > d.max) return 'min is above max';
  if ('mode' in d && (d.mode < d.min || d.mode > d.max)) return 'mode must lie between min and max';
  return null;
}

function mappingDistribution(raw: Record<string, unknown>, spec: QuantitySpec, issue: Issue): Distribution | null {
  const known = new Set<string>([...DISTRIBUTIONS, 'value', 'min', 'max', ...EVIDENCE_KEYS]);
  for (const key of Object.keys(raw)) {
    if (!known.has(key))
      issue(
        `unknown key \`${key}\` in a quantity; it takes value or one of ${DISTRIBUTIONS.join(', ')}, min, max, and evidence (source, said_by, grade, note, known)`,
        [key],
      );
  }
  const kinds = DISTRIBUTIONS.filter((kind) => raw[kind] !== undefined);
  if (kinds.length + (raw.value === undefined ? 0 : 1) !== 1) {
    issue(`a quantity written as a mapping needs exactly one of: value, ${DISTRIBUTIONS.join(', ')}`);
    return null;
  }
  if (kinds.length === 0) {
    if (typeof raw.value !== 'number' && typeof raw.value !== 'string') {
      issue('`value` must be a number, or text such as "22.4B" or "250B to 350B"', ['value']);
      return null;
    }
    const inner = scalarDistribution(raw.value, spec, (message) => issue(message, ['value']));
    return inner === null ? null : withTruncation(inner, raw, issue);
  }
  const kind = kinds[0] as (typeof DISTRIBUTIONS)[number];
  const d = shaped(kind, raw[kind], issue);
  return d === null ? null : truncatedToSpec(withTruncation(d, raw, issue), spec);
}

function withTruncation(d: Distribution, raw: Record<string, unknown>, issue: Issue): Distribution {
  if (raw.min === undefined && raw.max === undefined) return d;
  if (d.kind === 'point') {
    issue('min and max cut a distribution; a plain value has nothing to cut');
    return d;
  }
  const truncation: Truncation = {
    ...(raw.min === undefined ? {} : { min: number(raw.min, '`min`', issue, ['min']) }),
    ...(raw.max === undefined ? {} : { max: number(raw.max, '`max`', issue, ['max']) }),
  };
  return { ...d, truncation } as Distribution;
}

function statement(raw: unknown, date: string | null, spec: QuantitySpec, issue: Issue): Statement | null {
  if (typeof raw === 'number' || typeof raw === 'string') {
    const distribution = scalarDistribution(raw, spec, issue);
    return distribution === null ? null : { date, distribution, evidence: {}, text: String(raw) };
  }
  if (!isMapping(raw)) {
    issue('expected a number, text such as "22.4B" or "250B to 350B", or a mapping');
    return null;
  }
  const distribution = mappingDistribution(raw, spec, issue);
  if (distribution === null) return null;
  const evidence = z.object(evidenceShape).safeParse(raw);
  if (!evidence.success) for (const fault of evidence.error.issues) issue(fault.message, fault.path as string[]);
  const text = typeof raw.value === 'string' || typeof raw.value === 'number' ? String(raw.value) : distribution.kind;
  return { date, distribution, evidence: evidence.success ? evidence.data : {}, text };
}

/** Reads what the author wrote where a quantity stands; reports every fault through `issue`. */
export function readQuantity(raw: unknown, spec: QuantitySpec, issue: Issue): Quantity | null {
  const isHistory =
    isMapping(raw) && Object.keys(raw).length > 0 && Object.keys(raw).every((key) => ISO_DATE.test(key));
  const found: (Statement | null)[] = isHistory
    ? Object.entries(raw).map(([date, value]) =>
        statement(value, date, spec, (message, path = []) => issue(message, [date, ...path])),
      )
    : [statement(raw, null, spec, issue)];
  if (found.some((s) => s === null)) return null;
  const statements = (found as Statement[]).slice().sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
  return { is: 'quantity', statements, unit: spec.unit, path: '' };
}

/** A field that holds a quantity: plain, an interval, a distribution, or a dated series of any of these, with evidence. */
export function quantity(spec: QuantitySpec) {
  return quantityInput
    .transform((raw, context): Quantity => {
      const read = readQuantity(raw, spec, (message, path = []) => {
        context.addIssue({ code: 'custom', message, path, params: { quantity: spec.unit } });
      });
      return read ?? { is: 'quantity', statements: [], unit: spec.unit, path: '' };
    })
    .meta({
      description: `${spec.meaning} (${spec.unit})`,
      unit: spec.unit,
      ...(spec.default === undefined ? {} : { standing_default: spec.default }),
    });
}

/** A quantity for each calendar year; the key `all` holds one that stands for every year. */
export type Yearly = Readonly<Record<string, Quantity>>;

const YEAR = /^\d{4}$/;

/** A field with one quantity a calendar year (a mapping with years as keys), or one quantity for all years. */
export function yearly(spec: QuantitySpec) {
  return quantityInput
    .transform((raw, context): Yearly => {
      const issue: Issue = (message, path = []) =>
        context.addIssue({ code: 'custom', message, path, params: { quantity: spec.unit } });
      const isByYear = isMapping(raw) && Object.keys(raw).length > 0 && Object.keys(raw).every((key) => YEAR.test(key));
      const entries: [string, unknown][] = isByYear ? Object.entries(raw) : [['all', raw]];
      const read: Record<string, Quantity> = {};
      for (const [year, value] of entries) {
        const q = readQuantity(value, spec, isByYear ? (message, path = []) => issue(message, [year, ...path]) : issue);
        if (q !== null) read[year] = q;
      }
      return read;
    })
    .meta({ description: `${spec.meaning}, by year or one value for all years (${spec.unit})`, unit: spec.unit });
}

export function isQuantity(value: unknown): value is Quantity {
  return isMapping(value) && value.is === 'quantity';
}

/** What was known on `asOf`: the statement of the latest date among those already public; null if there is none. */
export function statementAt(q: Quantity, asOf: string): Statement | null {
  let best: Statement | null = null;
  for (const s of q.statements) {
    const known = s.evidence.known ?? s.date;
    if (known !== null && known !== undefined && known > asOf) continue;
    if (s.date !== null && s.date > asOf) continue;
    if (best === null || (s.date ?? '') >= (best.date ?? '')) best = s;
  }
  return best;
}
