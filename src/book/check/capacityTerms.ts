import type { Diagnostic } from '../../base/diagnostic.ts';
import { writeQuantity } from '../../base/quantityText.ts';
import { type Check, type CheckedBook, certainValue, leastOf, percent, termsOf } from './checkedBook.ts';

/** What a capacity or supply term must say so that its payments are known. */
export const checkCapacityTerms: Check = (book) => [
  ...termsOf(book, 'capacity').flatMap(({ keys, term }) => {
    const faults: Diagnostic[] = [];
    const hasPrice = term.price !== undefined || book.content.market !== undefined;
    if (term.amount === undefined && (term.total === undefined || !hasPrice))
      faults.push(
        book.fault(
          'book.undetermined-capacity',
          keys,
          'neither the amount nor the total of this capacity term can be known from what it says',
          'give `amount`, or `total` and `price`',
        ),
      );
    if (term.amount !== undefined && term.total === undefined && !hasPrice)
      faults.push(
        book.fault(
          'book.undetermined-capacity',
          keys,
          'the price of this capacity term cannot be known: it has no `price` and no `total`, and the book has no `market`',
          'give `price` or `total`',
        ),
      );
    if (certainValue(term.years, book.asOf) === 0) faults.push(zeroYears(book, keys));
    faults.push(...overdetermined(book, keys, term));
    faults.push(...vendorFaults(book, [...keys, 'build'], term.build?.vendors));
    return faults;
  }),
  ...supplyFaults(book),
  ...vendorFaults(book, ['market', 'build'], book.content.market?.build?.vendors),
];

function zeroYears(book: CheckedBook, keys: readonly string[]): Diagnostic {
  return book.fault(
    'book.out-of-range',
    [...keys, 'years'],
    '`years` is 0: nothing would ever be delivered',
    'give the length of the contract in years',
  );
}

/** Amount, price and total all given must agree within what a ramp can explain. */
function overdetermined(
  book: CheckedBook,
  keys: readonly string[],
  term: { amount?: unknown; price?: unknown; total?: unknown } & Record<string, unknown>,
): Diagnostic[] {
  const value = (key: 'amount' | 'price' | 'total' | 'years'): number | null =>
    certainValue(term[key] as Parameters<typeof certainValue>[0], book.asOf);
  const [amount, price, total, years] = [value('amount'), value('price'), value('total'), value('years')];
  if (amount === null || price === null || total === null || years === null) return [];
  const most = amount * price * years;
  if (total <= most * 1.1 && total >= most * 0.2) return [];
  return [
    book.fault(
      'book.total-disagrees',
      [...keys, 'total'],
      `amount × price × years is ${writeQuantity(Number(most.toPrecision(3)))}, and \`total\` says ${writeQuantity(Number(total.toPrecision(3)))}`,
      'leave out one of amount, price and total, or correct it',
    ),
  ];
}

function supplyFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'supply').flatMap(({ keys, term }) => {
    const faults: Diagnostic[] = [];
    if (term.total === undefined && (term.amount === undefined || term.price === undefined))
      faults.push(
        book.fault(
          'book.undetermined-supply',
          keys,
          'the payments of this supply term cannot be known from what it says',
          'give `total`, or `amount` and `price`',
        ),
      );
    if (term.own === true && term.equips !== undefined)
      faults.push(
        book.fault(
          'book.supply-for-two',
          [...keys, 'own'],
          'this supply term says both `own` (the buyer runs the equipment) and `equips` (it goes into a capacity term)',
          'keep one of the two',
        ),
      );
    if (term.own !== true && term.equips === undefined)
      faults.push(
        book.fault(
          'book.supply-for-none',
          keys,
          'this supply term says neither `own: true` nor which capacity terms it `equips`; it moves money, but no capacity',
          'say `own: true`, or list the terms that it equips',
        ),
      );
    for (const [i, path] of (term.equips ?? []).entries()) {
      const [dealId = '', termId = ''] = path.split('.');
      const target = book.deals[dealId]?.terms[termId];
      if (target !== undefined && target.type !== 'capacity')
        faults.push(
          book.fault(
            'book.wrong-term-type',
            [...keys, 'equips', i],
            `\`${path}\` is a ${target.type} term; only capacity terms can be equipped`,
            'name a capacity term',
          ),
        );
    }
    return faults;
  });
}

function vendorFaults(
  book: CheckedBook,
  keys: readonly string[],
  vendors: Readonly<Record<string, Parameters<typeof leastOf>[0]>> | undefined,
): Diagnostic[] {
  const sum = Object.values(vendors ?? {}).reduce((total, share) => total + leastOf(share, book.asOf), 0);
  if (sum <= 1 + 1e-9) return [];
  return [
    book.fault(
      'book.shares-exceed-whole',
      [...keys, 'vendors'],
      `the vendors’ shares of the chip spending sum to ${percent(sum)}`,
      'let them sum to at most 100 %; the rest goes to the outside world',
    ),
  ];
}
