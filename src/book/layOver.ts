import type { Diagnostic } from '../base/diagnostic.ts';
import type { Evidence } from '../base/evidence.ts';
import { collect } from './collect.ts';
import { fault } from './fault.ts';
import type { Written, WrittenEntry, WrittenMapping } from './written.ts';
import { EVIDENCE_KEYS, nearerEvidence, ownEvidence } from './writtenEvidence.ts';

const DISTRIBUTION_KEYS = ['value', 'normal', 'lognormal', 'uniform', 'triangular', 'pert', 'beta', 'discrete'];
const PARAMETERS = new Set(['mean', 'sd', 'min', 'max', 'mode', 'values', 'weights']);

/** What laying over needs besides the two values. */
interface Laying {
  readonly faults: Diagnostic[];
  /** Who lays over, for messages: an overlay, an amendment. */
  readonly what: string;
  /** Whether evidence keys are content here, as they are in the entries of `sources`. */
  readonly isSource: boolean;
}

/**
 * One value laid over another: mappings merge key by key, anything else replaces, null strikes an entry out.
 *
 * Evidence written beside what is laid over speaks for that alone; evidence laid over with nothing beside it
 * replaces the evidence that stood there.
 */
export function layOver(
  base: WrittenMapping,
  over: WrittenMapping,
  what: string,
  faults: Diagnostic[],
  brought: Evidence = {},
): WrittenMapping {
  return layMapping(base, over, brought, { faults, what, isSource: false });
}

function layMapping(base: WrittenMapping, over: WrittenMapping, outer: Evidence, laying: Laying): WrittenMapping {
  const isEvidenceOnly = [...over.entries.keys()].every((key) => EVIDENCE_KEYS.has(key));
  const speaks = !isEvidenceOnly && !laying.isSource;
  const brought = speaks ? nearerEvidence(outer, ownEvidence(over)) : outer;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    if (speaks && EVIDENCE_KEYS.has(key)) continue;
    const there = entries.get(key);
    if (isNull(entry.value)) {
      if (there === undefined) collect(laying.faults, [nothingToStrike(key, entry, laying.what)]);
      entries.delete(key);
    } else {
      entries.set(key, layEntry(there, entry, brought, { ...laying, isSource: laying.isSource || key === 'sources' }));
    }
  }
  return { ...base, entries };
}

function layEntry(
  there: WrittenEntry | undefined,
  entry: WrittenEntry,
  brought: Evidence,
  laying: Laying,
): WrittenEntry {
  const { value } = entry;
  if (there?.value.is === 'mapping' && value.is === 'mapping' && !isQuantityMapping(value))
    return { keyAt: there.keyAt, value: layMapping(there.value, value, brought, laying) };
  return { keyAt: entry.keyAt, value: withEvidence(value, brought) };
}

/** The same value, spoken for by the evidence of whoever brought it. */
export function withEvidence(value: Written, brought: Evidence): Written {
  return Object.keys(brought).length === 0 ? value : { ...value, brought };
}

function isNull(value: Written): boolean {
  return value.is === 'scalar' && value.value === null;
}

/** A quantity written as a mapping replaces as a whole: half of one and half of another would be neither. */
function isQuantityMapping(value: WrittenMapping): boolean {
  return DISTRIBUTION_KEYS.some((key) => {
    const inner = value.entries.get(key)?.value;
    if (inner === undefined || inner.is === 'list') return false;
    return key === 'value'
      ? inner.is === 'scalar'
      : inner.is === 'mapping' && [...inner.entries.keys()].every((k) => PARAMETERS.has(k));
  });
}

function nothingToStrike(key: string, entry: WrittenEntry, what: string): Diagnostic {
  return fault(
    'book.nothing-to-strike',
    entry.keyAt,
    `${what} strikes out \`${key}\` (null), but there is no \`${key}\` here`,
    'remove the line, or name the entry that is to go',
  );
}
