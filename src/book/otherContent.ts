import type { Diagnostic } from '../base/diagnostic.ts';
import { parseEntry } from './parseEntries.ts';
import type { VisibleBook } from './visibleOn.ts';

/**
 * The book with everything in it that was not yet known or is no longer so, read by the same form.
 *
 * Nothing is computed from it: it is read so that faults in later amendments and deals are found on any day.
 */
export function otherContent(
  states: VisibleBook['otherStates'],
  content: Readonly<Record<string, unknown>>,
): { content: Readonly<Record<string, unknown>> | null; faults: readonly Diagnostic[] } {
  if (states.length === 0) return { content: null, faults: [] };
  const faults: Diagnostic[] = [];
  const later: Record<string, unknown> = { ...content };
  const nothingHidden: ReadonlyMap<string, string> = new Map();
  for (const { section, id, entry } of states) {
    const isSingle = section === id;
    const read = parseEntry(section, isSingle ? '' : id, entry, nothingHidden);
    faults.push(...read.faults);
    if (isSingle) {
      later[section] = read.value;
    } else {
      const entries = { ...(later[section] as Record<string, unknown> | undefined) };
      if (read.value === undefined) delete entries[id];
      else entries[id] = read.value;
      later[section] = entries;
    }
  }
  return { content: later, faults };
}
