import { log, pow } from '../../base/elementary.ts';
import type { ReturnSteps } from './waterFill.ts';

/**
 * Demand of constant elasticity as steps of a concave return, between a highest and a lowest value of a unit.
 *
 * Definition: q(v) = need·(v/reference)^(−ε). The first step is q at the highest value, worth that value; each further one
 * is q(v_k) − q(v_{k−1}), worth the mean of v over it, ∫v dq ÷ its amount; nothing is wanted below the lowest value.
 * Units: need in capacity, values in currency per capacity-year.
 * Assumes: `values` fall and are positive; ε ≥ 0. What units worth more than the highest value bring beyond it is not counted.
 * Cost: two powers a step.
 * Source: a demand curve read as marginal values: A. Marshall (1890), Principles of Economics, book III, chapter 6.
 * Verified by: elasticReturnSteps.test.ts (sums of amounts are the demand curve, sums of values its integral by quadrature).
 */
export function elasticReturnSteps(
  need: number,
  reference: number,
  elasticity: number,
  values: ArrayLike<number>,
): ReturnSteps {
  const value = new Float64Array(values.length);
  const amount = new Float64Array(values.length);
  const demand = (v: number): number => need * pow(v / reference, -elasticity);
  const worth = (high: number, low: number): number => {
    const scale = need * elasticity * pow(reference, elasticity);
    if (elasticity === 1) return scale * log(high / low);
    return (scale * (pow(high, 1 - elasticity) - pow(low, 1 - elasticity))) / (1 - elasticity);
  };
  let before = 0;
  for (let k = 0; k < values.length; k++) {
    const v = values[k]!;
    const upTo = demand(v);
    amount[k] = Math.max(0, upTo - before);
    const [high, low] = [values[Math.max(0, k - 1)]!, v];
    // Rounding may leave a mean just outside of what it is a mean of.
    const mean = k > 0 && amount[k]! > 0 ? worth(high, low) / amount[k]! : v;
    value[k] = Math.min(high, Math.max(low, mean));
    before = upTo;
  }
  return { value, amount };
}
