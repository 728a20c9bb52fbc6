import type { z } from 'zod';
import type { Diagnostic } from '../base/diagnostic.ts';
import { nearestName } from '../base/nearestName.ts';
import { isQuantity } from '../base/quantity.ts';
import { collect, isFull } from './collect.ts';
import { fault } from './fault.ts';
import { bookSchema, ID, SECTIONS, SINGLE_SECTIONS } from './schema/book.ts';
import { fieldAt } from './schemaAt.ts';
import { quoted, schemaFaults } from './schemaFaults.ts';
import { foundAt, plainOf, type WrittenEntry, type WrittenMapping } from './written.ts';

/** Content of the book entry by entry: what could be read, and the faults of what could not. */
export interface ParsedEntries {
  readonly content: Readonly<Record<string, unknown>>;
  readonly faults: readonly Diagnostic[];
}

/** A tree read before, whose entries need not be read again where they are the same. */
export interface ReadBefore {
  readonly tree: WrittenMapping;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Reads every entry of every section by the form of its section, so that one fault hides no other. */
export function parseEntries(
  tree: WrittenMapping,
  hidden: ReadonlyMap<string, string>,
  before?: ReadBefore,
): ParsedEntries {
  const faults: Diagnostic[] = [];
  const content: Record<string, unknown> = {};
  for (const [section, entry] of tree.entries) {
    if (isFull(faults)) break;
    if (!(SECTIONS as readonly string[]).includes(section)) {
      const nearest = nearestName(section, SECTIONS);
      faults.push(
        fault(
          'book.unknown-section',
          entry.keyAt,
          `a book has no section \`${section}\``,
          nearest === null ? `its sections are: ${SECTIONS.join(', ')}` : `did you mean \`${nearest}\`?`,
          section,
        ),
      );
    } else if (SINGLE_SECTIONS.has(section)) {
      if (before?.tree.entries.get(section)?.value === entry.value) {
        content[section] = before.content[section];
        continue;
      }
      const read = parseEntry(section, '', entry, hidden);
      collect(faults, read.faults);
      if (read.value !== undefined) content[section] = read.value;
    } else if (entry.value.is !== 'mapping') {
      if (entry.value.is === 'scalar' && entry.value.value === null) continue;
      faults.push(
        fault(
          'book.not-a-mapping',
          entry.keyAt,
          `the section \`${section}\` is ${quoted(entry.value)}; a mapping by id was expected`,
          'write `id: …` lines below it',
          section,
        ),
      );
    } else {
      content[section] = parseSection(section, entry.value, hidden, faults, before);
    }
  }
  for (const section of ['book', 'parties'] as const)
    if (!tree.entries.has(section))
      faults.push(
        fault('book.missing-key', tree.at, `the book has no section \`${section}\``, `add \`${section}:\``, section),
      );
  return { content, faults };
}

function parseSection(
  section: string,
  entries: WrittenMapping,
  hidden: ReadonlyMap<string, string>,
  faults: Diagnostic[],
  before?: ReadBefore,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [id, entry] of entries.entries) {
    if (isFull(faults)) break;
    if (before !== undefined && foundAt(before.tree, [section, id])?.value === entry.value) {
      read[id] = (before.content[section] as Record<string, unknown>)[id];
      continue;
    }
    if (!ID.test(id)) faults.push(badId(section, id, entry));
    const one = parseEntry(section, id, entry, hidden);
    collect(faults, one.faults);
    if (one.value !== undefined) read[id] = one.value;
  }
  return read;
}

function badId(section: string, id: string, entry: WrittenEntry): Diagnostic {
  const better = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 64);
  const help = better === '' ? 'begin with a letter' : `write \`${better}\``;
  return fault(
    'book.bad-id',
    entry.keyAt,
    `\`${id.slice(0, 80)}\` cannot be an id: ids are lower-case letters, digits and hyphens, begin with a letter and have at most 64 characters`,
    help,
    section,
  );
}

/** One entry read by the form of its section; `id` is empty for a section that is one mapping. */
export function parseEntry(
  section: string,
  id: string,
  entry: WrittenEntry,
  hidden: ReadonlyMap<string, string>,
): { value?: unknown; faults: readonly Diagnostic[] } {
  const schema = fieldAt(bookSchema, undefined, id === '' ? [section] : [section, id]) as z.ZodType;
  const path = id === '' ? section : `${section}.${id}`;
  const result = schema.safeParse(plainOf(entry.value));
  if (!result.success)
    return {
      faults: schemaFaults({ path, keyAt: entry.keyAt, value: entry.value, schema, hidden }, result.error.issues),
    };
  namePaths(result.data, path);
  return { value: result.data, faults: [] };
}

/** Gives every quantity below a value its path in the book. */
function namePaths(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  if (isQuantity(value)) {
    value.path = path;
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      namePaths(item, `${path}.${i}`);
    });
    return;
  }
  // The quantity that stands for all years is named like the field itself.
  for (const [key, item] of Object.entries(value))
    namePaths(item, key === 'all' && isQuantity(item) ? path : `${path}.${key}`);
}
