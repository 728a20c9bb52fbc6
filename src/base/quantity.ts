import { z } from 'zod';
import { type Distribution, isUncertain, massWithinTruncation } from './distribution.ts';
import { faultOf } from './distributionFault.ts';
import { type Evidence, evidenceShape } from './evidence.ts';
import { parseInterval, parseScalar } from './quantityText.ts';
import type { Truncation } from './scoreDistribution.ts';

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

const evidenceSchema = z.object(evidenceShape);
/** What may be written where a quantity stands, for editors; what it means is read by `readQuantity`. */
const WRITTEN_FORMS = {
  anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'object' }],
} as const;

/** The sort of fault in a quantity: a spelling, a distribution that cannot be, a value out of bounds, an unknown key, or no number at all. */
export type QuantityFault = 'spelling' | 'distribution' | 'range' | 'key' | 'kind';

/** Where faults of a quantity are reported: the sort, what is wrong and what was expected, and where below the quantity. */
type Issue = (fault: QuantityFault, message: string, path?: (string | number)[]) => void;

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function number(raw: unknown, what: string, issue: Issue, path: (string | number)[]): number {
  if (typeof raw === 'number' || typeof raw === 'string') {
    const parsed = parseScalar(raw, {});
    if (parsed.ok) return parsed.value;
    issue('spelling', `${what} is ${JSON.stringify(parsed.found)}: ${parsed.reason}${hint(parsed.suggestion)}`, path);
    return Number.NaN;
  }
  issue('distribution', `${what} is missing or is not a number`, path);
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
      issue('spelling', `${JSON.stringify(interval.found)}: ${interval.reason}${hint(interval.suggestion)}`);
      return null;
    }
    if (interval.isPercent && percentFault(raw, spec, issue)) return null;
    if (!inBounds(interval.low, spec, issue, raw) || !inBounds(interval.high, spec, issue, raw)) return null;
    if (interval.low === interval.high) return { kind: 'point', value: interval.low };
    return truncatedToSpec(intervalOf(interval.low, interval.high, spec), spec);
  }
  const parsed = parseScalar(raw, {});
  if (!parsed.ok) {
    issue('spelling', `${JSON.stringify(parsed.found)}: ${parsed.reason}${hint(parsed.suggestion)}`);
    return null;
  }
  if (parsed.isPercent && percentFault(String(raw), spec, issue)) return null;
  if (!inBounds(parsed.value, spec, issue, String(raw))) return null;
  return { kind: 'point', value: parsed.value };
}

/** A percentage makes no sense where money, capacity, years or shares are counted. */
function percentFault(text: string, spec: QuantitySpec, issue: Issue): boolean {
  if (/fraction|ratio|correlation|figure/.test(spec.unit)) return false;
  issue('spelling', `${JSON.stringify(text)} is a percentage, and ${spec.unit} is expected (${spec.meaning})`);
  return true;
}

