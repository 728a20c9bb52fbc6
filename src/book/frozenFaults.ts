import type { z } from 'zod';
import type { Diagnostic } from '../base/diagnostic.ts';
import { isValidDate } from '../base/quarter.ts';
import { fault } from './fault.ts';
import { bookSchema, SINGLE_SECTIONS } from './schema/book.ts';
import { fieldMeta, formOf, schemaUnder } from './schemaAt.ts';
import { unnamedInputs } from './unnamedInputs.ts';
import { lastDayOf } from './visibleOn.ts';
import { type Spot, textUnder, under, type Written, type WrittenMapping } from './written.ts';
import { EVIDENCE_KEYS, isHistory, ownEvidence } from './writtenEvidence.ts';

/** Whether a book says of itself that it is frozen. */
export function saysFrozen(tree: WrittenMapping): boolean {
  const written = under(under(tree, 'book'), 'frozen');
  return written?.is === 'scalar' && written.value === true;
}

/**
 * Everything in a frozen book that was learned after its day, that nobody wrote, or that does not say what it was set from.
 *
 * Nothing may have become public later: no `known`, no dated value, no deal, amendment or event; a source of a later day
 * only tells what says itself since when it was known. Schedules and the horizon may lie later. And no standing default may
 * stand where something is modelled: defaults were set by people who knew what came. A default of nothing is no guess.
 */
export function frozenFaults(tree: WrittenMapping): Diagnostic[] {
  const day = textUnder(under(tree, 'book'), 'as_of');
  if (day === undefined || !isValidDate(day)) return [];
  const faults: Diagnostic[] = [];
  const sources = datesOfSources(tree);
  for (const [section, { value }] of tree.entries) {
    if (section === 'book' || section === 'sources' || value.is !== 'mapping') continue;
    const known = textUnder(value, 'known');
    learnedLater(value, section, { day, sources, faults }, known ?? null, SINGLE_SECTIONS.has(section));
    const schema = schemaUnder(formOf(bookSchema, undefined), section);
    if (schema !== undefined) standingDefaults(schema, value, section, value.at, faults);
  }
  faults.push(...unwrittenLives(tree), ...unnamedInputs(tree));
  return faults;
}

interface Freeze {
  readonly day: string;
  /** Day of each source; null where it has none and is no assumption. */
  readonly sources: ReadonlyMap<string, string | null>;
  readonly faults: Diagnostic[];
}

function datesOfSources(tree: WrittenMapping): Map<string, string | null> {
  const dates = new Map<string, string | null>();
  const written = under(tree, 'sources');
  if (written?.is !== 'mapping') return dates;
  for (const [id, { value }] of written.entries) {
    const date = lastDayOf(textUnder(value, 'date')) ?? null;
    // An assumption is made by whoever writes the book; when it was written down says nothing.
    if (textUnder(value, 'grade') !== 'D') dates.set(id, date);
  }
  return dates;
}

/** Sections whose entries carry the day on which they became public. */
const DATED_ENTRIES = new Set(['deals', 'events', 'settlements', 'amendments']);

/** Walks what is written with the day since which it was known, as far as anybody says. */
function learnedLater(value: Written, path: string, freeze: Freeze, since: string | null, isPlain: boolean): void {
  if (value.is === 'list') {
    for (const [i, item] of value.items.entries()) learnedLater(item, `${path}.${i}`, freeze, since, true);
    return;
  }
  if (value.is !== 'mapping') return;
  const own = ownEvidence(value);
  const known = own.known ?? since;
  if (own.known !== undefined && own.known > freeze.day)
    tooLate(freeze, value.entries.get('known')?.value.at ?? value.at, path, `became known on ${own.known}`);
  citedLater(value, path, freeze, known);
  const history = isHistory(value);
  const section = path.slice(path.lastIndexOf('.') + 1);
  for (const [key, entry] of value.entries) {
    if (EVIDENCE_KEYS.has(key)) continue;
    const below = `${path}.${key}`;
    let from = known;
    if (history) {
      from = own.known ?? key;
      const told = textUnder(entry.value, 'known');
      if (key > freeze.day && told === undefined) tooLate(freeze, entry.keyAt, below, `is a value of ${key}`);
    } else if (!isPlain && DATED_ENTRIES.has(section)) {
      const date = lastDayOf(textUnder(entry.value, 'date'));
      if (date !== undefined) from = date;
      if (date !== undefined && date > freeze.day) tooLate(freeze, entry.keyAt, below, `is of ${date}`);
    }
    learnedLater(entry.value, below, freeze, from, false);
  }
}

