import type { ClearingProblem } from './clearingState.ts';

/**
 * Adds what is called on a party's guarantees to what it owes, by class.
 *
 * Definition: due_gc += Σ cover × claim × (1 − ρ of the claim) over the guarantees g gave in class c.
 * Assumes: Σ cover on one claim ≤ 1, so that receipts grow with recovery and a greatest clearing vector exists.
 */
export function addCalledGuarantees(
  problem: ClearingProblem,
  party: number,
  recovery: Float64Array,
  due: Float64Array,
): void {
  const given = problem.given;
  if (!given) return;
  for (let k = given.start[party]!; k < given.start[party + 1]!; k++) {
    const g = given.entry[k]!;
    const slot = problem.guarantorSlot[g]!;
    due[slot] = due[slot]! + problem.coveredAmount[g]! * (1 - recovery[problem.coveredSlot[g]!]!);
  }
}

/** What a creditor receives from guarantors: Σ called × the guarantor's own recovery fraction. */
export function guaranteeReceipts(problem: ClearingProblem, party: number, recovery: Float64Array): number {
  const enjoyed = problem.enjoyed;
  if (!enjoyed) return 0;
  let total = 0;
  for (let k = enjoyed.start[party]!; k < enjoyed.start[party + 1]!; k++) {
    const g = enjoyed.entry[k]!;
    const called = problem.coveredAmount[g]! * (1 - recovery[problem.coveredSlot[g]!]!);
    total += called * recovery[problem.guarantorSlot[g]!]!;
  }
  return total;
}
