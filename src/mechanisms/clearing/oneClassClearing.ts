import type { DefaultCosts } from './clearingState.ts';
import type { ObligationNetwork } from './obligationNetwork.ts';
import type { OneClassWeb } from './oneClassSweep.ts';
import { AT_REST, SOLVENCY_ROUNDING } from './recoveryIteration.ts';

/** A clearing vector of a network with one class, no guarantees and no shareholdings, by party. */
export interface OneClassPoint {
  readonly recovery: Float64Array;
  readonly isDefaulting: Uint8Array;
  readonly sweeps: number;
}

/** Sweeps before the general kernel, which solves slow webs exactly, takes over. */
const PATIENCE = 400;

/** Whether the one-class kernel applies. */
export function isOneClass(network: ObligationNetwork): boolean {
  return network.classCount === 1 && !network.guarantees && !network.holdings;
}

/**
 * The greatest (`start` 1) or least (`start` 0) clearing vector of a one-class web by Gauss–Seidel sweeps.
 *
 * Definition: as `greatestRecovery` and `leastRecovery`; the sweep is monotone, so order and waves do not matter. The
 * limit from below is passed where it does not clear, because a party within rounding of solvency pays in full.
 * Undefined when 400 sweeps do not suffice.
 * Cost: O(claims) a sweep, some 25 sweeps in a stressed web.
 * Source: Eisenberg and Noe (2001); Rogers and Veraart (2013).
 */
export function oneClassClearing(web: OneClassWeb, costs: DefaultCosts, start: 0 | 1): OneClassPoint | undefined {
  prepare(web, costs, start);
  for (let row = 0; row < web.rowCount; row++) web.threshold[row] = solventFrom(web, row);
  const sweeps = sweepUntilAtRest(web);
  if (sweeps < 0) return undefined;
  const partyCount = web.rowOfParty.length - 1;
  const recovery = new Float64Array(partyCount).fill(1);
  const isDefaulting = new Uint8Array(partyCount);
  for (let row = 0; row < web.rowCount; row++) {
    const party = web.partyOfRow[row]!;
    recovery[party] = Math.max(0, web.recovery[row]!);
    isDefaulting[party] = web.assets[row]! < web.threshold[row]! ? 1 : 0;
  }
  return { recovery, isDefaulting, sweeps };
}

/**
 * The wave in which each party fails on the way to the greatest clearing vector: 0 even if all others pay, −1 never.
 *
 * Definition: with the defaulters so far held in default and all others held to pay, solve; who then cannot pay is the
 * next wave. Undefined when a wave needs more than 400 sweeps.
 * Source: Eisenberg and Noe (2001), fictitious default algorithm.
 */
export function oneClassRounds(web: OneClassWeb, costs: DefaultCosts): Int32Array | undefined {
  prepare(web, costs, 1);
  const round = new Int32Array(web.rowOfParty.length - 1).fill(-1);
  web.threshold.fill(-1);
  for (let wave = 0; ; wave++) {
    if (sweepUntilAtRest(web) < 0) return undefined;
    let joined = 0;
    for (let row = 0; row < web.rowCount; row++) {
      const party = web.partyOfRow[row]!;
      if (round[party]! >= 0 || web.assets[row]! >= solventFrom(web, row)) continue;
      round[party] = wave;
      web.threshold[row] = Infinity;
      joined++;
    }
    if (joined === 0) return round;
  }
}

function prepare(web: OneClassWeb, costs: DefaultCosts, start: 0 | 1): void {
  const difference = costs.outsideAssetsRecovered - costs.receiptsRecovered;
  for (let row = 0; row < web.rowCount; row++) {
    web.shift[row] = (difference * web.outsideAssets[row]!) / web.owed[row]!;
    web.rate[row] = costs.receiptsRecovered / web.owed[row]!;
  }
  web.recovery.fill(start);
}

function solventFrom(web: OneClassWeb, row: number): number {
  return web.owed[row]! * (1 - SOLVENCY_ROUNDING);
}

function sweepUntilAtRest(web: OneClassWeb): number {
  for (let sweeps = 1; sweeps <= PATIENCE; sweeps++) {
    if (web.sweep() <= AT_REST) return sweeps;
  }
  return -1;
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
