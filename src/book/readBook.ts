import { type Diagnostic, hasErrors, sortDiagnostics } from '../base/diagnostic.ts';
import { digest } from '../base/digest.ts';
import { isValidDate } from '../base/quarter.ts';
import type { BookReading, BookText, ReadOptions } from './book.ts';
import { bookOf } from './bookOf.ts';
import { checkBook } from './checkBook.ts';
import { collect, isFull } from './collect.ts';
import { fault } from './fault.ts';
import { isNotYetKnown, type Lack, toldOnce } from './firstReadable.ts';
import { frozenFaults, saysFrozen } from './frozenFaults.ts';
import { layOver } from './layOver.ts';
import { LIMITS } from './limits.ts';
import { mergeFiles } from './mergeFiles.ts';
import { parseEntries } from './parseEntries.ts';
import { readTexts } from './readTexts.ts';
import type { BookContent } from './schema/book.ts';
import { setPath } from './setPath.ts';
import { visibleOn } from './visibleOn.ts';
import { wholeBook } from './wholeBook.ts';
import { textUnder, under, type WrittenMapping, writtenText } from './written.ts';
import { readYaml } from './yamlText.ts';

/** Evidence of what was set on the command line. */
const SET_BY_HAND = { said_by: 'modeller', grade: 'D', note: 'set for this run' } as const;
const NEVER = '9999-12-31';

/**
 * Reads a book: its files merged, overlays laid on, amendments applied up to the day asked about, changes set.
 *
 * Every fault is a diagnostic at the place where it was written; nothing is thrown, whatever the texts hold.
 */
export function readBook(texts: readonly BookText[], options: ReadOptions = {}): BookReading {
  const faults: Diagnostic[] = [];
  const overlays = options.overlays ?? [];
  const sets = options.sets ?? [];
  const values = readTexts([...texts, ...overlays], options.maxBytes ?? LIMITS.bookBytes, faults);
  const merged = mergeFiles(values.slice(0, texts.length), faults);
  if (merged === null) {
    if (faults.length === 0)
      faults.push(
        fault(
          'book.empty',
          null,
          'the book is empty: no file of it holds a section',
          'begin with `book:`, or let `interlock new` write an example',
        ),
      );
    return { book: null, diagnostics: distinct(faults) };
  }
  const laid = overlaid(merged, values.slice(texts.length), overlays, faults);
  const asOf = dayAskedAbout(laid, options, faults);
  if (tooManyTerms(laid, faults)) return { book: null, diagnostics: distinct(faults) };
  const day = asOf ?? NEVER;
  if (options.isFrozen === true || saysFrozen(laid)) collect(faults, frozenFaults(laid));
  const visible = visibleOn(laid, day, faults);
  const tree = settled(visible.tree, sets, faults);
  const parsed = parseEntries(tree, visible.hidden);
  if (values.some((value, i) => value === null && !isBlank([...texts, ...overlays][i]?.text))) {
    // Half a book: what it lacks may stand in the text that could not be read.
    return {
      book: null,
      diagnostics: distinct([...faults, ...parsed.faults.filter((d) => d.code !== 'book.missing-key')]),
    };
  }
  const whole = wholeBook(visible.otherStates, tree, parsed.content);
  collect(faults, parsed.faults);
  collect(faults, whole?.faults ?? []);
  // Where figures were not yet public, what else seems wrong on that day may follow from it; the whole book tells the rest.
  const isTooEarly = whole !== null && parsed.faults.some(isNotYetKnown);
  if (!isFull(faults) && !isTooEarly) collect(faults, checkBook(parsed.content, tree, day, whole === null));
  if (whole !== null && !isFull(faults)) collect(faults, checkBook(whole.content, whole.tree, day, true));
  const lackOn = (other: string): Lack => {
    const seen = visibleOn(laid, other, []);
    return { hidden: seen.hidden, faults: parseEntries(settled(seen.tree, sets, []), seen.hidden).faults };
  };
  const diagnostics = distinct(toldOnce(faults, day, { faults: parsed.faults, hidden: visible.hidden }, lackOn));
  if (hasErrors(diagnostics) || asOf === null) return { book: null, diagnostics };
  const marks = [texts.map((t) => [t.name, t.text]), overlays.map((t) => [t.name, t.text]), sets, asOf];
  const book = bookOf(
    parsed.content as BookContent,
    tree,
    asOf,
    [...overlays.map((o) => o.name), ...sets],
    digest(JSON.stringify(marks)),
  );
  return { book, diagnostics };
}

