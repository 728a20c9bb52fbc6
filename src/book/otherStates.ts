import { SINGLE_SECTIONS } from './schema/book.ts';
import type { WrittenEntry, WrittenMapping } from './written.ts';

/** An entry of a section in a state that the book as it was known leaves out. */
export interface OtherState {
  readonly section: string;
  readonly id: string;
  readonly entry: WrittenEntry;
}

/** The tree with the last state of everything that has one. */
export function wholeTree(states: readonly OtherState[], tree: WrittenMapping): WrittenMapping {
  const sections = new Map(tree.entries);
  const changed = new Map<string, Map<string, WrittenEntry>>();
  for (const { section, id, entry } of states) {
    const there = sections.get(section);
    if (SINGLE_SECTIONS.has(section)) sections.set(section, entry);
    else if (there?.value.is === 'mapping') {
      const entries = changed.get(section) ?? new Map(there.value.entries);
      changed.set(section, entries.set(id, entry));
    }
  }
  for (const [section, entries] of changed) {
    const there = sections.get(section);
    if (there?.value.is === 'mapping') sections.set(section, { ...there, value: { ...there.value, entries } });
  }
  return { ...tree, entries: sections };
}
