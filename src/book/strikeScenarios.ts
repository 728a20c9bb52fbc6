import { under, type Written, type WrittenEntry, type WrittenMapping, withEntry } from './written.ts';

const DOES = ['set', 'without', 'cut', 'scale', 'shock'] as const;

/**
 * The tree whose scenarios change only what is there: changes of paths and deals that are gone are left out, and so is a
 * scenario of which nothing remains.
 */
export function strikeScenarios(
  tree: WrittenMapping,
  isPathGone: (path: string) => boolean,
  isDealGone: (name: string) => boolean,
): WrittenMapping {
  const section = tree.entries.get('scenarios');
  if (section?.value.is !== 'mapping') return tree;
  const kept = new Map<string, WrittenEntry>();
  for (const [id, entry] of section.value.entries) {
    const value = struckScenario(entry.value, isPathGone, isDealGone);
    if (value !== null) kept.set(id, value === entry.value ? entry : { ...entry, value });
  }
  return withEntry(tree, 'scenarios', { ...section, value: { ...section.value, entries: kept } });
}

function struckScenario(
  scenario: Written,
  isPathGone: (path: string) => boolean,
  isDealGone: (name: string) => boolean,
): Written | null {
  const changes = under(scenario, 'changes');
  if (scenario.is !== 'mapping' || changes?.is !== 'list') return scenario;
  const items = changes.items.flatMap((change) => {
    const rest = [
      (c: Written) => withoutKeys(c, 'set', isPathGone),
      (c: Written) => withoutKeys(c, 'scale', isDealGone),
      (c: Written) => withoutItems(c, 'without', isDealGone),
    ].reduce((left, strike) => strike(left), change);
    const isEmpty = rest !== change && DOES.every((key) => under(rest, key) === undefined);
    return isEmpty ? [] : [rest];
  });
  if (items.length === changes.items.length && items.every((item, i) => item === changes.items[i])) return scenario;
  if (items.length === 0) return null;
  const entry = scenario.entries.get('changes') as WrittenEntry;
  return withEntry(scenario, 'changes', { ...entry, value: { ...changes, items } });
}

/** A change without the members of one of its mappings that name what is gone; without the mapping where none is left. */
function withoutKeys(change: Written, key: string, isGone: (name: string) => boolean): Written {
  const entry = change.is === 'mapping' ? change.entries.get(key) : undefined;
  if (change.is !== 'mapping' || entry?.value.is !== 'mapping') return change;
  const kept = new Map([...entry.value.entries].filter(([name]) => !isGone(name)));
  if (kept.size === entry.value.entries.size) return change;
  return without(change, key, kept.size === 0 ? null : { ...entry, value: { ...entry.value, entries: kept } });
}

function withoutItems(change: Written, key: string, isGone: (name: string) => boolean): Written {
  const entry = change.is === 'mapping' ? change.entries.get(key) : undefined;
  if (change.is !== 'mapping' || entry?.value.is !== 'list') return change;
  const items = entry.value.items.filter((item) => !(item.is === 'scalar' && isGone(String(item.value))));
  if (items.length === entry.value.items.length) return change;
  return without(change, key, items.length === 0 ? null : { ...entry, value: { ...entry.value, items } });
}

function without(change: WrittenMapping, key: string, by: WrittenEntry | null): WrittenMapping {
  const entries = new Map(change.entries);
  if (by === null) entries.delete(key);
  else entries.set(key, by);
  return { ...change, entries };
}
