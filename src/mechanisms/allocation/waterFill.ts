/** Uses of one capacity as steps of a concave return: what a unit brings in a year, and how many units bring it. */
export interface ReturnSteps {
  readonly value: Float64Array;
  readonly amount: Float64Array;
}

/** The same steps with the best first; `place` is where each stood before. */
export interface OrderedSteps extends ReturnSteps {
  readonly place: Int32Array;
}

/** A split of a capacity: what it brings, what one more unit would bring, how much each step gets. */
export interface CapacitySplit {
  readonly value: number;
  /** λ: what one more unit would bring; 0 where every use has all that it can take. */
  readonly shadowPrice: number;
  /** In the order of the steps given. */
  readonly given: Float64Array;
}

/** Steps with the best first, equal ones in the order given. */
export function bestFirst(steps: ReturnSteps): OrderedSteps {
  const place = Int32Array.from(steps.value.keys()).sort((a, b) => steps.value[b]! - steps.value[a]! || a - b);
  return {
    place,
    value: Float64Array.from(place, (k) => steps.value[k]!),
    amount: Float64Array.from(place, (k) => steps.amount[k]!),
  };
}

/**
 * The best split of a capacity over uses with concave piecewise-linear returns, and its shadow price.
 *
 * Definition: max Σ v_k·x_k with Σ x_k ≤ K and 0 ≤ x_k ≤ a_k. One constraint couples the uses, so that the optimum fills
 * the steps in falling order of v (the fractional knapsack); λ = v of the step that is not full, the derivative of the
 * optimum in K from above, and the dual of Σ x ≤ K where K falls on no boundary between steps.
 * Units: value in currency a year, amounts in capacity, λ in currency per capacity-year.
 * Assumes: v ≥ 0; steps of one use may be listed in any order, since a better one is never filled after a worse one.
 * Cost: one pass over ordered steps.
 * Source: G. B. Dantzig (1957), Discrete-variable extremum problems, Operations Research 5(2), section 4; as water-filling
 * S. Boyd, L. Vandenberghe (2004), Convex Optimization, example 5.2.
 * Verified by: waterFill.test.ts (merit order by hand, laws), test/oracle/allocation.test.ts (linear programs and duals).
 */
export function waterFill(steps: OrderedSteps, capacity: number): CapacitySplit {
  const given = new Float64Array(steps.value.length);
  let left = Math.max(0, capacity);
  let value = 0;
  let shadowPrice = 0;
  for (let k = 0; k < steps.value.length; k++) {
    const amount = steps.amount[k]!;
    if (amount <= 0) continue;
    const taken = Math.min(left, amount);
    value += taken * steps.value[k]!;
    given[steps.place[k]!] = taken;
    left -= taken;
    if (taken < amount) {
      shadowPrice = steps.value[k]!;
      break;
    }
  }
  return { value, shadowPrice, given };
}

/** How much capacity the uses can take whose units bring at least so much: where λ falls below it. */
export function amountWorth(steps: OrderedSteps, least: number): number {
  let sum = 0;
  for (let k = 0; k < steps.value.length && steps.value[k]! >= least; k++) sum += steps.amount[k]!;
  return sum;
}

/**
 * What a given split brings: each use fills its own steps, the best first, and what it cannot take lies idle.
 *
 * Definition: V = Σ_u max{Σ_k v_k·x_k : Σ_k x_k ≤ capacity of u, 0 ≤ x_k ≤ a_k}, over the steps k of use u.
 * Verified by: waterFill.test.ts (never above the best split, equal to it at the best shares).
 */
export function valueOfSplit(steps: OrderedSteps, useOf: Int32Array, capacities: Float64Array): number {
  const left = capacities.slice();
  let value = 0;
  for (let k = 0; k < steps.value.length; k++) {
    const use = useOf[steps.place[k]!]!;
    const taken = Math.min(left[use]!, steps.amount[k]!);
    left[use]! -= taken;
    value += taken * steps.value[k]!;
  }
  return value;
}
