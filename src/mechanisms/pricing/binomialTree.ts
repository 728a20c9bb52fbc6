import { exp } from '../../base/elementary.ts';
import type { EuropeanOption } from './blackScholes.ts';

/**
 * Value of a call or put on a tree of up and down moves, exercised at expiry or at any step.
 *
 * Definition: u = e^(σ√Δt), d = 1/u, p = (e^(bΔt) − d)/(u − d); back from the end, the discounted mean of both next values,
 * or the exercise value where that is more and exercise is free.
 * Units: money a share. Assumes: p in [0, 1], that is small enough steps. Cost: steps².
 * Source: Cox, Ross and Rubinstein (1979), section 5.
 * Verified by: pricing.test.ts (a printed five-step tree, both ways of exercise; the limit is blackScholes).
 */
export function binomialTree(
  option: EuropeanOption,
  side: 'call' | 'put',
  exercise: 'european' | 'american',
  steps: number,
): number {
  const { spot, strike, years, rate, volatility } = option;
  const step = years / steps;
  const up = exp(volatility * Math.sqrt(step));
  const probability = (exp((option.carry ?? rate) * step) - 1 / up) / (up - 1 / up);
  const discount = exp(-rate * step);
  const sign = side === 'call' ? 1 : -1;
  const values = new Float64Array(steps + 1);
  const worth = (level: number, ups: number): number =>
    Math.max(0, sign * (spot * exp(volatility * Math.sqrt(step) * (2 * ups - level)) - strike));
  for (let i = 0; i <= steps; i++) values[i] = worth(steps, i);
  for (let level = steps - 1; level >= 0; level--) {
    for (let i = 0; i <= level; i++) {
      const held = discount * (probability * values[i + 1] + (1 - probability) * values[i]);
      values[i] = exercise === 'american' ? Math.max(held, worth(level, i)) : held;
    }
  }
  return values[0];
}
