import type { ClearingProblem } from './clearingState.ts';

/**
 * Value of the shares a party holds in others: Σ fraction × equity, equity never below zero.
 *
 * Source: Elsinger (2009), Financial networks, cross holdings, and limited liability, eq. 2.
 */
export function stakeValue(problem: ClearingProblem, party: number, equity: Float64Array): number {
  const held = problem.held;
  if (!held) return 0;
  const { owned, fraction } = problem.network.holdings!;
  let total = 0;
  for (let k = held.start[party]!; k < held.start[party + 1]!; k++) {
    const holding = held.entry[k]!;
    total += fraction[holding]! * equity[owned[holding]!]!;
  }
  return total;
}
