import { guaranteePayments } from './claimPayments.ts';
import type { DefaultCosts } from './clearingState.ts';
import type { ObligationNetwork } from './obligationNetwork.ts';

/**
 * A clearing vector and what it means for each party. Units: money, except `recovery`; arrays by party, or by party and
 * class (party · classCount + class − 1).
 */
export interface ClearingVector {
  /** Share of what falls due that is paid, by class. */
  readonly recovery: Float64Array;
  /** What falls due by class, called guarantees included. */
  readonly due: Float64Array;
  /** Paid in all, to parties and to the world outside. */
  readonly paid: Float64Array;
  /** Received from parties on claims and guarantees. */
  readonly receipts: Float64Array;
  /** Value of shares held in other parties. */
  readonly stakes: Float64Array;
  /** Outside assets + receipts + stakes − dues; below zero for a party in default. */
  readonly netWorth: Float64Array;
  /** Net worth, never below zero. */
  readonly equity: Float64Array;
  /** Dues left unpaid. */
  readonly shortfall: Float64Array;
  /** (1 − α)·outside assets + (1 − β)·(receipts and stakes) of parties in default: lost to the world outside. */
  readonly defaultCost: Float64Array;
  readonly isDefaulting: Uint8Array;
  /** Largest |assets − paid − equity − default cost| of a party, relative to its size. */
  readonly residual: number;
  readonly sweeps: number;
  readonly hasConverged: boolean;
}

/**
 * The accounts that follow from recovery fractions, taken claim by claim, so that `residual` checks the iteration
 * independently of it.
 *
 * Cost: O(parties × classes + claims).
 */
export function clearingVector(
  network: ObligationNetwork,
  costs: DefaultCosts,
  recovery: Float64Array,
  equityAtRest: Float64Array,
  isDefaulting: Uint8Array,
  effort: { readonly sweeps: number; readonly hasConverged: boolean },
): ClearingVector {
  const { partyCount, classCount, outsideAssets } = network;
  const receipts = new Float64Array(partyCount + 1);
  const due = dueByClass(network, recovery, receipts);
  const totalDue = new Float64Array(partyCount);
  const paid = new Float64Array(partyCount);
  for (let party = 0; party < partyCount; party++) {
    for (let slot = party * classCount; slot < (party + 1) * classCount; slot++) {
      totalDue[party] = totalDue[party]! + due[slot]!;
      paid[party] = paid[party]! + due[slot]! * recovery[slot]!;
    }
  }
  const equity = equityAtRest.slice();
  const netWorth = new Float64Array(partyCount);
  const stakes = stakeValues(network, totalDue, receipts, isDefaulting, equity);
  const shortfall = new Float64Array(partyCount);
  const defaultCost = new Float64Array(partyCount);
  let residual = 0;
  for (let party = 0; party < partyCount; party++) {
    const outside = outsideAssets[party]!;
    const inside = receipts[party]! + stakes[party]!;
    const assets = outside + inside;
    netWorth[party] = assets - totalDue[party]!;
    if (isDefaulting[party]) {
      equity[party] = 0;
      defaultCost[party] = (1 - costs.outsideAssetsRecovered) * outside + (1 - costs.receiptsRecovered) * inside;
    } else equity[party] = Math.max(0, netWorth[party]!);
    shortfall[party] = Math.max(0, totalDue[party]! - paid[party]!);
    const gap = Math.abs(assets - paid[party]! - equity[party]! - defaultCost[party]!);
    const size = Math.max(assets, totalDue[party]!);
    if (size > 0 && gap / size > residual) residual = gap / size;
  }
  return {
    recovery,
    due,
    paid,
    receipts: receipts.slice(0, partyCount),
    stakes,
    netWorth,
    equity,
    shortfall,
    defaultCost,
    isDefaulting,
    residual,
    sweeps: effort.sweeps,
    hasConverged: effort.hasConverged,
  };
}

/** Dues by slot; adds to `receipts` what each party is paid (the world outside last). */
function dueByClass(network: ObligationNetwork, recovery: Float64Array, receipts: Float64Array): Float64Array {
  const { partyCount, classCount, claimStart, creditor, amount, seniority, guarantees } = network;
  const due = network.outsideObligations.slice();
  for (let party = 0; party < partyCount; party++) {
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      const slot = party * classCount + (seniority ? seniority[claim]! - 1 : 0);
      const to = creditor[claim]!;
      due[slot] = due[slot]! + amount[claim]!;
      receipts[to] = receipts[to]! + amount[claim]! * recovery[slot]!;
    }
  }
  if (!guarantees) return due;
  const { called, paid } = guaranteePayments(network, recovery);
  for (let g = 0; g < called.length; g++) {
    const slot = guarantees.guarantor[g]! * classCount + guarantees.seniority[g]! - 1;
    const to = creditor[guarantees.claim[g]!]!;
    due[slot] = due[slot]! + called[g]!;
    receipts[to] = receipts[to]! + paid[g]!;
  }
  return due;
}

/** Stakes at the equities that solve V = max(0, e + receipts + ΘV − dues), parties in default at zero. */
function stakeValues(
  network: ObligationNetwork,
  totalDue: Float64Array,
  receipts: Float64Array,
  isDefaulting: Uint8Array,
  equity: Float64Array,
): Float64Array {
  const { partyCount, outsideAssets, holdings } = network;
  const stakes = new Float64Array(partyCount);
  if (!holdings) return stakes;
  for (let pass = 0; pass < 100_000; pass++) {
    stakes.fill(0);
    for (let h = 0; h < holdings.owner.length; h++) {
      const owner = holdings.owner[h]!;
      stakes[owner] = stakes[owner]! + holdings.fraction[h]! * equity[holdings.owned[h]!]!;
    }
    let change = 0;
    for (let party = 0; party < partyCount; party++) {
      const assets = outsideAssets[party]! + receipts[party]! + stakes[party]!;
      const value = isDefaulting[party] ? 0 : Math.max(0, assets - totalDue[party]!);
      change = Math.max(change, Math.abs(value - equity[party]!) / Math.max(assets, totalDue[party]!, 1e-300));
      equity[party] = value;
    }
    if (change <= 1e-15) break;
  }
  return stakes;
}