function overlaid(
  tree: WrittenMapping,
  values: ReturnType<typeof readTexts>,
  overlays: readonly BookText[],
  faults: Diagnostic[],
): WrittenMapping {
  let laid = tree;
  for (const [i, value] of values.entries()) {
    if (value?.is === 'mapping') laid = layOver(laid, value, `the overlay ${overlays[i]?.name ?? ''}`, faults);
    else if (value !== null && !(value.is === 'scalar' && value.value === null))
      faults.push(
        fault(
          'book.not-a-mapping',
          value.at,
          'an overlay is a mapping of sections (deals, parties, mine …), and this is none',
          'begin with a section such as `mine:`',
        ),
      );
  }
  return laid;
}

/** Whether a text holds nothing but blank lines and comments, as a file of a folder may. */
function isBlank(text: string | undefined): boolean {
  return /^(\s*(#.*)?(\n|$))*$/.test(text ?? '');
}

/** The day on which the book stands: the one asked for, else its own; null where neither is a day. */
function dayAskedAbout(tree: WrittenMapping, options: ReadOptions, faults: Diagnostic[]): string | null {
  const help = 'write year, month and day as 2025-11-30';
  const given = options.asOf ?? options.sets?.find((set) => set.startsWith('book.as_of='))?.slice('book.as_of='.length);
  if (given !== undefined) {
    if (isValidDate(given)) return given;
    const text = writtenText('--as-of', given);
    faults.push(
      fault('book.bad-date', { text, offset: 0 }, `${JSON.stringify(given)} is no day of the calendar`, help),
    );
    return null;
  }
  const head = under(tree, 'book');
  const own = textUnder(head, 'as_of');
  if (own !== undefined && isValidDate(own)) return own;
  const written = under(head, 'as_of');
  // A misspelled date is the form's to report; a quarter or a day that does not exist passes the form.
  if (own !== undefined && written !== undefined && /^\d{4}-(\d{2}-\d{2}|Q[1-4])$/.test(own))
    faults.push(
      fault(
        'book.bad-date',
        written.at,
        `\`as_of\` is ${JSON.stringify(own)}, which is no day of the calendar`,
        help,
        'book.as_of',
      ),
    );
  return null;
}

function tooManyTerms(tree: WrittenMapping, faults: Diagnostic[]): boolean {
  const deals = under(tree, 'deals');
  if (deals?.is !== 'mapping') return false;
  let terms = 0;
  for (const { keyAt, value } of deals.entries.values()) {
    const written = under(value, 'terms');
    terms += written?.is === 'mapping' ? written.entries.size : 0;
    if (terms <= LIMITS.terms) continue;
    faults.push(
      fault(
        'book.limit-terms',
        keyAt,
        `with this deal the book has more than ${LIMITS.terms} terms`,
        'split the book, or leave out the smallest deals',
      ),
    );
    return true;
  }
  return false;
}

function settled(tree: WrittenMapping, sets: readonly string[], faults: Diagnostic[]): WrittenMapping {
  let result = tree;
  for (const set of sets) {
    const text = writtenText('--set', set);
    const equals = set.indexOf('=');
    const value =
      equals > 0 ? readYaml(writtenText('--set', `${' '.repeat(equals + 1)}${set.slice(equals + 1)}`)) : null;
    if (value?.value == null || (value.value.is === 'scalar' && value.value.value === null)) {
      faults.push(
        fault(
          'book.bad-setting',
          { text, offset: 0 },
          `${JSON.stringify(set)} is not of the form PATH=VALUE`,
          'write for instance parties.openai.cash=30B',
        ),
      );
      continue;
    }
    result = setPath(result, set.slice(0, equals), value.value, { text, offset: 0 }, SET_BY_HAND, faults);
  }
  return result;
}

/** Every fault once, in the order of the files, and no more than a person will read. */
function distinct(faults: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const kept = faults.filter((d) => {
    const key = `${d.code}|${d.place?.file}|${d.place?.line}|${d.place?.column}|${d.message}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
  const sorted = sortDiagnostics(kept);
  if (sorted.length <= LIMITS.diagnostics) return sorted;
  const gravest = [...sorted.filter((d) => d.severity === 'error'), ...sorted.filter((d) => d.severity === 'warning')];
  const shown = sortDiagnostics(gravest.slice(0, LIMITS.diagnostics));
  const more = `${sorted.length - shown.length} more faults and warnings are not listed`;
  return [...shown, fault('book.and-more', null, more, 'mend these first')];
}
