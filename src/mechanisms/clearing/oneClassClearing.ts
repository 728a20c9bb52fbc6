// A kernel: the loops over claims are written out, since a call a claim would cost more than the claim.
import type { DefaultCosts } from './clearingState.ts';
import type { ObligationNetwork } from './obligationNetwork.ts';
import { AT_REST, SOLVENCY_ROUNDING } from './recoveryIteration.ts';

/** A clearing vector of a network with one class, no guarantees and no shareholdings. */
export interface OneClassPoint {
  readonly recovery: Float64Array;
  readonly isDefaulting: Uint8Array;
  /** Wave of default (greatest) or of return to solvency (least); −1 where the party joined none. */
  readonly round: Int32Array;
  readonly sweeps: number;
}

/** Sweeps a wave may take before the general kernel, which solves slow webs exactly, takes over. */
const PATIENCE = 400;

interface Totals {
  /** What each party owes in all; 0 where it owes nothing. */
  readonly owed: Float64Array;
  /** Outside assets + receipts at the current recovery fractions; one more entry for the world outside. */
  readonly assets: Float64Array;
}

/** Whether this kernel applies. */
export function isOneClass(network: ObligationNetwork): boolean {
  return network.classCount === 1 && !network.guarantees && !network.holdings;
}

/**
 * The greatest clearing vector of a one-class network, by pushing each change of a defaulter's payments to its creditors.
 *
 * Definition: as `greatestRecovery`, wave by wave; inside a wave only defaulters move, and only those whose recovery
 * still changes touch their claims. Undefined when a wave converges too slowly.
 * Cost: two passes over all claims plus, a sweep, the claims on those defaulters that still move.
 * Source: Eisenberg and Noe (2001); Rogers and Veraart (2013).
 */
export function greatestOneClass(network: ObligationNetwork, costs: DefaultCosts): OneClassPoint | undefined {
  const { partyCount } = network;
  const recovery = new Float64Array(partyCount).fill(1);
  const isDefaulting = new Uint8Array(partyCount);
  const round = new Int32Array(partyCount).fill(-1);
  const totals = totalsInFull(network);
  const list = new Int32Array(partyCount);
  let listed = 0;
  let sweeps = 0;
  let isFresh = true;
  for (let wave = 0; ; ) {
    const before = listed;
    for (let party = 0; party < partyCount; party++) {
      if (isDefaulting[party] || isAbleToPay(totals, party)) continue;
      isDefaulting[party] = 1;
      round[party] = wave;
      list[listed++] = party;
    }
    if (listed === before) {
      if (isFresh) return { recovery, isDefaulting, round, sweeps };
      retakeStock(network, recovery, totals);
      isFresh = true;
    } else {
      isFresh = false;
      wave++;
    }
    const taken = pushUntilAtRest(network, costs, recovery, totals, list, listed);
    if (taken < 0) return undefined;
    sweeps += taken;
  }
}

/**
 * The least clearing vector of a one-class network: nobody pays, then those whose assets suffice pay in full.
 *
 * Definition: as `leastRecovery`. Undefined when a wave converges too slowly.
 */
export function leastOneClass(network: ObligationNetwork, costs: DefaultCosts): OneClassPoint | undefined {
  const { partyCount, outsideAssets } = network;
  const recovery = new Float64Array(partyCount);
  const isDefaulting = new Uint8Array(partyCount).fill(1);
  const round = new Int32Array(partyCount).fill(-1);
  const totals = totalsInFull(network);
  totals.assets.set(outsideAssets);
  const list = new Int32Array(partyCount);
  let sweeps = 0;
  let isFresh = true;
  for (let wave = 0; ; ) {
    let freed = 0;
    for (let party = 0; party < partyCount; party++) {
      if (!isDefaulting[party] || !isAbleToPay(totals, party)) continue;
      isDefaulting[party] = 0;
      round[party] = wave;
      pushChange(network, party, 1 - recovery[party]!, totals.assets);
      recovery[party] = 1;
      freed++;
    }
    if (freed === 0) {
      if (isFresh && wave > 0) return { recovery, isDefaulting, round, sweeps };
      retakeStock(network, recovery, totals);
      isFresh = true;
    } else isFresh = false;
    wave++;
    let listed = 0;
    for (let party = 0; party < partyCount; party++) if (isDefaulting[party]) list[listed++] = party;
    const taken = pushUntilAtRest(network, costs, recovery, totals, list, listed);
    if (taken < 0) return undefined;
    sweeps += taken;
  }
}

