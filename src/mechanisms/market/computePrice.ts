import { exp, log } from '../../base/elementary.ts';

const STEPS = 60;
const AT_REST = 1e-13;

/**
 * The price at which fixed and elastic demand together take the whole capacity.
 *
 * Definition: Σ aᵢ·(p/p̄)^(−εᵢ) + fixed = K, solved in x = ln(p/p̄) by Newton's method kept inside a shrinking bracket, held in [low, high].
 * Units: price as the reference price; amounts in capacity. Assumes: a ≥ 0, ε ≥ 0, K ≥ 0; the left side falls in p.
 * Ties: where demand at `low` is under K the price is `low` (idle capacity); where demand at `high` exceeds K it is `high` (rationing).
 * Cost: a few exponentials a demand and step, 4–6 steps from a near start.
 * Source: model.md section 2, step 3. Verified by: computePrice.test.ts (brute force, single-demand closed form).
 */
export function computePrice(
  amounts: Float64Array,
  elasticities: Float64Array,
  count: number,
  fixed: number,
  capacity: number,
  reference: number,
  low: number,
  high: number,
  start: number,
): number {
  let below = log(low / reference);
  let above = log(high / reference);
  if (excess(amounts, elasticities, count, fixed, capacity, below) <= 0) return low;
  if (excess(amounts, elasticities, count, fixed, capacity, above) >= 0) return high;
  let x = Math.min(above, Math.max(below, log(start / reference)));
  for (let step = 0; step < STEPS; step++) {
    let value = fixed - capacity;
    let slope = 0;
    for (let i = 0; i < count; i++) {
      const demand = amounts[i] * exp(-elasticities[i] * x);
      value += demand;
      slope -= elasticities[i] * demand;
    }
    if (value > 0) below = x;
    else above = x;
    const newton = slope < 0 ? x - value / slope : Number.NaN;
    const next = newton > below && newton < above ? newton : 0.5 * (below + above);
    const moved = Math.abs(next - x);
    x = next;
    if (moved <= AT_REST * (1 + Math.abs(x))) break;
  }
  return reference * exp(x);
}

function excess(
  amounts: Float64Array,
  elasticities: Float64Array,
  count: number,
  fixed: number,
  capacity: number,
  x: number,
): number {
  let value = fixed - capacity;
  for (let i = 0; i < count; i++) value += amounts[i] * exp(-elasticities[i] * x);
  return value;
}