function inBounds(value: number, spec: QuantitySpec, issue: Issue, text: string): boolean {
  const below = spec.min !== undefined && value < spec.min;
  const above = spec.max !== undefined && value > spec.max;
  if (!below && !above) return true;
  issue(
    'range',
    `${text} is ${below ? `below ${spec.min}` : `above ${spec.max}`} (${spec.meaning.split(';')[0]}; ${spec.unit})`,
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
    issue('distribution', `${kind} needs ${NEEDS[kind].join(', ')}`, [kind]);
    return null;
  }
  const unknown = Object.keys(raw).filter((key) => !NEEDS[kind].includes(key));
  if (unknown.length > 0)
    issue('distribution', `${kind} does not take ${unknown.join(', ')}; it needs ${NEEDS[kind].join(', ')}`, [kind]);
  if (kind === 'discrete') {
    const values = Array.isArray(raw.values) ? raw.values : [];
    const weights = Array.isArray(raw.weights) ? raw.weights : values.map(() => 1);
    if (values.length === 0 || values.length !== weights.length) {
      issue('distribution', 'discrete needs `values` and as many `weights`', [kind]);
      return null;
    }
    const d = {
      kind,
      values: values.map((v, i) => number(v, 'a value', issue, [kind, 'values', i])),
      weights: weights.map((v, i) => number(v, 'a weight', issue, [kind, 'weights', i])),
    };
    return sensible(d, issue) ? d : null;
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
  if (fault !== null) issue('distribution', fault);
  return fault === null;
}

/** Every number by which a distribution says where it lies, held against the bounds of its field. */
function liesInBounds(d: Distribution, spec: QuantitySpec, issue: Issue): boolean {
  const places = d.kind === 'discrete' ? d.values : 'min' in d ? [d.min, d.max] : 'mean' in d ? [d.mean] : [];
  return places.every((place) => Number.isNaN(place) || inBounds(place, spec, issue, String(place)));
}

/** A cut that leaves nothing of the distribution would have no value to draw. */
function isCutAway(d: Distribution, issue: Issue): boolean {
  if (
    !('truncation' in d) ||
    d.truncation === undefined ||
    !isUncertain({ ...d, truncation: undefined } as Distribution)
  )
    return false;
  const { min, max } = d.truncation;
  if (Number.isNaN(min) || Number.isNaN(max)) return false;
  if (massWithinTruncation(d) > 1e-9) return false;
  issue(
    'distribution',
    `nothing of the distribution lies between ${min ?? 'its lowest value'} and ${max ?? 'its highest value'}`,
  );
  return true;
}

function mappingDistribution(raw: Record<string, unknown>, spec: QuantitySpec, issue: Issue): Distribution | null {
  const known = new Set<string>([...DISTRIBUTIONS, 'value', 'min', 'max', ...EVIDENCE_KEYS]);
  for (const key of Object.keys(raw)) {
    if (!known.has(key))
      issue(
        'key',
        `unknown key \`${key}\` in a quantity; it takes value or one of ${DISTRIBUTIONS.join(', ')}, min, max, and evidence (source, said_by, grade, note, known)`,
        [key],
      );
  }
  const kinds = DISTRIBUTIONS.filter((kind) => raw[kind] !== undefined);
  if (kinds.length + (raw.value === undefined ? 0 : 1) !== 1) {
    issue('distribution', `a quantity written as a mapping needs exactly one of: value, ${DISTRIBUTIONS.join(', ')}`);
    return null;
  }
  if (kinds.length === 0) {
    if (typeof raw.value !== 'number' && typeof raw.value !== 'string') {
      issue('kind', '`value` must be a number, or text such as "22.4B" or "250B to 350B"', ['value']);
      return null;
    }
    const inner = scalarDistribution(raw.value, spec, (fault, message) => issue(fault, message, ['value']));
    if (inner === null) return null;
    const cut = withTruncation(inner, raw, issue);
    return isCutAway(cut, issue) ? null : cut;
  }
  const kind = kinds[0] as (typeof DISTRIBUTIONS)[number];
  const d = shaped(kind, raw[kind], issue);
  if (d === null || !liesInBounds(d, spec, issue)) return null;
  const cut = truncatedToSpec(withTruncation(d, raw, issue), spec);
  return isCutAway(cut, issue) ? null : cut;
}

function withTruncation(d: Distribution, raw: Record<string, unknown>, issue: Issue): Distribution {
  if (raw.min === undefined && raw.max === undefined) return d;
  if (d.kind === 'point') {
    issue('distribution', 'min and max cut a distribution; a plain value has nothing to cut');
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
    issue('kind', 'expected a number, text such as "22.4B" or "250B to 350B", or a mapping');
    return null;
  }
  const distribution = mappingDistribution(raw, spec, issue);
  if (distribution === null) return null;
  const evidence = evidenceOf(pick(raw, EVIDENCE_KEYS), issue);
  const text = typeof raw.value === 'string' || typeof raw.value === 'number' ? String(raw.value) : distribution.kind;
  return { date, distribution, evidence, text };
}

/** The entries of a mapping whose keys are dates or years, with the evidence that stands beside them; null where they are not. */
function entriesBy(
  raw: unknown,
  isKey: (key: string) => boolean,
): { entries: [string, unknown][]; shared: Record<string, unknown> } | null {
  if (!isMapping(raw)) return null;
  const entries: [string, unknown][] = [];
  const shared: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (isKey(key)) entries.push([key, value]);
    else if (EVIDENCE_KEYS.has(key)) shared[key] = value;
    else return null;
  }
  return entries.length === 0 ? null : { entries, shared };
}

