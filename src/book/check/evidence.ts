import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Evidence } from '../../base/evidence.ts';
import { isQuantity, type Quantity } from '../../base/quantity.ts';
import { evidenceAt } from '../writtenEvidence.ts';
import type { Check, CheckedBook } from './checkedBook.ts';

/** Where figures come from: every figure has a source, every source is used, assumptions say how they were set. */
export const checkEvidence: Check = (book) =>
  book.isWhole ? [...sourceFaults(book), ...figureFaults(book), ...currencyFaults(book)] : currencyFaults(book);

function sourceFaults(book: CheckedBook): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const used = new Set(book.references.flatMap(({ to, name }) => (to === 'source' ? [name] : [])));
  for (const [id, source] of Object.entries(book.content.sources ?? {})) {
    if (source.url !== undefined && !/^https?:\/\/[^\s"'<>`\\]+$/.test(source.url))
      faults.push(
        book.fault(
          'book.bad-url',
          ['sources', id, 'url'],
          `${JSON.stringify(source.url.slice(0, 80))} is no link that can be followed`,
          'write a full address that begins with https:// or http://',
        ),
      );
    if (!used.has(id))
      faults.push(
        book.fault(
          'book.unused-source',
          ['sources', id],
          `the source \`${id}\` is never used`,
          'cite it where it belongs, or remove it',
        ),
      );
  }
  return faults;
}

/** Sections whose numbers are figures that somebody must answer for. */
const FIGURES = ['parties', 'stakes', 'deals', 'market', 'milestones', 'channels', 'events', 'correlations'] as const;

function quantitiesIn(value: unknown, found: Quantity[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isQuantity(value)) found.push(value);
  else for (const inner of Object.values(value)) quantitiesIn(inner, found);
}

/** One warning for each entry of a section, at its first figure that lacks what it should have. */
function figureFaults(book: CheckedBook): Diagnostic[] {
  return FIGURES.flatMap((section) => {
    const entries = section === 'market' ? { '': book.content.market } : (book.content[section] ?? {});
    return Object.entries(entries).flatMap(([id, entry]) => {
      const quantities: Quantity[] = [];
      quantitiesIn(entry, quantities);
      const path = id === '' ? [section] : [section, id];
      const bare: Quantity[] = [];
      const silent: Quantity[] = [];
      for (const quantity of quantities) {
        const evidence = evidenceAt(book.tree, quantity.path.split('.'), book.asOf);
        if (evidence.source === undefined) bare.push(quantity);
        else if (isUnexplained(book, evidence)) silent.push(quantity);
      }
      return [...bareFault(book, path, bare), ...silentFault(book, path, silent)];
    });
  });
}

function isUnexplained(book: CheckedBook, evidence: Evidence): boolean {
  if (evidence.note !== undefined) return false;
  const ids = typeof evidence.source === 'string' ? [evidence.source] : (evidence.source ?? []);
  const sources = ids.map((id) => book.content.sources?.[id]);
  const isAssumption =
    evidence.grade === 'D' || (evidence.grade === undefined && sources.some((source) => source?.grade === 'D'));
  return isAssumption && !sources.some((source) => source?.note !== undefined);
}

function bareFault(book: CheckedBook, path: readonly string[], bare: readonly Quantity[]): Diagnostic[] {
  const first = bare[0];
  if (first === undefined) return [];
  const more = bare.length === 1 ? '' : `, and so do ${bare.length - 1} more figures of \`${path.join('.')}\``;
  return [
    book.fault(
      'book.no-source',
      first.path.split('.'),
      `\`${first.path}\` has no source${more}`,
      'add `source:` and `said_by:` to the figure or to the mapping around it',
    ),
  ];
}

function silentFault(book: CheckedBook, path: readonly string[], silent: readonly Quantity[]): Diagnostic[] {
  const first = silent[0];
  if (first === undefined) return [];
  const more = silent.length === 1 ? '' : `, and so are ${silent.length - 1} more figures of \`${path.join('.')}\``;
  return [
    book.fault(
      'book.assumption-without-note',
      first.path.split('.'),
      `\`${first.path}\` is an assumption (grade D) without a note${more}`,
      'add `note:` and say how the figure was set',
    ),
  ];
}

const SYMBOLS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/** A currency sign that is not that of the book. */
function currencyFaults(book: CheckedBook): Diagnostic[] {
  const currency = book.content.book?.currency;
  if (currency === undefined) return [];
  const quantities: Quantity[] = [];
  quantitiesIn(book.content, quantities);
  return quantities.flatMap((quantity) =>
    quantity.statements.flatMap(({ text }) => {
      const sign = /[$€£¥]/.exec(text)?.[0];
      if (sign === undefined || SYMBOLS[sign] === currency) return [];
      return [
        book.fault(
          'book.other-currency',
          quantity.path.split('.'),
          `${JSON.stringify(text)} is in ${SYMBOLS[sign]}, and the book is in ${currency}`,
          'convert it, and say at which rate in a `note`',
        ),
      ];
    }),
  );
}
