import { SINGLE_SECTIONS } from './schema/book.ts';
import { type WrittenEntry, type WrittenMapping, withEntry } from './written.ts';

/** An entry of a section in a state that the book as it was known leaves out. */
export interface OtherState {
  readonly section: string;
  readonly id: string;
  readonly entry: WrittenEntry;
}

/** The tree with the last state of everything that has one. */
export function wholeTree(states: readonly OtherState[], tree: WrittenMapping): WrittenMapping {
  let whole = tree;
  for (const { section, id, entry } of states) {
    const there = whole.entries.get(section);
    if (SINGLE_SECTIONS.has(section)) whole = withEntry(whole, section, entry);
    else if (there?.value.is === 'mapping')
      whole = withEntry(whole, section, { ...there, value: withEntry(there.value, id, entry) });
  }
  return whole;
}