/**
 * Whether the clearing vector is certainly unique: without default costs, every party can reach, along its debts, one
 * with outside assets or a debt that leaves the web.
 *
 * Assumes: α = β = 1 is the caller's to check. A sufficient test: "no" means "perhaps".
 * Source: Eisenberg and Noe (2001), Theorem 2 (every risk orbit is a surplus set).
 */
export function isCertainlyUnique(network: ObligationNetwork): boolean {
  const { partyCount, claimStart, creditor, outsideAssets, outsideObligations } = network;
  const isFed = new Uint8Array(partyCount + 1);
  isFed[partyCount] = 1;
  let open = 0;
  for (let party = 0; party < partyCount; party++) {
    const owesNothing = claimStart[party] === claimStart[party + 1];
    if (owesNothing || outsideAssets[party]! > 0 || outsideObligations[party]! > 0) isFed[party] = 1;
    else open++;
  }
  for (let before = partyCount + 1; open > 0 && open < before; ) {
    before = open;
    for (let party = 0; party < partyCount; party++) {
      if (isFed[party]) continue;
      for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
        if (!isFed[creditor[claim]!] || network.amount[claim] === 0) continue;
        isFed[party] = 1;
        open--;
        break;
      }
    }
  }
  return open === 0;
}

/** A party that owes nothing is able to pay even where rounding has left its receipts a hair below zero. */
function isAbleToPay(totals: Totals, party: number): boolean {
  const owed = totals.owed[party]!;
  return owed === 0 || totals.assets[party]! >= owed * (1 - SOLVENCY_ROUNDING);
}

function totalsInFull(network: ObligationNetwork): Totals {
  const { partyCount, claimStart, creditor, amount, outsideAssets, outsideObligations } = network;
  const owed = new Float64Array(partyCount);
  const assets = new Float64Array(partyCount + 1);
  assets.set(outsideAssets);
  let claim = 0;
  for (let party = 0; party < partyCount; party++) {
    const end = claimStart[party + 1]!;
    let total = outsideObligations[party]!;
    for (; claim < end; claim++) {
      const due = amount[claim]!;
      const to = creditor[claim]!;
      total += due;
      assets[to] = assets[to]! + due;
    }
    owed[party] = total;
  }
  return { owed, assets };
}

/** Sums receipts afresh, so that the rounding of many small changes does not stay. */
function retakeStock(network: ObligationNetwork, recovery: Float64Array, totals: Totals): void {
  const { partyCount, claimStart, creditor, amount, outsideAssets } = network;
  const assets = totals.assets;
  assets.set(outsideAssets);
  assets[partyCount] = 0;
  let claim = 0;
  for (let party = 0; party < partyCount; party++) {
    const end = claimStart[party + 1]!;
    const paidFraction = recovery[party]!;
    for (; claim < end; claim++) {
      const to = creditor[claim]!;
      assets[to] = assets[to]! + amount[claim]! * paidFraction;
    }
  }
}

function pushChange(network: ObligationNetwork, party: number, change: number, assets: Float64Array): void {
  const { claimStart, creditor, amount } = network;
  const end = claimStart[party + 1]!;
  for (let claim = claimStart[party]!; claim < end; claim++) {
    const to = creditor[claim]!;
    assets[to] = assets[to]! + amount[claim]! * change;
  }
}

/** Sweeps the listed defaulters until none moves; returns the sweeps taken, or −1 when patience ran out. */
function pushUntilAtRest(
  network: ObligationNetwork,
  costs: DefaultCosts,
  recovery: Float64Array,
  totals: Totals,
  list: Int32Array,
  listed: number,
): number {
  const { outsideAssets } = network;
  const { owed, assets } = totals;
  const alpha = costs.outsideAssetsRecovered;
  const beta = costs.receiptsRecovered;
  for (let sweeps = 1; sweeps <= PATIENCE; sweeps++) {
    let largest = 0;
    for (let k = 0; k < listed; k++) {
      const party = list[k]!;
      const outside = outsideAssets[party]!;
      const estate = alpha * outside + beta * (assets[party]! - outside);
      const paidFraction = Math.min(1, Math.max(0, estate / owed[party]!));
      const change = paidFraction - recovery[party]!;
      const size = Math.abs(change);
      if (size <= AT_REST) continue;
      if (size > largest) largest = size;
      recovery[party] = paidFraction;
      pushChange(network, party, change, assets);
    }
    if (largest === 0) return sweeps;
  }
  return -1;
}
