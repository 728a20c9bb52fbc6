import { log, pow } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';

/** The market for shares that holders sell to other investors; the issuer gets nothing of it. */
export interface SecondaryMarket {
  /** Value of all shares at the last price p₀, in money. */
  readonly value: number;
  /** D₁: bids at the last price for new shares in four quarters and for old ones in one sale, in money. */
  readonly bids: number;
  /** Sold by the issuer itself in the last four quarters: bids already served, in money. Earlier sales of old shares are not. */
  readonly primary: number;
  /** ε: by how many per cent bids in money grow where the price is one per cent lower. */
  readonly elasticity: number;
  /** Median of holders' reservation prices, as a ratio to the last price. */
  readonly reservationMedian: number;
  /** Standard deviation of the logarithm of reservation prices. */
  readonly reservationSd: number;
}

/**
 * What investors would pay for old shares at a price.
 *
 * Definition: D(x) = max(0, D₁·x^(−ε) − primary), x = p/p₀.
 * Units: money in one sale; x a ratio.
 * Assumes: bidders come again after an earlier sale of old shares; one pool of money buys new shares and old; a lower price draws more of it (constant elasticity).
 * Source: isoelastic demand; definitions as in docs/models/financing.md. Verified by: secondaryMarket.test.ts.
 */
export function bidsAt({ bids, primary, elasticity }: SecondaryMarket, ratio: number): number {
  return Math.max(0, bids * pow(ratio, -elasticity) - primary);
}

/** Share of holders who would sell at a price: lognormal reservation prices, F(x) = N(ln(x/median)/sd). */
export function shareWilling({ reservationMedian, reservationSd }: SecondaryMarket, ratio: number): number {
  if (ratio <= 0) return 0;
  if (reservationSd <= 0) return ratio >= reservationMedian ? 1 : 0;
  return normalCdf(log(ratio / reservationMedian) / reservationSd);
}

/** What is for sale at a price where a share of all shares is free to be sold: share·M·x·F(x). Units: money. */
export function offersAt(market: SecondaryMarket, share: number, ratio: number): number {
  return share * market.value * ratio * shareWilling(market, ratio);
}

/**
 * Price at which a share of all shares can be sold by those who must sell, as a ratio to the last price.
 *
 * Definition: the x ≤ 1 at which D(x) = share·M·x; 1 where bids at the last price suffice. Where the issuer has sold
 * nothing, x = min(1, (D₁/(share·M))^(1/(1+ε))); otherwise it is found by bisection.
 * Assumes: nobody bids more than the last price; sellers take any price; all trades at one price.
 * Cost: one power, or about 60 with primary sales. Verified by: secondaryMarket.test.ts (both ways against each other).
 */
export function forcedPrice(market: SecondaryMarket, share: number): number {
  const asked = share * market.value;
  if (bidsAt(market, 1) >= asked) return 1;
  if (market.primary <= 0) return pow(market.bids / asked, 1 / (1 + market.elasticity));
  return crossing((ratio) => bidsAt(market, ratio) - asked * ratio);
}

/** A price that clears, and the part of what was free to be sold that is. */
export interface ClearedSale {
  readonly ratio: number;
  readonly soldPart: number;
}

/**
 * Uniform clearing price where a share of all shares is free to be sold, each at no less than its holder's reservation price.
 *
 * Definition: the x ≤ 1 at which D(x) = share·M·x·F(x); at x = 1 buyers are rationed no more than sellers wish.
 * Assumes: as in `forcedPrice`. Verified by: secondaryMarket.test.ts, test/published/tenders.test.ts.
 */
export function clearingPrice(market: SecondaryMarket, share: number): ClearedSale {
  const excess = (ratio: number): number => bidsAt(market, ratio) - offersAt(market, share, ratio);
  const ratio = excess(1) >= 0 ? 1 : crossing(excess);
  return { ratio, soldPart: shareWilling(market, ratio) };
}

const HALVINGS = 200;

/** Where a falling function that is negative at 1 crosses zero, between 0 and 1. */
function crossing(excess: (ratio: number) => number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (excess(middle) >= 0) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
