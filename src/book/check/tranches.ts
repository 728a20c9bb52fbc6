import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Quantity } from '../../base/quantity.ts';
import { type Check, type CheckedBook, leastOf, percent, termsOf } from './checkedBook.ts';

/** Tranches, draws and offers: their parts make up no more than the whole, and each says when it comes. */
export const checkTranches: Check = (book) => [
  ...equityFaults(book),
  ...warrantFaults(book),
  ...loanFaults(book),
  ...tenderFaults(book),
];

interface Part {
  readonly share?: Quantity | undefined;
  readonly amount?: Quantity | undefined;
  readonly shares?: Quantity | undefined;
}

function sumFault(
  book: CheckedBook,
  keys: readonly string[],
  parts: Readonly<Record<string, Part>>,
  whole: Quantity,
  what: string,
): Diagnostic[] {
  const total = leastOf(whole, book.asOf);
  let share = 0;
  for (const part of Object.values(parts)) {
    const count = leastOf(part.amount ?? part.shares, book.asOf);
    share += leastOf(part.share, book.asOf) + (total > 0 ? count / total : 0);
  }
  if (share <= 1 + 1e-6) return [];
  return [
    book.fault(
      'book.shares-exceed-whole',
      keys,
      `the ${what} sum to ${percent(share)} of the whole`,
      'let them sum to at most 100 %',
    ),
  ];
}

function sizeFaults(
  book: CheckedBook,
  keys: readonly string[],
  parts: Readonly<Record<string, Part>>,
  words: string,
): Diagnostic[] {
  return Object.entries(parts).flatMap(([id, part]) => {
    const said = [part.share, part.amount, part.shares].filter((quantity) => quantity !== undefined).length;
    if (said === 1) return [];
    const message = said === 0 ? `\`${id}\` does not say how large it is` : `\`${id}\` says twice how large it is`;
    return [book.fault('book.tranche-size', [...keys, id], message, `give ${words}, and only one of them`)];
  });
}

function equityFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'equity').flatMap(({ keys, term }) => {
    const priced = (['valuation', 'price', 'shares'] as const).filter((key) => term[key] !== undefined);
    const faults: Diagnostic[] = [];
    if (priced.length > 1)
      faults.push(
        book.fault(
          'book.priced-twice',
          [...keys, priced[1] as string],
          `the shares are priced by ${priced.map((key) => `\`${key}\``).join(' and ')}`,
          'keep one of valuation, price and shares',
        ),
      );
    if (term.investor === term.issuer)
      faults.push(
        book.fault(
          'book.deal-with-itself',
          [...keys, 'issuer'],
          `\`${term.issuer}\` buys its own new shares`,
          'correct investor or issuer',
        ),
      );
    const tranches = term.tranches ?? {};
    const below = [...keys, 'tranches'];
    faults.push(
      ...sumFault(book, below, tranches, term.amount, 'tranches'),
      ...sizeFaults(book, below, tranches, '`share` or `amount`'),
    );
    for (const [id, tranche] of Object.entries(tranches))
      if (tranche.date === undefined && tranche.milestone === undefined && tranche.paid !== true)
        faults.push(
          book.fault(
            'book.tranche-undated',
            [...below, id],
            `nothing says when the tranche \`${id}\` is paid`,
            'give a `date` or a `milestone`, or say `paid: true`',
          ),
        );
    return faults;
  });
}

function warrantFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'warrant').flatMap(({ keys, term }) => {
    const tranches = term.tranches ?? {};
    const below = [...keys, 'tranches'];
    const faults = [
      ...sumFault(book, below, tranches, term.shares, 'tranches'),
      ...sizeFaults(book, below, tranches, '`share` or `shares`'),
    ];
    for (const [id, tranche] of Object.entries(tranches)) {
      const hasVolume = tranche.delivered !== undefined || tranche.spend !== undefined;
      if (hasVolume && term.volume === undefined)
        faults.push(
          book.fault(
            'book.warrant-without-volume',
            [...below, id],
            `the tranche \`${id}\` vests with deliveries or payments, but the warrant does not say of which term`,
            'add `volume: deal.term` to the warrant',
          ),
        );
      if (!hasVolume && tranche.vested === undefined && tranche.milestone === undefined && tranche.hurdle === undefined)
        faults.push(
          book.fault(
            'book.tranche-undated',
            [...below, id],
            `nothing says when the tranche \`${id}\` vests`,
            'give `vested: true`, `milestone`, `hurdle`, `delivered` or `spend`',
          ),
        );
    }
    return faults;
  });
}

function loanFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'loan').flatMap(({ keys, term }) => {
    const draws = term.draws ?? {};
    const below = [...keys, 'draws'];
    const faults = [
      ...sumFault(book, below, draws, term.principal, 'draws'),
      ...sizeFaults(book, below, draws, '`share` or `amount`'),
    ];
    for (const [id, draw] of Object.entries(draws))
      if (draw.date === undefined && draw.milestone === undefined)
        faults.push(
          book.fault(
            'book.tranche-undated',
            [...below, id],
            `nothing says when \`${id}\` is drawn`,
            'give a `date` or a `milestone`',
          ),
        );
    if (term.lender === term.borrower)
      faults.push(
        book.fault(
          'book.deal-with-itself',
          [...keys, 'borrower'],
          `\`${term.borrower}\` lends to itself`,
          'correct lender or borrower',
        ),
      );
    const secured = term.secured_on;
    if (
      secured !== undefined &&
      secured.capacity === undefined &&
      secured.term === undefined &&
      secured.stake === undefined &&
      secured.assets === undefined
    )
      faults.push(
        book.fault(
          'book.secured-on-nothing',
          [...keys, 'secured_on'],
          '`secured_on` names nothing that is pledged',
          'give `capacity`, `term`, `stake` or `assets`, or leave `secured_on` out',
        ),
      );
    return faults;
  });
}

function tenderFaults(book: CheckedBook): Diagnostic[] {
  return termsOf(book, 'tender').flatMap(({ keys, term }) =>
    (['buyers', 'sellers'] as const).flatMap((side) => {
      const sum = Object.values(term[side]).reduce((total, share) => total + leastOf(share, book.asOf), 0);
      if (sum <= 1 + 1e-6) return [];
      return [
        book.fault(
          'book.shares-exceed-whole',
          [...keys, side],
          `the ${side} take ${percent(sum)} of the offer`,
          'let them sum to at most 100 %',
        ),
      ];
    }),
  );
}
