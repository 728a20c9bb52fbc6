import { type ClearingProblem, type ClearingState, clearingState } from './clearingState.ts';
import { regimeSolve } from './regimeSolve.ts';
import { sweep, takeStock } from './sweep.ts';

/** Where an iteration of recovery fractions came to rest. */
export interface RestingPoint {
  readonly state: ClearingState;
  readonly sweeps: number;
  readonly hasConverged: boolean;
}

/** A party whose assets fall short of its dues by less than this share of them counts as solvent: rounding, not distress. */
export const SOLVENCY_ROUNDING = 1e-14;
/** Payments that move by no more than this share of their payer's size in a sweep are at rest. */
export const AT_REST = 1e-15;

/**
 * The greatest clearing vector: all pay in full, then wave by wave those who cannot are in default.
 *
 * Definition: given the defaulters so far, solve for what they pay; whoever can then not pay in full joins the next
 * wave. Monotone in recovery fractions, so it ends after at most as many waves as parties. `round` is the wave in which
 * a party joined (0: it defaults even if all others pay), −1 where it never did.
 * Source: Eisenberg and Noe (2001), fictitious default algorithm; Rogers and Veraart (2013), section 3.
 */
export function greatestRecovery(
  problem: ClearingProblem,
  maximumSweeps: number,
): RestingPoint & { readonly round: Int32Array } {
  const state = clearingState(problem, 1);
  const { partyCount } = problem.network;
  const round = new Int32Array(partyCount).fill(-1);
  let sweeps = 0;
  let hasConverged = true;
  for (let wave = 0; ; wave++) {
    const settled = settle(problem, state, -1, maximumSweeps);
    sweeps += settled.sweeps;
    hasConverged &&= settled.hasConverged;
    let joined = 0;
    for (let party = 0; party < partyCount; party++) {
      if (state.isDefaulting[party] || isSolvent(problem, state, party)) continue;
      round[party] = wave;
      joined++;
    }
    if (joined === 0) return { state, round, sweeps, hasConverged };
    for (let party = 0; party < partyCount; party++) if (round[party] === wave) state.isDefaulting[party] = 1;
  }
}

/**
 * The least clearing vector: nobody pays, then wave by wave those whose assets suffice pay in full.
 *
 * Definition: the limit from below need not clear (a party exactly able to pay jumps from its estate to payment in
 * full), so the iteration restarts from each limit until nobody else turns out solvent.
 * Source: Rogers and Veraart (2013), Theorem 3.1 and Remark 3.4.
 */
export function leastRecovery(problem: ClearingProblem, maximumSweeps: number): RestingPoint {
  const state = clearingState(problem, 0);
  const { partyCount } = problem.network;
  let sweeps = 0;
  let hasConverged = true;
  for (;;) {
    const settled = settle(problem, state, 1, maximumSweeps);
    sweeps += settled.sweeps;
    hasConverged &&= settled.hasConverged;
    const freed: number[] = [];
    for (let party = 0; party < partyCount; party++) {
      if (state.isDefaulting[party] && isSolvent(problem, state, party)) freed.push(party);
    }
    if (freed.length === 0) return { state, sweeps, hasConverged };
    for (const party of freed) state.isDefaulting[party] = 0;
  }
}

function isSolvent(problem: ClearingProblem, state: ClearingState, party: number): boolean {
  const total = takeStock(problem, state, party);
  return state.assets[party]! >= total * (1 - SOLVENCY_ROUNDING);
}

/** Payments among a fixed set of defaulters: sweeps in one direction, with a jump to the exact solution now and then. */
function settle(
  problem: ClearingProblem,
  state: ClearingState,
  direction: 1 | -1,
  maximumSweeps: number,
): { sweeps: number; hasConverged: boolean } {
  // Elimination is cheap for few defaulters; for many, a jump costs as much as some dozens of sweeps.
  let nextJump = state.isDefaulting.reduce((count, flag) => count + flag, 0) <= 200 ? 4 : 40;
  for (let sweeps = 1; sweeps <= maximumSweeps; sweeps++) {
    if (sweep(problem, state) <= AT_REST) return { sweeps, hasConverged: true };
    if (sweeps < nextJump) continue;
    nextJump = sweeps + (regimeSolve(problem, state, direction) ? 2 : Math.min(sweeps, 64));
  }
  return { sweeps: maximumSweeps, hasConverged: false };
}
