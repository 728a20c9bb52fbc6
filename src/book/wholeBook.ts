import type { Diagnostic } from '../base/diagnostic.ts';
import { collect, isFull } from './collect.ts';
import { type OtherState, wholeTree } from './otherStates.ts';
import { parseEntry } from './parseEntries.ts';
import { SINGLE_SECTIONS } from './schema/book.ts';
import type { WrittenMapping } from './written.ts';

/** The book with everything in it, also what was not yet known or is no longer so: content, tree and faults. */
export interface WholeBook {
  readonly content: Readonly<Record<string, unknown>>;
  readonly tree: WrittenMapping;
  readonly faults: readonly Diagnostic[];
}

/**
 * Reads every state that the book as it was known leaves out; null where it leaves out nothing.
 *
 * Nothing is computed from it: it is read so that faults in later amendments and deals are found on any day.
 */
export function wholeBook(
  states: readonly OtherState[],
  tree: WrittenMapping,
  content: Readonly<Record<string, unknown>>,
): WholeBook | null {
  if (states.length === 0) return null;
  const faults: Diagnostic[] = [];
  const whole: Record<string, unknown> = { ...content };
  const nothingHidden: ReadonlyMap<string, string> = new Map();
  for (const { section, id, entry } of states) {
    if (isFull(faults)) break;
    const isSingle = SINGLE_SECTIONS.has(section);
    const read = parseEntry(section, isSingle ? '' : id, entry, nothingHidden);
    collect(faults, read.faults);
    if (isSingle) {
      whole[section] = read.value;
    } else {
      const entries = { ...(whole[section] as Record<string, unknown> | undefined) };
      if (read.value === undefined) delete entries[id];
      else entries[id] = read.value;
      whole[section] = entries;
    }
  }
  return { content: whole, tree: wholeTree(states, tree), faults };
}