function citedLater(mapping: WrittenMapping, path: string, freeze: Freeze, known: string | null): void {
  const cited = ownEvidence(mapping).source;
  for (const id of cited === undefined ? [] : typeof cited === 'string' ? [cited] : cited) {
    const date = freeze.sources.get(id);
    if (date === undefined || known !== null || (date !== null && date <= freeze.day)) continue;
    const when = date === null ? 'has no date' : `is of ${date}`;
    const at = mapping.entries.get('source')?.value.at ?? mapping.at;
    freeze.faults.push(
      fault(
        'book.learned-later',
        at,
        `\`${path}\` rests on the source \`${id}\`, which ${when}; the book is frozen on ${freeze.day}`,
        'cite a source of the time, or say with `known:` since when the figure was public',
        path,
      ),
    );
  }
}

function tooLate(freeze: Freeze, at: Spot, path: string, what: string): void {
  freeze.faults.push(
    fault(
      'book.learned-later',
      at,
      `\`${path}\` ${what}, and the book is frozen on ${freeze.day}`,
      'take it out; what came later belongs into outcomes.yaml, which no book reads',
      path,
    ),
  );
}

/** Defaults that need something else of the same mapping to have any effect. */
const NEEDS: Readonly<Record<string, string>> = { recovery: 'cds' };

/** A default of nothing (no debt, no share at the market price) supposes nothing. */
const supposesNothing = (standing: unknown): boolean => /^0%?$/.test(String(standing));

function standingDefaults(schema: z.ZodType, value: Written, path: string, at: Spot, faults: Diagnostic[]): void {
  const form = formOf(schema, value);
  if (form.is === 'list' && value.is === 'list') {
    for (const [i, item] of value.items.entries()) {
      const inner = schemaUnder(form, String(i));
      if (inner !== undefined) standingDefaults(inner, item, `${path}.${i}`, item.at, faults);
    }
    return;
  }
  if (value.is !== 'mapping' || (form.is !== 'keys' && form.is !== 'ids')) return;
  for (const key of form.is === 'keys' ? form.keys : []) {
    const field = schemaUnder(form, key);
    const standing = field === undefined ? undefined : fieldMeta(field).standing_default;
    const needed = NEEDS[key];
    if (standing === undefined || supposesNothing(standing) || value.entries.has(key)) continue;
    if (needed !== undefined && !value.entries.has(needed)) continue;
    faults.push(defaultFault(at, `${path}.${key}`, String(standing)));
  }
  for (const [key, entry] of value.entries) {
    const inner = schemaUnder(form, key);
    if (inner !== undefined && !EVIDENCE_KEYS.has(key))
      standingDefaults(inner, entry.value, `${path}.${key}`, entry.keyAt, faults);
  }
}

function defaultFault(at: Spot, path: string, standing: string): Diagnostic {
  return fault(
    'book.default-stands',
    at,
    `\`${path}\` is left at its default (${standing}), which was set by people who knew what came`,
    'write what was known at the time, or a wide range as an assumption (grade D)',
    path,
  );
}

/** Lives of what is built, and chances that deals are performed, stand at defaults that no single field carries. */
function unwrittenLives(tree: WrittenMapping): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const market = under(tree, 'market');
  const build = under(market, 'build');
  for (const [key, cost, standing] of [
    ['chip_life', 'chips', '5.5 years'],
    ['shell_life', 'shell', '20 years'],
  ] as const)
    if (build?.is === 'mapping' && build.entries.has(cost) && !build.entries.has(key))
      faults.push(defaultFault(build.at, `market.build.${key}`, standing));
  const deals = under(tree, 'deals');
  if (deals?.is !== 'mapping') return faults;
  for (const [id, { keyAt, value }] of deals.entries) {
    const firm = under(value, 'firm');
    const isWhole = firm?.is === 'scalar' && /^(100%|1(\.0+)?)$/.test(String(firm.value));
    if (value.is === 'mapping' && !isWhole && !value.entries.has('performance'))
      faults.push(defaultFault(keyAt, `deals.${id}.performance`, 'by status'));
  }
  return faults;
}
