import type { z } from 'zod';
import type { Diagnostic } from '../base/diagnostic.ts';
import { nearestName } from '../base/nearestName.ts';
import { isValidDate } from '../base/quarter.ts';
import type { BookCode } from './codes.ts';
import { fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { fieldAt, fieldMeta, formOf } from './schemaAt.ts';
import { type Found, foundAt, type Spot, type Written } from './written.ts';

type Issue = z.core.$ZodIssue;

/** An entry of the book that the form refused, and what helps to say why in its author's words. */
export interface RefusedEntry {
  readonly path: string;
  readonly keyAt: Spot;
  readonly value: Written;
  readonly schema: z.ZodType;
  /** Paths hidden because they were not yet public, and the day they become so. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** What the form found wrong with an entry, each fault where it was written and in the author's words. */
export function schemaFaults(entry: RefusedEntry, issues: readonly Issue[]): Diagnostic[] {
  return issues.slice(0, LIMITS.diagnostics).flatMap((issue) => faultsOfIssue(entry, issue, []));
}

type Keys = readonly (string | number)[];

function faultsOfIssue(entry: RefusedEntry, issue: Issue, outer: Keys): Diagnostic[] {
  const keys = [...outer, ...(issue.path as Keys)];
  const found = foundAt(entry.value, keys);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, LIMITS.diagnostics).map((key) => unknownKey(entry, keys, key));
  if (found === null) return [missing(entry, keys)];
  if (issue.code === 'invalid_union') return unionFaults(entry, issue, keys, found);
  if (issue.code === 'invalid_key') return [badKey(entry, keys, found, issue.issues[0]?.message ?? '')];
  return [said(entry, keys, found, ...wordsFor(entry, keys, found, issue))];
}

function said(
  entry: RefusedEntry,
  keys: Keys,
  found: Found,
  code: BookCode,
  message: string,
  help: string,
): Diagnostic {
  const at = keys.length === 0 ? entry.keyAt : found.value.is === 'scalar' ? found.value.at : found.keyAt;
  return fault(code, at, message, help, pathOf(entry, keys));
}

function pathOf(entry: RefusedEntry, keys: Keys): string {
  return [entry.path, ...keys].filter((part) => part !== '').join('.');
}

/** What the author wrote, shortened, as it is quoted in a message. */
export function quoted(value: Written): string {
  if (value.is === 'list') return 'a list';
  if (value.is === 'mapping')
    return value.entries.size === 0
      ? 'an empty mapping'
      : `a mapping (${[...value.entries.keys()].slice(0, 4).join(', ')}${value.entries.size > 4 ? ' …' : ''})`;
  if (value.value === null) return 'nothing';
  if (typeof value.value !== 'string') return String(value.value);
  return JSON.stringify(value.value.length > 60 ? `${value.value.slice(0, 60)}…` : value.value);
}

function lastOf(keys: Keys, entry: RefusedEntry): string {
  const last = keys[keys.length - 1];
  return last === undefined ? (entry.path.split('.').pop() ?? '') : String(last);
}

function unknownKey(entry: RefusedEntry, keys: Keys, key: string): Diagnostic {
  const found = foundAt(entry.value, [...keys, key]);
  const field = fieldAt(entry.schema, entry.value, keys);
  const owner = foundAt(entry.value, keys);
  const form = field === undefined ? undefined : formOf(field, owner?.value);
  const valid = form?.is === 'keys' ? form.keys : [];
  if (/^\d+ ?[A-Za-z%]*$/.test(key) && found?.value.is === 'scalar' && found.value.value === null)
    return fault(
      'book.bad-spelling',
      found.keyAt,
      `a comma inside { } begins a new entry, so that \`${key}\` stands alone as a key`,
      'write a point for decimals (1.4B), and no separators between thousands',
      pathOf(entry, keys),
    );
  const nearest = nearestName(key, valid);
  const where = keys.length === 0 ? entry.path : pathOf(entry, keys);
  const help = nearest === null ? `it takes: ${valid.join(', ')}` : `did you mean \`${nearest}\`?`;
  return fault(
    'book.unknown-key',
    found?.keyAt ?? entry.keyAt,
    `\`${where}\` has no key \`${key}\``,
    help,
    pathOf(entry, [...keys, key]),
  );
}

function missing(entry: RefusedEntry, keys: Keys): Diagnostic {
  const owner = foundAt(entry.value, keys.slice(0, -1));
  const at = keys.length <= 1 ? entry.keyAt : (owner?.keyAt ?? entry.keyAt);
  const path = pathOf(entry, keys);
  const meaning = meaningAt(entry, keys);
  const hiddenUntil = entry.hidden.get(path);
  if (hiddenUntil !== undefined)
    return fault(
      'book.not-yet-known',
      at,
      `\`${path}\` is needed, and what the book says of it became public only on ${hiddenUntil}`,
      'ask about a later day, or state an earlier value with its date',
      path,
    );
  return fault(
    'book.missing-key',
    at,
    `\`${pathOf(entry, keys.slice(0, -1))}\` needs a \`${lastOf(keys, entry)}\`${meaning === '' ? '' : `: ${meaning}`}`,
    `add \`${lastOf(keys, entry)}:\` here`,
    path,
  );
}

function meaningAt(entry: RefusedEntry, keys: Keys): string {
  const field = fieldAt(entry.schema, entry.value, keys);
  const description = field === undefined ? undefined : fieldMeta(field).description;
  return typeof description === 'string' ? description.replace(/\.$/, '') : '';
}

function badKey(entry: RefusedEntry, keys: Keys, found: Found, rule: string): Diagnostic {
  const key = lastOf(keys, entry);
  return fault(
    'book.bad-year',
    found.keyAt,
    `the key \`${key}\`: ${rule}`,
    'write a year as 2027, a quarter as 2027-Q1',
    pathOf(entry, keys),
  );
}

/** Of a choice between forms, the faults of the form that the author evidently meant. */
function unionFaults(
  entry: RefusedEntry,
  issue: Issue & { code: 'invalid_union' },
  keys: Keys,
  found: Found,
): Diagnostic[] {
  const discriminated = issue as unknown as { discriminator?: string; options?: readonly unknown[] };
  if (discriminated.discriminator !== undefined) {
    const options = (discriminated.options ?? []).map(String);
    const word = found.value.is === 'scalar' ? String(found.value.value) : quoted(found.value);
    const nearest = nearestName(word, options);
    const help = nearest === null ? `write one of: ${options.join(', ')}` : `did you mean \`${nearest}\`?`;
    return [said(entry, keys, found, 'book.unknown-term-type', `there is no term type ${quoted(found.value)}`, help)];
  }
  const branches = issue.errors.filter((branch) => !branch.some((inner) => isOfOtherKind(inner)));
  const meant = branches.sort((a, b) => a.length - b.length)[0];
  if (meant !== undefined) return meant.flatMap((inner) => faultsOfIssue(entry, inner, keys));
  const words = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : [])),
  );
  if (words.length > 0) return [said(entry, keys, found, ...unknownWord(entry, keys, found, words))];
  return [
    said(
      entry,
      keys,
      found,
      'book.not-text',
      `\`${lastOf(keys, entry)}\` is ${quoted(found.value)}; text was expected`,
      'write one name, or a list of names',
    ),
  ];
}

function isOfOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

type Words = [code: BookCode, message: string, help: string];

function notANumber(entry: RefusedEntry, keys: Keys, found: Found): Words {
  const meaning = meaningAt(entry, keys);
  return [
    'book.not-a-number',
    `\`${lastOf(keys, entry)}\` is ${quoted(found.value)}; a number was expected${meaning === '' ? '' : `: ${meaning}`}`,
    'write a number such as 22.4B, 27% or 4.5, or an interval such as 250B to 350B',
  ];
}

function unknownWord(entry: RefusedEntry, keys: Keys, found: Found, words: readonly string[]): Words {
  const written = found.value.is === 'scalar' ? String(found.value.value) : '';
  const nearest = nearestName(written, words);
  const key = lastOf(keys, entry);
  if (key === 'format')
    return [
      'book.bad-format',
      `the book is in format ${quoted(found.value)}; this version reads format 1`,
      'write `format: 1`',
    ];
  return [
    'book.unknown-word',
    `\`${key}\` is ${quoted(found.value)}, which is none of: ${words.join(', ')}`,
    nearest === null ? 'write one of these words' : `did you mean \`${nearest}\`?`,
  ];
}

function wordsFor(entry: RefusedEntry, keys: Keys, found: Found, issue: Issue): Words {
  const key = lastOf(keys, entry);
  switch (issue.code) {
    case 'custom':
      return quantityWords(entry, keys, found, issue);
    case 'invalid_value':
      return unknownWord(entry, keys, found, issue.values.map(String));
    case 'invalid_format':
      return formatWords(key, found, issue.message);
    case 'too_small':
    case 'too_big':
      return sizeWords(key, found, issue);
    case 'invalid_type':
      return kindWords(entry, keys, found, issue.expected);
    default:
      return [
        'book.not-text',
        `\`${key}\` is ${quoted(found.value)}, which cannot stand here (${issue.message})`,
        'see the reference of the book format',
      ];
  }
}

