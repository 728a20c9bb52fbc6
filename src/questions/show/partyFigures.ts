import type { Book } from '../../book/book.ts';
import type { Party } from '../../book/schema/party.ts';
import { combine, type Figure, figureOf } from '../figure.ts';

/** What a party is worth on the day of the book: listed price × shares, else its latest valuation; null where unknown. */
export function marketValue(book: Book, party: Party): Figure | null {
  const price = figureOf(party.listed?.price, book.asOf);
  const shares = figureOf(party.listed?.shares, book.asOf);
  if (price !== null && shares !== null) return combine([price, shares], ([p, n]) => p! * n!);
  return figureOf(party.private?.valuation, book.asOf);
}

/** Share price of a listed party; null where it has none. */
export function marketPrice(book: Book, party: string): number | null {
  return figureOf(book.content.parties[party]?.listed?.price, book.asOf)?.value ?? null;
}
