import { log } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';

/** What one unit of a claim on a party is worth, given the party's equity and what else is known of it. */
export interface Valued {
  /** Equity now; below zero where assets fall short of debts. */
  readonly equity: number;
  readonly equityAtStart: number;
  /** All that the party owes, inside and outside the web. */
  readonly owed: number;
  /** Value of its assets outside the web. */
  readonly outsideAssets: number;
  /** Volatility of these assets a year. */
  readonly volatility: number;
}

/** A valuation function: between 0 and 1, and never less for more equity. */
export type Valuation = (party: Valued) => number;

/** Claims keep their full value until the party is short, and then share what there is. Source: Eisenberg and Noe (2001). */
export const eisenbergNoeValue: Valuation = ({ equity, owed }) => {
  if (equity >= 0 || owed <= 0) return 1;
  return Math.max(0, (equity + owed) / owed);
};

/** A party that is short pays a fixed share of what it owes. Source: Furfine (2003), Interbank exposures. */
export const furfineValue =
  (recovery: number): Valuation =>
  ({ equity }) =>
    equity >= 0 ? 1 : recovery;

/** Claims fall in proportion to equity. Source: Bardoscia and others (2015). */
export const linearDebtRankValue: Valuation = ({ equity, equityAtStart }) =>
  equityAtStart > 0 ? Math.min(1, Math.max(0, equity / equityAtStart)) : 0;

/**
 * Claims before they fall due: the expected payment at maturity while the assets outside the web move at random.
 *
 * Definition: A(T) = A·exp(−σ²T/2 + σ√T·z); V = P(E(T) ≥ 0) + β·E[((E(T) + p)/p)⁺; E(T) < 0], E(T) = E + A(T) − A, p all
 * that is owed. In closed form with calls on A struck at K₁ = A − E and K₂ = K₁ − p: V = N(d₂(K₁)) + (β/p)·(C(K₂) − C(K₁)
 * − p·N(d₂(K₁))), rates at zero.
 * Units: share. Assumes: claims inside the web stay at today's value to maturity. Cost: O(1).
 * Source: Barucca, Bardoscia, Caccioli, D'Errico, Visentin, Caldarelli and Battiston (2020), Network valuation in financial
 * systems, Mathematical Finance 30(4), section 4; Merton (1974).
 * Verified by: contagion.test.ts (numerical integration; the limits σ → 0).
 */
export const mertonValue =
  (years: number, recovered = 1): Valuation =>
  (party) => {
    const { equity, owed, outsideAssets, volatility } = party;
    if (owed <= 0) return 1;
    const spread = volatility * Math.sqrt(years);
    if (!(spread > 0 && outsideAssets > 0)) {
      return equity >= 0 ? 1 : recovered * eisenbergNoeValue(party);
    }
    const strike = outsideAssets - equity;
    const survives = probabilityAbove(outsideAssets, strike, spread);
    const paid = call(outsideAssets, strike - owed, spread) - call(outsideAssets, strike, spread) - owed * survives;
    return Math.min(1, Math.max(0, survives + (recovered * Math.max(0, paid)) / owed));
  };

function probabilityAbove(value: number, strike: number, spread: number): number {
  if (strike <= 0) return 1;
  return normalCdf(log(value / strike) / spread - spread / 2);
}

function call(value: number, strike: number, spread: number): number {
  if (strike <= 0) return value - strike;
  const d = log(value / strike) / spread;
  return value * normalCdf(d + spread / 2) - strike * normalCdf(d - spread / 2);
}

/** The names under which valuations are asked for. */
export const VALUATIONS = ['eisenberg-noe', 'furfine', 'debtrank', 'merton'] as const;
export type ValuationName = (typeof VALUATIONS)[number];
