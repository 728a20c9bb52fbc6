import type { Plan } from '../plan/plan.ts';
import { keptTable } from '../run/kept.ts';
import { type BlockResult, simulateBlock, simulatePaths } from '../run/simulate.ts';

/** What a block of paths left behind in one world: with rescues, and without them where one happened. */
export interface WorldBlock {
  readonly supported: BlockResult;
  /** Lanes of the block on which somebody was rescued, ascending. */
  readonly rescuedLanes: Int32Array;
  /** Kept values of those lanes without rescues: name k of the i-th lane at k·count + i. */
  readonly alone: Float64Array;
  readonly conservationError: number;
}

/**
 * Runs one block of paths in every world, on the same draws.
 *
 * Lanes do not depend on each other, so a path on which nobody was rescued is the same without rescues: only the others
 * are run again.
 */
export function simulateWorlds(
  plans: readonly Plan[],
  seed: number,
  firstPath: number,
  paths: number,
  abreast?: number,
): WorldBlock[] {
  return plans.map((plan) => {
    const supported = simulatePaths(plan, seed, firstPath, paths, true, abreast);
    const rescuedLanes = lanesWithRescue(plan, supported);
    const alone = runAgain(
      plan,
      seed,
      Array.from(rescuedLanes, (lane) => firstPath + lane),
    );
    const conservationError = Math.max(supported.conservationError, alone.conservationError);
    return { supported, rescuedLanes, alone: alone.kept, conservationError };
  });
}

/** Kept values of scattered paths without rescues, name after name. */
function runAgain(
  plan: Plan,
  seed: number,
  paths: readonly number[],
): { kept: Float64Array; conservationError: number } {
  const names = keptTable(plan).names.length;
  const kept = new Float64Array(names * paths.length);
  if (paths.length === 0) return { kept, conservationError: 0 };
  // Widths are powers of two, so that the engine's memory by width stays small; the lanes to spare repeat the last path.
  let lanes = 1;
  while (lanes < paths.length) lanes *= 2;
  const padded = Array.from({ length: lanes }, (_, i) => paths[Math.min(i, paths.length - 1)] as number);
  const run = simulateBlock(plan, { seed, firstPath: paths[0] as number, lanes, paths: padded, rescues: false });
  for (let k = 0; k < names; k++) kept.set(run.kept.subarray(k * lanes, k * lanes + paths.length), k * paths.length);
  return { kept, conservationError: run.conservationError };
}

function lanesWithRescue(plan: Plan, block: BlockResult): Int32Array {
  const { index } = keptTable(plan);
  const columns = plan.rescues.map((rescue) => index.get(`${plan.parties[rescue.party]?.id}.rescued`) as number);
  const lanes: number[] = [];
  for (let l = 0; l < block.lanes; l++) {
    if (columns.some((column) => block.kept[column * block.lanes + l] !== 0)) lanes.push(l);
  }
  return Int32Array.from(lanes);
}
