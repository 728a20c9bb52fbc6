import { under, type Written, type WrittenEntry, type WrittenMapping } from './written.ts';

/**
 * The tree without one deal and without what leaned on it: guarantees of its terms go, chips no longer equip it, what
 * it delivered is counted by itself, and a milestone on its delivery loses its condition, so that it never happens.
 */
export function strikeDeal(tree: WrittenMapping, id: string): WrittenMapping {
  const sections = new Map(tree.entries);
  const deals = sections.get('deals');
  if (deals?.value.is === 'mapping') {
    const kept = new Map<string, WrittenEntry>();
    for (const [dealId, entry] of deals.value.entries)
      if (dealId !== id) kept.set(dealId, { ...entry, value: withoutReferences(entry.value, id) });
    sections.set('deals', { ...deals, value: { ...deals.value, entries: kept } });
  }
  const milestones = sections.get('milestones');
  if (milestones?.value.is === 'mapping') {
    const kept = new Map<string, WrittenEntry>();
    for (const [name, entry] of milestones.value.entries)
      kept.set(name, { ...entry, value: withoutCondition(entry.value, id) });
    sections.set('milestones', { ...milestones, value: { ...milestones.value, entries: kept } });
  }
  return { ...tree, entries: sections };
}

function refersTo(value: Written | undefined, id: string): boolean {
  if (value?.is !== 'scalar' || typeof value.value !== 'string') return false;
  return value.value === id || value.value.startsWith(`${id}.`);
}

function withoutKeys(mapping: WrittenMapping, keys: readonly string[]): WrittenMapping {
  const entries = new Map(mapping.entries);
  for (const key of keys) entries.delete(key);
  return { ...mapping, entries };
}

function withoutReferences(deal: Written, id: string): Written {
  if (deal.is !== 'mapping') return deal;
  let result = deal;
  const through = under(deal, 'delivered_through');
  if (refersTo(through, id)) result = withoutKeys(result, ['delivered_through']);
  else if (through?.is === 'mapping' && through.entries.has(id)) {
    const rest = withoutKeys(through, [id]);
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
    const value = termWithout(entry.value, id);
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
function termWithout(term: Written, id: string): Written | null {
  if (term.is !== 'mapping') return term;
  if (refersTo(under(term, 'of'), id)) return null;
  const lost = ['volume', 'earmark'].filter((key) => refersTo(under(term, key), id));
  let result = lost.length === 0 ? term : withoutKeys(term, lost);
  const equips = result.entries.get('equips');
  if (equips?.value.is === 'list' && equips.value.items.some((item) => refersTo(item, id))) {
    const items = equips.value.items.filter((item) => !refersTo(item, id));
    if (items.length === 0) return null;
    result = {
      ...result,
      entries: new Map(result.entries).set('equips', { ...equips, value: { ...equips.value, items } }),
    };
  }
  const secured = result.entries.get('secured_on');
  if (secured?.value.is === 'mapping' && refersTo(under(secured.value, 'term'), id)) {
    const rest = withoutKeys(secured.value, ['term']);
    result = { ...result, entries: new Map(result.entries).set('secured_on', { ...secured, value: rest }) };
  }
  return result;
}

function withoutCondition(milestone: Written, id: string): Written {
  const delivered = under(under(milestone, 'when'), 'delivered');
  return milestone.is === 'mapping' && refersTo(under(delivered, 'term'), id)
    ? withoutKeys(milestone, ['when'])
    : milestone;
}
