import { exp, log, pow } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';
import { blackScholes, type EuropeanOption } from './blackScholes.ts';

/** A call that ends, against a rebate paid at once, when the price falls to the barrier. */
export interface BarrierOption extends EuropeanOption {
  readonly barrier: number;
  readonly rebate: number;
}

/**
 * Value of a down-and-out call with rebate.
 *
 * Definition: with μ = (b − σ²/2)/σ², λ = √(μ² + 2r/σ²) and Haug's blocks A, B, C, D, F: A − C + F for X > H, else
 * B − D + F. At or under the barrier only the rebate is left.
 * Units: money a share. Assumes: lognormal price watched at all times. Cost: eight normal probabilities.
 * Source: Reiner and Rubinstein (1991); Haug (2007), section 4.17.1.
 * Verified by: pricing.test.ts (Haug's printed value, a barrier of nearly 0 gives the plain call, simulation with a bridge).
 */
export function downAndOutCall(option: BarrierOption): number {
  const { spot, strike, barrier, rebate, years, rate, volatility } = option;
  const carry = option.carry ?? rate;
  if (spot <= barrier) return rebate;
  if (barrier <= 0) return blackScholes(option, 'call');
  const variance = volatility * volatility;
  const spread = volatility * Math.sqrt(years);
  const mu = carry / variance - 0.5;
  const lambda = Math.sqrt(mu * mu + (2 * rate) / variance);
  const drift = (1 + mu) * spread;
  const ratio = barrier / spot;
  const forward = spot * exp((carry - rate) * years);
  const owed = strike * exp(-rate * years);
  /** A or B: what the call pays where the price ends over a level. */
  const ends = (level: number): number => {
    const x = log(spot / level) / spread + drift;
    return forward * normalCdf(x) - owed * normalCdf(x - spread);
  };
  /** C or D: the same for paths that had touched the barrier, by reflection. */
  const reflected = (level: number): number => {
    const y = log((barrier * barrier) / (spot * level)) / spread + drift;
    return forward * pow(ratio, 2 * (mu + 1)) * normalCdf(y) - owed * pow(ratio, 2 * mu) * normalCdf(y - spread);
  };
  const z = log(ratio) / spread + lambda * spread;
  const paidBack =
    rebate * (pow(ratio, mu + lambda) * normalCdf(z) + pow(ratio, mu - lambda) * normalCdf(z - 2 * lambda * spread));
  const from = Math.max(strike, barrier);
  return ends(from) - reflected(from) + paidBack;
}
