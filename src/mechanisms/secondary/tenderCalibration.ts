import { log } from '../../base/elementary.ts';
import { normalQuantile } from '../../base/normal.ts';

/** A sale of old shares that took place: what was paid, what could have been sold, at which price, in a company worth what. */
export interface Tender {
  readonly sold: number;
  readonly authorised: number;
  /** Price as a ratio to the last one. */
  readonly ratio: number;
  /** Value of all shares at the last price. */
  readonly value: number;
  /** Sold by the issuer itself in the four quarters before. */
  readonly primary: number;
}

/**
 * Bids at the last price, as a share of the value, that a tender at that price shows: D₁/M = (sold + primary)/M.
 *
 * Other sales of old shares in the year are on neither side: D₁ holds those of one sale.
 * Assumes: sellers got what they asked and buyers what they wanted, at one price equal to the last. Where buyers would have
 * taken more it is a lower bound. Verified by: test/published/tenders.test.ts.
 */
export function bidsShownBy({ sold, primary, value }: Tender): number {
  return (sold + primary) / value;
}

/**
 * Spread of reservation prices that the uptake of a tender shows, given their median: s = ln(x/median)/N⁻¹(sold/authorised).
 *
 * Assumes: all who could sell were asked, and who did not sell wanted more. Verified by: test/published/tenders.test.ts.
 */
export function reservationSdShownBy({ sold, authorised, ratio }: Tender, median: number): number {
  return log(ratio / median) / normalQuantile(sold / authorised);
}

/**
 * Elasticity of bids that a sale at a discount shows, given what bids at the last price are: D₁·x^(−ε) = paid + primary.
 *
 * Definition: ε = −ln((sold + primary)/D₁)/ln x. Verified by: test/published/tenders.test.ts.
 */
export function elasticityShownBy({ sold, primary, value, ratio }: Tender, bidsShare: number): number {
  return -log((sold + primary) / (bidsShare * value)) / log(ratio);
}
