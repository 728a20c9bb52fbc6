import type { Diagnostic } from '../base/diagnostic.ts';
import type { Evidence } from '../base/evidence.ts';
import { nearestName } from '../base/nearestName.ts';
import { fault } from './fault.ts';
import { withEvidence } from './layOver.ts';
import { bookSchema } from './schema/book.ts';
import { type FormAt, formOf, schemaUnder } from './schemaAt.ts';
import {
  childOf,
  emptyMapping,
  type Found,
  foundAt,
  type Spot,
  type Written,
  type WrittenEntry,
  type WrittenMapping,
} from './written.ts';

/** Where a path leads: the keys of it, or why it leads nowhere. */
export type PathReading =
  | {
      readonly keys: readonly string[] /** Which key is a year of a quantity by year; null where none is. */;
      readonly yearAt: number | null;
    }
  | { readonly reason: string; readonly nearest: string | null };

const YEAR = /^\d{4}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Follows a path of the book: ids must exist in this book, keys must exist in the format (whether written or not),
 * and a quantity may be followed by a year or a date.
 */
export function readPath(
  root: Written,
  path: string,
  nearest: (name: string, valid: Iterable<string>) => string | null = nearestName,
): PathReading {
  const segments = path.split('.');
  let form: FormAt = formOf(bookSchema, root);
  let value: Written | undefined = root;
  let yearAt: number | null = null;
  for (const [i, key] of segments.entries()) {
    const before = segments.slice(0, i).join('.');
    const written: Found | undefined = value === undefined ? undefined : childOf(value, key);
    if (form.is === 'quantity') {
      const fits =
        (form.byYear && YEAR.test(key) && i >= segments.length - 2) || (DATE.test(key) && i === segments.length - 1);
      if (fits) {
        if (YEAR.test(key)) yearAt = i;
        value = written?.value;
        continue;
      }
      return { reason: `\`${before}\` is a quantity and has no \`${key}\``, nearest: null };
    }
    const next = schemaUnder(form, key);
    const isKnown = next !== undefined && (form.is === 'keys' || written !== undefined);
    if (!isKnown) {
      const names = form.is === 'keys' ? form.keys : value?.is === 'mapping' ? [...value.entries.keys()] : [];
      const name = nearest(key, names);
      const rest = segments.slice(i + 1);
      const where = before === '' ? 'the book' : `\`${before}\``;
      return {
        reason: `${where} has no \`${key}\``,
        nearest: name === null ? null : [...segments.slice(0, i), name, ...rest].join('.'),
      };
    }
    value = written?.value;
    form = formOf(next, value);
  }
  return { keys: segments, yearAt };
}

/** The tree with one value set under a list of keys; mappings on the way are made where they are missing. */
export function setUnder(root: Written, keys: readonly string[], value: Written, at: Spot): Written {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (root.is === 'list') {
    const items = root.items.map((item, i) => (String(i) === key ? setUnder(item, rest, value, at) : item));
    return { ...root, items };
  }
  const mapping: WrittenMapping = root.is === 'mapping' ? root : emptyMapping(at);
  const there = mapping.entries.get(key);
  const entry: WrittenEntry = {
    keyAt: there?.keyAt ?? at,
    value: setUnder(there?.value ?? emptyMapping(at), rest, value, at),
  };
  return { ...mapping, entries: new Map(mapping.entries).set(key, entry) };
}

/** One change of one value, with the faults of its path reported where the change was written. */
export function setPath(
  root: WrittenMapping,
  path: string,
  value: Written,
  at: Spot,
  by: Evidence,
  faults: Diagnostic[],
): WrittenMapping {
  const reading = readPath(root, path);
  if ('reason' in reading) {
    const help =
      reading.nearest === null
        ? 'name a place of the book by ids and years, such as parties.openai.cash'
        : `did you mean ${reading.nearest}?`;
    faults.push(
      fault('book.unknown-path', at, `no such place in the book: \`${path}\` (${reading.reason})`, help, path),
    );
    return root;
  }
  const spread = reading.yearAt === null ? root : withYears(root, reading.keys.slice(0, reading.yearAt), at);
  return setUnder(spread, reading.keys, withEvidence(value, by), at) as WrittenMapping;
}

/** A quantity that is one value for all years, written so that a single year can be set beside it. */
function withYears(root: Written, keys: readonly string[], at: Spot): Written {
  const there = foundAt(root, keys)?.value;
  if (there === undefined) return root;
  const isByYear = there.is === 'mapping' && [...there.entries.keys()].some((key) => YEAR.test(key));
  if (isByYear) return root;
  return setUnder(
    root,
    keys,
    { is: 'mapping', at: there.at, entries: new Map([['all', { keyAt: there.at, value: there }]]) },
    at,
  );
}
