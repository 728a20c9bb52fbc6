import type { Book } from './book.ts';

/** What the market of a book trades, and what its price is of. */
export interface TradedGood {
  readonly good: string;
  /** As the book writes it, such as `USD per kg`. */
  readonly priceUnit: string;
  /** What one price buys, such as `kg` or `GW-year`. */
  readonly per: string;
}

const STANDING_GOOD = 'compute';

/** The good of a book's market, compute where the book names none; null without a market. */
export function tradedGood({ content: { market } }: Book): TradedGood | null {
  if (market === undefined) return null;
  const { price, capacity } = market.unit;
  return {
    good: market.good ?? STANDING_GOOD,
    priceUnit: price,
    per: /^\S+ per (.+)$/.exec(price.trim())?.[1] ?? `${capacity}-year`,
  };
}
