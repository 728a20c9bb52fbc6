import { type Evidence, evidenceShape, GRADES, SPEAKERS } from '../base/evidence.ts';
import { childOf, type Written, type WrittenMapping } from './written.ts';

/** The keys that say where a mapping's content comes from. */
export const EVIDENCE_KEYS: ReadonlySet<string> = new Set(Object.keys(evidenceShape));

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const NO_EVIDENCE: Evidence = {};

/** The evidence that a mapping itself carries. */
export function ownEvidence(mapping: WrittenMapping): Evidence {
  const { entries } = mapping;
  const isSilent =
    !entries.has('source') &&
    !entries.has('said_by') &&
    !entries.has('grade') &&
    !entries.has('note') &&
    !entries.has('known');
  if (isSilent) return NO_EVIDENCE;
  const scalar = (key: string): string | undefined => {
    const value = mapping.entries.get(key)?.value;
    return value?.is === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
  };
  const source = sourcesOf(mapping.entries.get('source')?.value);
  const speaker = SPEAKERS.find((word) => word === scalar('said_by'));
  const grade = GRADES.find((letter) => letter === scalar('grade'));
  const note = scalar('note');
  const known = scalar('known');
  return {
    ...(source === undefined ? {} : { source }),
    ...(speaker === undefined ? {} : { said_by: speaker }),
    ...(grade === undefined ? {} : { grade }),
    ...(note === undefined ? {} : { note }),
    ...(known === undefined ? {} : { known }),
  };
}

function sourcesOf(written: Written | undefined): string | string[] | undefined {
  if (written?.is === 'scalar' && typeof written.value === 'string') return written.value;
  if (written?.is !== 'list') return undefined;
  return written.items.flatMap((item) => (item.is === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}

/** Evidence nearer to a figure over evidence further out; a source of one's own sets aside what belonged to another. */
export function nearerEvidence(outer: Evidence, own: Evidence): Evidence {
  if (own === NO_EVIDENCE) return outer;
  if (own.source === undefined) return { ...outer, ...own };
  return { ...(outer.said_by === undefined ? {} : { said_by: outer.said_by }), ...own };
}

/** The evidence at a list of keys: inherited from every mapping on the way, and of the latest statement of a history. */
export function evidenceAt(root: Written, keys: readonly string[], asOf: string): Evidence {
  let evidence: Evidence = {};
  let value: Written | undefined = root;
  for (let depth = 0; value !== undefined; depth++) {
    if (value.brought !== undefined) evidence = nearerEvidence(evidence, value.brought);
    if (value.is === 'mapping') evidence = nearerEvidence(evidence, ownEvidence(value));
    const key: string | undefined = depth < keys.length ? keys[depth] : latestStatement(value, asOf);
    value = key === undefined ? undefined : childOf(value, key)?.value;
  }
  return evidence;
}

/** Whether a mapping is a history: values by day, perhaps with evidence beside them. */
export function isHistory(written: Written): written is WrittenMapping {
  if (written.is !== 'mapping' || written.entries.size === 0) return false;
  let isDated = false;
  for (const key of written.entries.keys()) {
    if (ISO_DATE.test(key)) isDated = true;
    else if (!EVIDENCE_KEYS.has(key)) return false;
  }
  return isDated;
}

function latestStatement(written: Written, asOf: string): string | undefined {
  if (!isHistory(written)) return undefined;
  let latest: string | undefined;
  for (const date of written.entries.keys())
    if (ISO_DATE.test(date) && date <= asOf && (latest === undefined || date > latest)) latest = date;
  return latest;
}
