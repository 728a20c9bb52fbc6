import type { Diagnostic } from '../base/diagnostic.ts';
import { collect } from './collect.ts';
import { fault } from './fault.ts';
import { SINGLE_SECTIONS } from './schema/book.ts';
import { placeOf, type Written, type WrittenEntry, type WrittenMapping } from './written.ts';

type Entries = ReadonlyMap<string, WrittenEntry>;

/** The sections of all files as one tree; an id that two files define is reported at both places. */
export function mergeFiles(values: readonly (Written | null)[], faults: Diagnostic[]): WrittenMapping | null {
  const readable: WrittenMapping[] = [];
  for (const value of values) {
    if (value === null || (value.is === 'scalar' && value.value === null)) continue;
    if (value.is !== 'mapping') {
      faults.push(
        fault(
          'book.not-a-mapping',
          value.at,
          'a book is a mapping of sections (book, parties, deals …), and this is none',
          'begin with a line `book:`',
        ),
      );
      continue;
    }
    readable.push(value);
  }
  const [first, ...others] = readable;
  if (first === undefined) return null;
  let entries = first.entries;
  for (const next of others) entries = mergedSections(entries, next.entries, faults);
  return { is: 'mapping', at: first.at, entries };
}

function mergedSections(into: Entries, from: Entries, faults: Diagnostic[]): Entries {
  const sections = new Map(into);
  for (const [section, entry] of from) {
    const there = sections.get(section);
    if (there === undefined || isNothing(there.value)) {
      sections.set(section, entry);
    } else if (!isNothing(entry.value)) {
      if (there.value.is === 'mapping' && entry.value.is === 'mapping')
        sections.set(section, { keyAt: there.keyAt, value: mergedEntries(section, there.value, entry.value, faults) });
      else faults.push(twice(section, there, entry, section), twice(section, entry, there, section));
    }
  }
  return sections;
}

function mergedEntries(
  section: string,
  into: WrittenMapping,
  from: WrittenMapping,
  faults: Diagnostic[],
): WrittenMapping {
  const entries = new Map(into.entries);
  for (const [id, entry] of from.entries) {
    const there = entries.get(id);
    if (there === undefined) entries.set(id, entry);
    else collect(faults, [twice(id, there, entry, `${section}.${id}`), twice(id, entry, there, `${section}.${id}`)]);
  }
  return { ...into, entries };
}

function isNothing(value: Written): boolean {
  return value.is === 'scalar' && value.value === null;
}

function twice(name: string, here: WrittenEntry, there: WrittenEntry, path: string): Diagnostic {
  const other = placeOf(there.keyAt);
  const what = SINGLE_SECTIONS.has(path.split('.')[0] as string) ? 'key' : 'id';
  return fault(
    'book.duplicate-id',
    here.keyAt,
    `the ${what} \`${name}\` is defined here and in ${other.file}:${other.line}`,
    'keep one of the two; to change a book without editing it, lay a file over it with --with',
    path,
  );
}
