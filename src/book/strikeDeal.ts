import { under, type Written, type WrittenEntry, type WrittenMapping, withEntry } from './written.ts';

/** Says of a name (`deal`, or `deal.term`) whether what it names is gone. */
export type IsGone = (name: string) => boolean;

/** The tree without one deal and without what leaned on it. */
export function strikeDeal(tree: WrittenMapping, id: string): WrittenMapping {
  const deals = tree.entries.get('deals');
  if (deals?.value.is !== 'mapping') return tree;
  const kept = withEntry(tree, 'deals', { ...deals, value: withoutKeys(deals.value, [id]) });
  return strikeReferences(kept, (name) => name === id || name.startsWith(`${id}.`));
}

/**
 * The tree without what leaned on things that are gone: guarantees of such terms go, chips no longer equip them, what
 * they delivered is counted by itself, and a milestone on their delivery loses its condition, so that it is never reached.
 */
export function strikeReferences(tree: WrittenMapping, isGone: IsGone): WrittenMapping {
  let result = tree;
  for (const [section, strike] of [
    ['deals', withoutReferences],
    ['milestones', withoutCondition],
  ] as const) {
    const entry = result.entries.get(section);
    if (entry?.value.is !== 'mapping') continue;
    const kept = new Map<string, WrittenEntry>();
    for (const [id, inner] of entry.value.entries) {
      const value = strike(inner.value, isGone);
      kept.set(id, value === inner.value ? inner : { ...inner, value });
    }
    result = withEntry(result, section, { ...entry, value: { ...entry.value, entries: kept } });
  }
  return result;
}

function refersToGone(value: Written | undefined, isGone: IsGone): boolean {
  return value?.is === 'scalar' && typeof value.value === 'string' && isGone(value.value);
}

function withoutKeys(mapping: WrittenMapping, keys: readonly string[]): WrittenMapping {
  const entries = new Map(mapping.entries);
  for (const key of keys) entries.delete(key);
  return { ...mapping, entries };
}

function withoutReferences(deal: Written, isGone: IsGone): Written {
  if (deal.is !== 'mapping') return deal;
  let result = deal;
  const through = under(deal, 'delivered_through');
  if (refersToGone(through, isGone)) result = withoutKeys(result, ['delivered_through']);
  else if (through?.is === 'mapping' && [...through.entries.keys()].some(isGone)) {
    const rest = withoutKeys(through, [...through.entries.keys()].filter(isGone));
    const entry = deal.entries.get('delivered_through') as WrittenEntry;
    result =
      rest.entries.size === 0
        ? withoutKeys(result, ['delivered_through'])
        : { ...result, entries: new Map(result.entries).set('delivered_through', { ...entry, value: rest }) };
  }
  const terms = result.entries.get('terms');
  if (terms?.value.is !== 'mapping') return result;
  const kept = new Map<string, WrittenEntry>();
  let changed = false;
  for (const [name, entry] of terms.value.entries) {
    const value = termWithout(entry.value, isGone);
    if (value !== entry.value) changed = true;
    if (value !== null) kept.set(name, value === entry.value ? entry : { ...entry, value });
  }
  return changed
    ? {
        ...result,
        entries: new Map(result.entries).set('terms', { ...terms, value: { ...terms.value, entries: kept } }),
      }
    : result;
}

/** A term without its references to a deal; null where nothing is left to stand for. */
function termWithout(term: Written, isGone: IsGone): Written | null {
  if (term.is !== 'mapping') return term;
  if (refersToGone(under(term, 'of'), isGone)) return null;
  const lost = ['volume', 'earmark'].filter((key) => refersToGone(under(term, key), isGone));
  let result = lost.length === 0 ? term : withoutKeys(term, lost);
  const equips = result.entries.get('equips');
  if (equips?.value.is === 'list' && equips.value.items.some((item) => refersToGone(item, isGone))) {
    const items = equips.value.items.filter((item) => !refersToGone(item, isGone));
    if (items.length === 0) return null;
    result = {
      ...result,
      entries: new Map(result.entries).set('equips', { ...equips, value: { ...equips.value, items } }),
    };
  }
  const secured = result.entries.get('secured_on');
  if (secured?.value.is === 'mapping' && refersToGone(under(secured.value, 'term'), isGone)) {
    const rest = withoutKeys(secured.value, ['term']);
    result = { ...result, entries: new Map(result.entries).set('secured_on', { ...secured, value: rest }) };
  }
  return result;
}

function withoutCondition(milestone: Written, isGone: IsGone): Written {
  const delivered = under(under(milestone, 'when'), 'delivered');
  return milestone.is === 'mapping' && refersToGone(under(delivered, 'term'), isGone)
    ? withoutKeys(milestone, ['when'])
    : milestone;
}
