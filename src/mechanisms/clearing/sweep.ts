import type { ClearingProblem, ClearingState } from './clearingState.ts';
import { stakeValue } from './crossHoldings.ts';
import { addCalledGuarantees, guaranteeReceipts } from './guarantees.ts';
import { payByClass } from './seniorityClasses.ts';

/** Payments a party receives on its claims and on guarantees of its claims, at the given recovery fractions. */
function receiptsOf(problem: ClearingProblem, party: number, recovery: Float64Array): number {
  const { receivedStart, receivedSlot, receivedAmount } = problem;
  const end = receivedStart[party + 1]!;
  let total = 0;
  for (let k = receivedStart[party]!; k < end; k++) total += receivedAmount[k]! * recovery[receivedSlot[k]!]!;
  return total + guaranteeReceipts(problem, party, recovery);
}

/** Writes what a party has and owes at the current recovery fractions, and returns what it owes in all. */
export function takeStock(problem: ClearingProblem, state: ClearingState, party: number): number {
  const { classCount, outsideAssets } = problem.network;
  const first = party * classCount;
  for (let slot = first; slot < first + classCount; slot++) state.due[slot] = problem.ownDue[slot]!;
  addCalledGuarantees(problem, party, state.recovery, state.due);
  state.assets[party] =
    outsideAssets[party]! + (receiptsOf(problem, party, state.recovery) + stakeValue(problem, party, state.equity));
  let total = 0;
  for (let slot = first; slot < first + classCount; slot++) total += state.due[slot]!;
  return total;
}

/** What a defaulting party can pay out: α·(outside assets) + β·(receipts and stakes). */
export function estateOf(problem: ClearingProblem, state: ClearingState, party: number): number {
  const { outsideAssetsRecovered, receiptsRecovered } = problem.costs;
  if (outsideAssetsRecovered === 1 && receiptsRecovered === 1) return state.assets[party]!;
  const outside = problem.network.outsideAssets[party]!;
  return outsideAssetsRecovered * outside + receiptsRecovered * (state.assets[party]! - outside);
}

/**
 * One Gauss–Seidel sweep: each party in turn pays what it can given what the others pay now.
 *
 * A party marked as defaulting pays its estate class by class, any other pays in full.
 * Returns the largest change of a payment to a class, or of an equity that others hold, relative to the party's size.
 */
export function sweep(problem: ClearingProblem, state: ClearingState): number {
  const { partyCount, classCount } = problem.network;
  let largest = 0;
  for (let party = 0; party < partyCount; party++) {
    const total = takeStock(problem, state, party);
    const first = party * classCount;
    const isDefaulting = state.isDefaulting[party] === 1;
    const estate = isDefaulting ? estateOf(problem, state, party) : Infinity;
    const change = payByClass(estate, state.due, state.recovery, first, classCount);
    const equity = isDefaulting ? 0 : Math.max(0, state.assets[party]! - total);
    const equityChange = problem.held ? Math.abs(equity - state.equity[party]!) : 0;
    state.equity[party] = equity;
    const relative = Math.max(change, equityChange) / Math.max(state.assets[party]!, total, 1e-300);
    if (relative > largest) largest = relative;
  }
  return largest;
}