function quantityWords(entry: RefusedEntry, keys: Keys, found: Found, issue: Issue & { code: 'custom' }): Words {
  const fault = (issue.params as { fault?: string } | undefined)?.fault;
  const message = `\`${pathOf(entry, keys).split('.').slice(-2).join('.')}\`: ${issue.message}`;
  const suggestion = /; write (.+)$/.exec(issue.message)?.[1];
  if (fault === 'spelling')
    return [
      'book.bad-spelling',
      message,
      suggestion === undefined ? 'write a number such as 22.4B, $300B, 27% or 4.5' : `write ${suggestion}`,
    ];
  if (fault === 'distribution')
    return [
      'book.bad-distribution',
      message,
      'give the distribution the parameters it needs, such as {triangular: {min: 1B, mode: 2B, max: 4B}}',
    ];
  if (fault === 'range')
    return ['book.out-of-range', message, 'check the sign, the suffix (K, M, B, T, %) and the unit'];
  if (fault === 'key') return ['book.unknown-key', message, 'remove the key or correct its name'];
  return notANumber(entry, keys, found);
}

function formatWords(key: string, found: Found, rule: string): Words {
  const written = found.value.is === 'scalar' ? found.value.value : null;
  const isDay = typeof written === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(written) && !isValidDate(written);
  if (isDay)
    return [
      'book.bad-date',
      `\`${key}\` is ${quoted(found.value)}, which is no day of the calendar`,
      'write a day that exists, such as 2027-01-31',
    ];
  return [
    'book.bad-date',
    `\`${key}\` is ${quoted(found.value)}: ${rule}`,
    'write year, month and day as 2027-01-31, or a quarter as 2027-Q1',
  ];
}

function sizeWords(key: string, found: Found, issue: Issue & { code: 'too_small' | 'too_big' }): Words {
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (found.value.is === 'list')
    return [
      'book.wrong-length',
      `\`${key}\` has ${found.value.items.length} ${found.value.items.length === 1 ? 'entry' : 'entries'}; ${bound} ${bound.endsWith(' 1') ? 'is' : 'are'} needed`,
      issue.code === 'too_small' ? 'add what is missing' : 'remove what is too much',
    ];
  return ['book.out-of-range', `\`${key}\` is ${quoted(found.value)}; ${bound} was expected`, 'correct the number'];
}

const KINDS: Readonly<Record<string, Words>> = {
  string: ['book.not-text', 'text', 'put it into quotes if it is meant as text'],
  boolean: ['book.not-true-or-false', 'true or false', 'write true or false'],
  int: ['book.not-a-whole-number', 'a whole number', 'write a whole number without a suffix'],
  number: ['book.not-a-number', 'a number', 'write a plain number'],
  array: ['book.not-a-list', 'a list', 'write [a, b], or one line for each entry beginning with -'],
  tuple: ['book.not-a-list', 'a list', 'write [a, b]'],
  object: ['book.not-a-mapping', 'a mapping of keys and values', 'write `key: value` lines below it, or {key: value}'],
  record: ['book.not-a-mapping', 'a mapping by id', 'write `id: …` lines below it'],
};

function kindWords(entry: RefusedEntry, keys: Keys, found: Found, expected: string): Words {
  const [code, what, help] =
    KINDS[expected] ?? (['book.not-text', expected, 'see the reference of the book format'] as Words);
  const meaning = meaningAt(entry, keys);
  return [
    code,
    `\`${lastOf(keys, entry)}\` is ${quoted(found.value)}; ${what} was expected${meaning === '' ? '' : ` (${meaning})`}`,
    help,
  ];
}
