import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Term } from '../../terms/schema.ts';
import { figureOf } from '../figure.ts';
import type { LeverageResult } from './leverageSchema.ts';

/** Whose gain is to be nothing: the seller's (mine) or the buyer's (theirs). */
export type Side = 'mine' | 'theirs';

/** A term to be changed until one side gains nothing. */
export interface Solve {
  readonly deal: string;
  readonly term: string;
  readonly side: Side;
}

/** The number of a term that is scaled, by its type. */
const SCALED: Partial<Record<Term['type'], string>> = {
  warrant: 'shares',
  equity: 'amount',
  guarantee: 'cover',
  capacity: 'price',
  supply: 'price',
  loan: 'principal',
  lease: 'payment',
  backstop: 'amount',
  revenue_share: 'rate',
};

/**
 * The size of a term at which one side is indifferent to the deal.
 *
 * Definition: factor = 1 − gain/value of the term to that side; null where the term is worth nothing to it.
 * Units: a ratio. Assumes: the value of a term goes with its size, other terms fixed; a price changes what is paid and
 * nothing else. Verified by: leverage.test.ts (the gain at the solution is nothing).
 */
export function solveTerm(book: Book, deals: LeverageResult['deals'], solve: Solve): LeverageResult['solved'] {
  const deal = deals[solve.deal];
  const term = deal?.terms[solve.term];
  const written = book.content.deals?.[solve.deal]?.terms[solve.term];
  if (deal === undefined || term === undefined || written === undefined || deal.business === null) return null;
  const party = solve.side === 'mine' ? deal.business.seller : deal.business.buyer;
  const gain = deal.gains[party]?.amount ?? 0;
  const value = term.value[party]?.amount ?? 0;
  const factor = value === 0 ? null : 1 - gain / value;
  const quantity = SCALED[written.type] ?? null;
  const size =
    quantity === null
      ? null
      : (figureOf((written as Record<string, unknown>)[quantity] as Quantity | undefined, book.asOf)?.value ?? null);
  return {
    term: `${solve.deal}.${solve.term}`,
    for: solve.side,
    party,
    gain,
    factor,
    quantity,
    written: size,
    solution: size === null || factor === null ? null : size * factor,
  };
}
