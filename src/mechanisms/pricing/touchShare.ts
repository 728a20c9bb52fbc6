import { exp, log } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';

/** A share that is received when its price first touches a hurdle, if that happens in time. */
export interface TouchTerms {
  readonly spot: number;
  readonly hurdle: number;
  readonly years: number;
  readonly rate: number;
  readonly volatility: number;
}

/**
 * Value, as a part of today's price, of one share received on first touching a hurdle: the probability of the touch with
 * the share itself as the unit of account.
 *
 * Definition: P = N((μT − b)/σ√T) + e^(2μb/σ²)·N((−b − μT)/σ√T), b = ln(H/S), μ = r + σ²/2; 1 where H ≤ S.
 * Units: a fraction. Assumes: lognormal price watched at all times, no dividend, a strike that may be neglected.
 * Cost: two normal probabilities.
 * Source: Rubinstein and Reiner (1991), Unscrambling the binary code, asset-or-nothing at hit.
 * Verified by: pricing.test.ts (three published cases, limits, monotone, simulation); recording of runs in kernelPrices.test.ts.
 */
export function touchShare({ spot, hurdle, years, rate, volatility }: TouchTerms): number {
  if (hurdle <= spot) return 1;
  const spread = volatility * Math.sqrt(years);
  const distance = log(hurdle / spot);
  if (spread <= 0) return rate * years >= distance ? 1 : 0;
  const variance = volatility * volatility;
  const drift = rate + variance / 2;
  const reflected = normalCdf((-distance - drift * years) / spread);
  const weighted = reflected === 0 ? 0 : exp((2 * drift * distance) / variance) * reflected;
  return normalCdf((drift * years - distance) / spread) + weighted;
}

/**
 * Probability that a price touched a hurdle between two looks, both under it.
 *
 * Definition: exp(−2·ln(H/S₀)·ln(H/S₁)/(σ²·t)), the Brownian bridge; 1 where a look was at or over it. For a quarter the
 * exponent is −8·ln(H/S₀)·ln(H/S₁)/σ².
 * Units: a fraction. Assumes: lognormal price with constant volatility between the looks.
 * Source: Glasserman (2004), Monte Carlo Methods in Financial Engineering, section 6.4. Verified by: pricing.test.ts.
 */
export function bridgeTouch(hurdle: number, before: number, after: number, volatility: number, years: number): number {
  if (before >= hurdle || after >= hurdle) return 1;
  if (before <= 0 || after <= 0 || volatility <= 0) return 0;
  return exp((-2 * log(hurdle / before) * log(hurdle / after)) / (volatility * volatility * years));
}
