import { clearingProblem, type DefaultCosts } from './clearingState.ts';
import { type ClearingVector, clearingVector } from './clearingVector.ts';
import type { ObligationNetwork } from './obligationNetwork.ts';
import {
  isCertainlyUnique,
  isOneClass,
  type OneClassPoint,
  oneClassClearing,
  oneClassRounds,
} from './oneClassClearing.ts';
import { oneClassWeb } from './oneClassSweep.ts';
import { greatestRecovery, leastRecovery, type RestingPoint } from './recoveryIteration.ts';

/** How to clear; every default is the frictionless case of Eisenberg and Noe. */
export interface ClearingOptions {
  /** α: share of a defaulter's outside assets that reaches its creditors. Default 1. */
  readonly outsideAssetsRecovered?: number;
  /** β: share of a defaulter's receipts and stakes that reaches its creditors. Default 1. */
  readonly receiptsRecovered?: number;
  /** The fast kernel is used where it applies; `general` forces the other one. Default `fastest`. */
  readonly kernel?: 'fastest' | 'general';
  /** Sweeps allowed between two waves; `hasConverged` says whether they sufficed. Default 100,000. */
  readonly maximumSweeps?: number;
}

/** Both ends of the set of clearing vectors. */
export interface Clearing {
  /** The most that can be paid at once: nobody fails out of fear that others fail. */
  readonly greatest: ClearingVector;
  /** The least that is consistent: everybody fails who can fail because others do. */
  readonly least: ClearingVector;
  /** Wave in which a party fails under the greatest vector; 0: even if all others pay; −1: it does not fail. */
  readonly defaultRound: Int32Array;
  /** Whether both ends agree to 1e-12 of what each party owes. */
  readonly isUnique: boolean;
}

/**
 * Who pays what when everyone pays as far as it can: the greatest and the least clearing vector of a web of obligations.
 *
 * Definition: a solvent party pays all it owes; one in default pays α·e + β·(receipts + stakes), class by class, pro rata
 * inside a class; a guarantor owes cover × the shortfall of the guaranteed claim. Recovery fractions are iterated from 1
 * down (greatest) and from 0 up (least).
 * Units: one currency throughout. Assumes: the network has no problems (`networkProblems`); stakes of a defaulter count
 * as receipts for β; equity of a party in default is zero.
 * Ties: a party short of its dues by less than 1e-14 of them is solvent.
 * Cost: one class without guarantees and holdings O(claims) and a few passes more; else the same times waves, plus the
 * defaulters cubed (up to 200) where sweeps converge slowly.
 * Source: Eisenberg and Noe (2001); Rogers and Veraart (2013); Elsinger (2009); guarantees as in docs/models/clearing.md.
 * Verified by: test/published, test/oracle and test/laws, clearing*.test.ts.
 */
export function clear(network: ObligationNetwork, options: ClearingOptions = {}): Clearing {
  const costs = defaultCosts(options);
  return (options.kernel !== 'general' && clearOneClass(network, costs)) || clearAnyClass(network, costs, options);
}

/** The greatest clearing vector alone, without waves of default; see `clear`. */
export function clearGreatest(network: ObligationNetwork, options: ClearingOptions = {}): ClearingVector {
  const costs = defaultCosts(options);
  if (options.kernel !== 'general' && isOneClass(network)) {
    const point = oneClassClearing(oneClassWeb(network), costs, 1);
    if (point) return oneClassVector(network, costs, point);
  }
  return generalVector(network, costs, greatestRecovery(clearingProblem(network, costs), sweepsOf(options)));
}

function clearOneClass(network: ObligationNetwork, costs: DefaultCosts): Clearing | undefined {
  if (!isOneClass(network)) return undefined;
  const web = oneClassWeb(network);
  const upper = oneClassClearing(web, costs, 1);
  const isFrictionless = costs.outsideAssetsRecovered === 1 && costs.receiptsRecovered === 1;
  const isKnownUnique = isFrictionless && isCertainlyUnique(network);
  const lower = isKnownUnique ? upper : oneClassClearing(web, costs, 0);
  const defaultRound = upper && oneClassRounds(web, costs);
  if (!upper || !lower || !defaultRound) return undefined;
  const greatest = oneClassVector(network, costs, upper);
  const least = isKnownUnique ? greatest : oneClassVector(network, costs, lower);
  return { greatest, least, defaultRound, isUnique: isKnownUnique || agree(greatest, least) };
}

function clearAnyClass(network: ObligationNetwork, costs: DefaultCosts, options: ClearingOptions): Clearing {
  const problem = clearingProblem(network, costs);
  const upper = greatestRecovery(problem, sweepsOf(options));
  const greatest = generalVector(network, costs, upper);
  const least = generalVector(network, costs, leastRecovery(problem, sweepsOf(options)));
  return { greatest, least, defaultRound: upper.round, isUnique: agree(greatest, least) };
}

const sweepsOf = (options: ClearingOptions): number => options.maximumSweeps ?? MAXIMUM_SWEEPS;

const MAXIMUM_SWEEPS = 100_000;

function defaultCosts(options: ClearingOptions): DefaultCosts {
  const costs = {
    outsideAssetsRecovered: options.outsideAssetsRecovered ?? 1,
    receiptsRecovered: options.receiptsRecovered ?? 1,
  };
  for (const share of [costs.outsideAssetsRecovered, costs.receiptsRecovered]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`recovered shares lie between 0 and 1, not ${share}`);
  }
  return costs;
}

function oneClassVector(network: ObligationNetwork, costs: DefaultCosts, point: OneClassPoint): ClearingVector {
  const noEquity = new Float64Array(network.partyCount);
  const effort = { sweeps: point.sweeps, hasConverged: true };
  return clearingVector(network, costs, point.recovery, noEquity, point.isDefaulting, effort);
}

function generalVector(network: ObligationNetwork, costs: DefaultCosts, point: RestingPoint): ClearingVector {
  const { recovery, equity, isDefaulting } = point.state;
  return clearingVector(network, costs, recovery, equity, isDefaulting, point);
}

function agree(greatest: ClearingVector, least: ClearingVector): boolean {
  for (let slot = 0; slot < greatest.recovery.length; slot++) {
    const owed = Math.max(greatest.due[slot]!, least.due[slot]!);
    if (owed > 0 && Math.abs(greatest.recovery[slot]! - least.recovery[slot]!) > 1e-12) return false;
  }
  return true;
}
