import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { marketValue } from './partyFigures.ts';

/** One holder of an issuer: its share, the shares where a number is known, and what they are worth today. */
export interface HolderResult {
  readonly fraction: number | null;
  readonly shares: number | null;
  readonly amount: number | null;
  readonly grade: string;
}

/** Who holds an issuer; `sum` is what the named holders hold together, the rest belongs to outside shareholders. */
export interface StakeResult {
  readonly sum: number | null;
  readonly holders: Readonly<Record<string, HolderResult>>;
}

/** The cap tables of a book; a holding up to 1 is a fraction, a larger one a number of shares. */
export function stakeResults(book: Book): Record<string, StakeResult> {
  const results: Record<string, StakeResult> = {};
  for (const [issuer, stake] of Object.entries(book.content.stakes ?? {})) {
    const party = book.content.parties[issuer];
    const outstanding = figureOf(party?.listed?.shares, book.asOf)?.value ?? null;
    const value = party === undefined ? null : (marketValue(book, party)?.value ?? null);
    const holders: Record<string, HolderResult> = {};
    let total: number | null = 0;
    for (const [holder, held] of Object.entries(stake.holders)) {
      const size = figureOf(held as Quantity, book.asOf)?.value;
      if (size === undefined) continue;
      const fraction: number | null = size <= 1 ? size : outstanding === null ? null : size / outstanding;
      holders[holder] = {
        fraction,
        shares: size > 1 ? size : outstanding === null ? null : size * outstanding,
        amount: fraction === null || value === null ? null : fraction * value,
        grade: book.gradeFor(`stakes.${issuer}.holders.${holder}`),
      };
      total = total === null || fraction === null ? null : total + fraction;
    }
    results[issuer] = { sum: total, holders };
  }
  return results;
}
