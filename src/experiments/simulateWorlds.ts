import { InvariantError } from '../base/invariant.ts';
import type { Plan } from '../plan/plan.ts';
import { keptTable } from '../run/kept.ts';
import { type Recorded, recordedNames } from '../run/recorded.ts';
import { type BlockResult, simulateBlock, simulatePaths } from '../run/simulate.ts';

/** A world as a runner gets it: its plan, and the names of what is to be kept of every path. */
export interface WorldOrder {
  /** Id of the scenario; empty for the book as it stands. */
  readonly id: string;
  readonly plan: Plan;
  readonly names: readonly string[];
  /** Names of what is kept of the world without rescues. */
  readonly standAlone: readonly string[];
  /** Sums over columns that a question has kept besides; their names may stand among those above. */
  readonly recorded?: readonly Recorded[];
}

/** What a block of paths left behind in one world: with rescues, and without them where one happened. */
export interface WorldBlock {
  readonly firstPath: number;
  readonly lanes: number;
  /** Kept columns in the order of the names: value k on lane l at k·lanes + l. */
  readonly kept: Float64Array;
  /** Lanes of the block on which somebody was rescued, ascending. */
  readonly rescuedLanes: Int32Array;
  /** What those lanes leave behind without rescues: value k of the i-th lane at k·count + i. */
  readonly alone: Float64Array;
  readonly conservationError: number;
}

/** Everything that the engine keeps. */
export function orderOfAll(plan: Plan): WorldOrder {
  const { names } = keptTable(plan);
  return { id: '', plan, names, standAlone: names };
}

/**
 * Runs one block of paths in every world, on the same draws.
 *
 * Lanes do not depend on each other, so a path on which nobody was rescued is the same without rescues: only the others
 * are run again.
 */
export function simulateWorlds(
  worlds: readonly WorldOrder[],
  seed: number,
  firstPath: number,
  paths: number,
  abreast?: number,
): WorldBlock[] {
  return worlds.map((world) => {
    try {
      return simulateWorld(world, seed, firstPath, paths, abreast);
    } catch (error) {
      // A broken invariant tells the path; only here it is known in which world that path was.
      throw error instanceof InvariantError ? Object.assign(error, { world: world.id }) : error;
    }
  });
}

function simulateWorld(
  { plan, names, standAlone, recorded = [] }: WorldOrder,
  seed: number,
  firstPath: number,
  paths: number,
  abreast?: number,
): WorldBlock {
  const supported = simulatePaths(plan, seed, firstPath, paths, true, abreast, recorded);
  const rescuedLanes = lanesWithRescue(plan, supported);
  const again = runAgain(plan, seed, firstPath, standAlone.length === 0 ? new Int32Array(0) : rescuedLanes, recorded);
  return {
    firstPath,
    lanes: paths,
    kept: chosen(plan, supported, names, paths, recorded),
    rescuedLanes,
    alone: again === null ? new Float64Array(0) : chosen(plan, again, standAlone, rescuedLanes.length, recorded),
    conservationError: Math.max(supported.conservationError, again?.conservationError ?? 0),
  };
}

/** The named columns of the first `lanes` lanes of a block, one after the other. */
function chosen(
  plan: Plan,
  block: BlockResult,
  names: readonly string[],
  lanes: number,
  recorded: readonly Recorded[],
): Float64Array {
  const { index } = keptTable(plan);
  const besides = new Map(recordedNames(plan, recorded).map((name, k) => [name, k]));
  const columns = new Float64Array(names.length * lanes);
  for (const [i, name] of names.entries()) {
    const k = index.get(name);
    const from = k === undefined ? block.recorded : block.kept;
    const at = k ?? besides.get(name);
    if (at === undefined) throw new Error(`nothing is kept under ${name}`);
    columns.set(from.subarray(at * block.lanes, at * block.lanes + lanes), i * lanes);
  }
  return columns;
}

/** Lanes that are run again go abreast in so many, or a multiple of it. */
const WIDTH_STEP = 8;
const FEW_LANES = 64;

/** Scattered lanes of a block without rescues, abreast; null where there are none. */
function runAgain(
  plan: Plan,
  seed: number,
  firstPath: number,
  scattered: Int32Array,
  recorded: readonly Recorded[],
): BlockResult | null {
  if (scattered.length === 0) return null;
  // Few widths, so that the engine's memory by width stays small; the lanes to spare repeat the last path.
  const step = scattered.length > FEW_LANES ? FEW_LANES : WIDTH_STEP;
  const lanes = Math.ceil(scattered.length / step) * step;
  const last = scattered.length - 1;
  const paths = Array.from({ length: lanes }, (_, i) => firstPath + (scattered[Math.min(i, last)] as number));
  return simulateBlock(plan, { seed, firstPath, lanes, paths, rescues: false, recorded });
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
