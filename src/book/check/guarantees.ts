import type { Diagnostic } from '../../base/diagnostic.ts';
import { type Check, type CheckedBook, cycleOf, leastOf, percent, termsOf } from './checkedBook.ts';

/** Guarantees cover no claim more than once in all, and none leads back to itself. */
export const checkGuarantees: Check = (book) => [...coverFaults(book), ...cycleFaults(book), ...targetFaults(book)];

function coverFaults(book: CheckedBook): Diagnostic[] {
  const cover = new Map<string, number>();
  return termsOf(book, 'guarantee').flatMap(({ keys, term }) => {
    const before = cover.get(term.of) ?? 0;
    const sum = before + leastOf(term.cover, book.asOf);
    cover.set(term.of, sum);
    if (sum <= 1 + 1e-9) return [];
    return [
      book.fault(
        'book.cover-exceeds-claim',
        [...keys, 'cover'],
        `with this guarantee ${percent(sum)} of \`${term.of}\` is covered`,
        'let the covers of one claim sum to at most 100 %',
      ),
    ];
  });
}

function cycleFaults(book: CheckedBook): Diagnostic[] {
  const guarantees = termsOf(book, 'guarantee');
  const cycle = cycleOf(new Map(guarantees.map(({ path, term }) => [path, [term.of]])));
  if (cycle === null) return [];
  const first = guarantees.find(({ path }) => path === cycle[0]);
  return [
    book.fault(
      'book.guarantee-cycle',
      [...(first?.keys ?? []), 'of'],
      `guarantees lead back to themselves: ${[...cycle, cycle[0]].join(' → ')}`,
      'let one of them cover a payment, not a guarantee',
    ),
  ];
}

const PAYS_NOTHING = new Set(['rights', 'warrant', 'tender']);

function targetFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'guarantee').flatMap(({ keys, term }) => {
    const [deal = '', name = ''] = term.of.split('.');
    const target = book.deals[deal]?.terms[name];
    if (target === undefined || !PAYS_NOTHING.has(target.type)) return [];
    return [
      book.fault(
        'book.wrong-term-type',
        [...keys, 'of'],
        `\`${term.of}\` is a ${target.type} term, which obliges nobody to pay`,
        'name a loan, capacity, supply, lease or other paying term',
      ),
    ];
  });
}
