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
    const names = keptTable(plan).names.length;
    const alone = new Float64Array(names * rescuedLanes.length);
    let conservationError = supported.conservationError;
    for (const [i, lane] of rescuedLanes.entries()) {
      const one = simulateBlock(plan, { seed, firstPath: firstPath + lane, lanes: 1, rescues: false });
      for (let k = 0; k < names; k++) alone[k * rescuedLanes.length + i] = one.kept[k] as number;
      conservationError = Math.max(conservationError, one.conservationError);
    }
    return { supported, rescuedLanes, alone, conservationError };
  });
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