function pick(raw: Record<string, unknown>, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => keys.has(key)));
}

function evidenceOf(raw: Record<string, unknown>, issue: Issue): Evidence {
  if (Object.keys(raw).length === 0) return {};
  const evidence = evidenceSchema.safeParse(raw);
  if (evidence.success) return evidence.data;
  for (const fault of evidence.error.issues) issue('key', fault.message, fault.path as string[]);
  return {};
}

/** Reads what the author wrote where a quantity stands; reports every fault through `issue`. */
export function readQuantity(raw: unknown, spec: QuantitySpec, issue: Issue): Quantity | null {
  const history = entriesBy(raw, (key) => ISO_DATE.test(key));
  const shared = history === null ? {} : evidenceOf(history.shared, issue);
  const found: (Statement | null)[] =
    history === null
      ? [statement(raw, null, spec, issue)]
      : history.entries.map(([date, value]) =>
          statement(value, date, spec, (fault, message, path = []) => issue(fault, message, [date, ...path])),
        );
  if (found.some((s) => s === null)) return null;
  const statements = (found as Statement[]).map((s) =>
    history === null ? s : { ...s, evidence: { ...shared, ...s.evidence } },
  );
  statements.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
  return { is: 'quantity', statements, unit: spec.unit, path: '' };
}

/** A field that holds a quantity: plain, an interval, a distribution, or a dated series of any of these, with evidence. */
export function quantity(spec: QuantitySpec) {
  return z
    .unknown()
    .transform((raw, context): Quantity => {
      const read = readQuantity(raw, spec, (fault, message, path = []) => {
        context.addIssue({ code: 'custom', message, path, params: { fault } });
      });
      return read ?? { is: 'quantity', statements: [], unit: spec.unit, path: '' };
    })
    .meta({
      description: `${spec.meaning} (${spec.unit})`,
      ...WRITTEN_FORMS,
      unit: spec.unit,
      ...(spec.default === undefined ? {} : { standing_default: spec.default }),
    });
}

/** A quantity for each calendar year; the key `all` holds one that stands for every year. */
export type Yearly = Readonly<Record<string, Quantity>>;

const YEAR = /^\d{4}$|^all$/;

/** A field with one quantity a calendar year (a mapping with years as keys), or one quantity for all years. */
export function yearly(spec: QuantitySpec) {
  return z
    .unknown()
    .transform((raw, context): Yearly => {
      const issue: Issue = (fault, message, path = []) =>
        context.addIssue({ code: 'custom', message, path, params: { fault } });
      const years = entriesBy(raw, (key) => YEAR.test(key));
      const shared = years === null ? {} : evidenceOf(years.shared, issue);
      const read: Record<string, Quantity> = {};
      for (const [year, value] of years?.entries ?? [['all', raw]]) {
        const q = readQuantity(
          value,
          spec,
          years === null ? issue : (fault, message, path = []) => issue(fault, message, [year, ...path]),
        );
        if (q === null) continue;
        read[year] = { ...q, statements: q.statements.map((s) => ({ ...s, evidence: { ...shared, ...s.evidence } })) };
      }
      return read;
    })
    .meta({
      description: `${spec.meaning}, by year or one value for all years (${spec.unit})`,
      ...WRITTEN_FORMS,
      unit: spec.unit,
      by_year: true,
      ...(spec.default === undefined ? {} : { standing_default: spec.default }),
    });
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
