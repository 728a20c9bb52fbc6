import { type Check, leastOf, percent } from './checkedBook.ts';

/** Settlements: what the sides got makes up no more than the whole. */
export const checkSettlements: Check = (book) =>
  Object.entries(book.content.settlements ?? {}).flatMap(([id, settlement]) => {
    const sum = Object.values(settlement.sides).reduce((all, side) => all + leastOf(side.signed, book.asOf), 0);
    if (sum <= 1 + 1e-6) return [];
    return [
      book.fault(
        'book.shares-exceed-whole',
        ['settlements', id, 'sides'],
        `what the sides of \`${id}\` signed for sums to ${percent(sum)} of the value`,
        'let the signed shares sum to at most 100 %; all others are `world-shareholders`',
      ),
    ];
  });
