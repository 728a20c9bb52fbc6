import { exp, log } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';

/** A right to buy or sell something at a strike, on the day it expires. */
export interface EuropeanOption {
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
  readonly volatility: number;
  /** What holding the thing costs a year; the rate where left out, so that it pays no dividend. */
  readonly carry?: number;
}

/**
 * Value of a call or put held to expiry.
 *
 * Definition: call = S·e^((b−r)T)·N(d₁) − X·e^(−rT)·N(d₂), d₁ = (ln(S/X) + (b + σ²/2)T)/(σ√T), d₂ = d₁ − σ√T; put by
 * parity. Where σ√T is 0 the value is that of the certain end.
 * Units: money a share; rates and volatility a year. Assumes: lognormal price, constant rate and volatility.
 * Cost: two normal probabilities.
 * Source: Black and Scholes (1973), eq. 13; with carry b: Haug (2007), section 1.1.6.
 * Verified by: pricing.test.ts (a printed call, parity, limits, simulation, the binomial tree's limit).
 */
export function blackScholes(option: EuropeanOption, side: 'call' | 'put'): number {
  const { spot, strike, years, rate, volatility } = option;
  const carry = option.carry ?? rate;
  const forward = spot * exp((carry - rate) * years);
  const owed = strike * exp(-rate * years);
  const spread = volatility * Math.sqrt(years);
  const sign = side === 'call' ? 1 : -1;
  if (spread <= 0 || spot <= 0 || strike <= 0) return Math.max(0, sign * (forward - owed));
  const d1 = (log(spot / strike) + carry * years) / spread + spread / 2;
  return sign * (forward * normalCdf(sign * d1) - owed * normalCdf(sign * (d1 - spread)));
}
