import { exp } from '../../base/elementary.ts';

/**
 * Default probability that a quoted credit default swap spread implies.
 *
 * Definition: hazard rate λ = s/(1 − R); P(default within t years) = 1 − e^(−λt).
 * Units: spread s and hazard a year, as fractions; recovery R a fraction of the claim.
 * Assumes: a flat hazard rate; the spread pays for expected loss only. It does not: risk and liquidity premia are in it,
 * so the probability is risk-neutral and lies above the one that would be seen.
 * Source: the credit triangle, J. Hull, A. White (2000), "Valuing credit default swaps I", with continuous premia.
 * Verified by: cdsImplied.test.ts, pricing the swap's two legs.
 */
export function cdsImpliedProbability(spread: number, recovery: number, years: number): number {
  if (!(recovery < 1)) return spread > 0 ? 1 : 0;
  return 1 - exp((-spread / (1 - recovery)) * years);
}
