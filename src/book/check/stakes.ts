import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Stake } from '../schema/party.ts';
import { type Check, type CheckedBook, certainValue, leastOf, percent } from './checkedBook.ts';

/** Cap tables: holdings make up no more than the issuer, boards have enough seats, and no group owns itself entirely. */
export const checkStakes: Check = (book) => [
  ...Object.entries(book.stakes).flatMap(([issuer, stake]) => [
    ...holdingFaults(book, issuer, stake),
    ...boardFaults(book, issuer, stake),
    ...pledgeFaults(book, issuer, stake),
  ]),
  ...closedOwnership(book),
];

type Holders = Readonly<Record<string, Quantity>>;

/** Holdings as fractions: counts above 1 are divided by the shares outstanding, where these are known. */
function fractionsOf(
  book: CheckedBook,
  issuer: string,
  holders: Holders,
  outstanding: number | null,
): Map<string, number> {
  const total = outstanding ?? certainValue(book.parties[issuer]?.listed?.shares, book.asOf);
  const fractions = new Map<string, number>();
  for (const [holder, quantity] of Object.entries(holders)) {
    const least = leastOf(quantity, book.asOf);
    if (least <= 1) fractions.set(holder, least);
    else if (total !== null && total > 0) fractions.set(holder, least / total);
  }
  return fractions;
}

function sumOf(fractions: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const fraction of fractions.values()) sum += fraction;
  return sum;
}

function holdingFaults(book: CheckedBook, issuer: string, stake: Stake): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const tables: [readonly string[], Holders, number | null][] = [[['stakes', issuer, 'holders'], stake.holders, null]];
  for (const [id, shareClass] of Object.entries(stake.classes ?? {}))
    if (shareClass.holders !== undefined)
      tables.push([
        ['stakes', issuer, 'classes', id, 'holders'],
        shareClass.holders,
        certainValue(shareClass.shares, book.asOf),
      ]);
  for (const [keys, holders, outstanding] of tables) {
    const sum = sumOf(fractionsOf(book, issuer, holders, outstanding));
    if (sum > 1 + 1e-6)
      faults.push(
        book.fault(
          'book.shares-exceed-whole',
          keys,
          `the holders of \`${issuer}\` hold ${percent(sum)} of it`,
          'let the holdings sum to at most 100 %; the rest belongs to outside shareholders',
        ),
      );
  }
  if (stake.holders[issuer] !== undefined)
    faults.push(
      book.fault(
        'book.deal-with-itself',
        ['stakes', issuer, 'holders', issuer],
        `\`${issuer}\` is named as a holder of its own shares`,
        'leave its own shares out of the count',
      ),
    );
  return faults;
}

function boardFaults(book: CheckedBook, issuer: string, stake: Stake): Diagnostic[] {
  if (stake.board === undefined) return [];
  const appointed = Object.values(stake.board.appointed_by ?? {}).reduce((sum, seats) => sum + seats, 0);
  if (appointed <= stake.board.seats) return [];
  return [
    book.fault(
      'book.too-many-seats',
      ['stakes', issuer, 'board', 'appointed_by'],
      `${appointed} seats are appointed, but the board has ${stake.board.seats}`,
      'correct `seats` or `appointed_by`',
    ),
  ];
}

function pledgeFaults(book: CheckedBook, issuer: string, stake: Stake): Diagnostic[] {
  return Object.entries(stake.pledged ?? {}).flatMap(([holder, pledged]) => {
    const held = stake.holders[holder];
    if (held === undefined)
      return [
        book.fault(
          'book.pledged-not-held',
          ['stakes', issuer, 'pledged', holder],
          `\`${holder}\` pledges shares of \`${issuer}\` that it does not hold`,
          'add it to `holders`, or remove the pledge',
        ),
      ];
    const [part, whole] = [leastOf(pledged, book.asOf), certainValue(held, book.asOf)];
    const isCount = part > 1 && whole !== null && whole > 1;
    if (!isCount || part <= whole) return [];
    return [
      book.fault(
        'book.pledged-not-held',
        ['stakes', issuer, 'pledged', holder],
        `\`${holder}\` pledges more shares of \`${issuer}\` than it holds`,
        'correct the number',
      ),
    ];
  });
}

/**
 * A group of issuers that own one another entirely has no value of its own: shares circle and I − W is singular.
 * An issuer is sound when part of it belongs to somebody outside the book's cap tables, or to a sound issuer.
 */
function closedOwnership(book: CheckedBook): Diagnostic[] {
  const holders = new Map(
    Object.entries(book.stakes).map(([issuer, stake]) => [issuer, fractionsOf(book, issuer, stake.holders, null)]),
  );
  const sound = new Set([...holders].filter(([, fractions]) => sumOf(fractions) < 1 - 1e-9).map(([issuer]) => issuer));
  for (let grew = true; grew; ) {
    grew = false;
    for (const [issuer, fractions] of holders) {
      if (sound.has(issuer)) continue;
      const reachesOutside = [...fractions].some(
        ([holder, fraction]) => fraction > 0 && (sound.has(holder) || !holders.has(holder)),
      );
      if (reachesOutside) {
        sound.add(issuer);
        grew = true;
      }
    }
  }
  const closed = [...holders.keys()].filter((issuer) => !sound.has(issuer));
  if (closed.length === 0) return [];
  return [
    book.fault(
      'book.closed-ownership',
      ['stakes', closed[0] as string],
      `${closed.map((issuer) => `\`${issuer}\``).join(', ')} belong entirely to one another, so that nobody outside owns any part of them`,
      'let part of one of them belong to somebody else',
    ),
  ];
}
