import { InvariantError } from '../base/invariant.ts';
import type { Plan } from '../plan/plan.ts';
import { BLOCK_PATHS } from '../run/block.ts';
import { type KeptTable, keptTable, keptTableOf } from '../run/kept.ts';
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
  /** Where the columns of all paths are put at once, so that blocks need not carry them. */
  readonly store?: ColumnStore;
}

/** Memory that all threads see: value k of path p at k·paths + p, in the order of the names. */
export interface ColumnStore {
  readonly buffer: SharedArrayBuffer;
  readonly paths: number;
}

/** Room for the columns of so many paths; undefined where threads share no memory, or not so much. */
export function columnStore(columns: number, paths: number): ColumnStore | undefined {
  if (typeof SharedArrayBuffer === 'undefined') return undefined;
  try {
    return { buffer: new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * columns * paths), paths };
  } catch {
    return undefined;
  }
}

/** Paths that follow each other, at most 256 of them. */
export interface BlockOfPaths {
  readonly firstPath: number;
  readonly paths: number;
}

/** What a block of paths left behind in one world: with rescues, and without them where one happened. */
export interface WorldBlock {
  readonly firstPath: number;
  readonly lanes: number;
  /** Kept columns in the order of the names: value k on lane l at k·lanes + l; none where they are in the order's store. */
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
  return simulateBlocks(worlds, seed, [{ firstPath, paths }], abreast).map(([block]) => block as WorldBlock);
}

/** Runs several blocks, world after world, so that the paths to be run again fill more lanes; results by world and block. */
export function simulateBlocks(
  worlds: readonly WorldOrder[],
  seed: number,
  blocks: readonly BlockOfPaths[],
  abreast?: number,
): WorldBlock[][] {
  return worlds.map((world) => {
    try {
      return simulateWorld(world, seed, blocks, abreast);
    } catch (error) {
      // A broken invariant tells the path; only here it is known in which world that path was.
      throw error instanceof InvariantError ? Object.assign(error, { world: world.id }) : error;
    }
  });
}

function simulateWorld(
  order: WorldOrder,
  seed: number,
  blocks: readonly BlockOfPaths[],
  abreast?: number,
): WorldBlock[] {
  const { plan, recorded = [] } = order;
  const { supported: keeps, alone: keepsAlone } = tablesOf(order);
  const results = blocks.map(({ firstPath, paths }) => {
    const result = simulatePaths(plan, seed, firstPath, paths, true, abreast, recorded, keeps.table);
    return { result, rescuedLanes: lanesWithRescue(plan, result, keeps.table) };
  });
  const again = order.standAlone.length === 0 ? [] : results.flatMap(pathsWithRescue);
  const alone = runAgain(order, seed, again, keepsAlone);
  let done = 0;
  return results.map(({ result, rescuedLanes }) => {
    const count = order.standAlone.length === 0 ? 0 : rescuedLanes.length;
    const from = done;
    done += count;
    return {
      firstPath: result.firstPath,
      lanes: result.lanes,
      kept: order.store === undefined ? columnsOf(result, keeps) : intoStore(order.store, result, keeps),
      rescuedLanes,
      alone: slicesOf(alone.columns, again.length, from, count),
      conservationError: Math.max(result.conservationError, count === 0 ? 0 : alone.conservationError),
    };
  });
}

/** What a block keeps of a world, and where the ordered columns stand in its results. */
interface Keeps {
  readonly table: KeptTable;
  /** Whether the ordered columns are just the first of the table. */
  readonly isInOrder: boolean;
  /** By ordered column: its place among the kept, or −1 − its place among the recorded. */
  readonly places: readonly number[];
}

const tables = new WeakMap<WorldOrder, { readonly supported: Keeps; readonly alone: Keeps }>();

function tablesOf(order: WorldOrder): { readonly supported: Keeps; readonly alone: Keeps } {
  const known = tables.get(order);
  if (known !== undefined) return known;
  const { plan } = order;
  const rescued = plan.rescues.map(({ party }) => `${plan.parties[party]?.id}.rescued`);
  const made = { supported: keepsOf(order, order.names, rescued), alone: keepsOf(order, order.standAlone, []) };
  tables.set(order, made);
  return made;
}

function keepsOf({ plan, recorded = [] }: WorldOrder, names: readonly string[], besides: readonly string[]): Keeps {
  const { index } = keptTable(plan);
  const table = keptTableOf(plan, [...new Set([...names.filter((name) => index.has(name)), ...besides])]);
  const recordedIndex = new Map(recordedNames(plan, recorded).map((name, k) => [name, k]));
  const places = names.map((name) => {
    const [kept, other] = [table.index.get(name), recordedIndex.get(name)];
    if (kept === undefined && other === undefined) throw new Error(`nothing is kept under ${name}`);
    return kept ?? -1 - (other as number);
  });
  return { table, isInOrder: places.every((place, i) => place === i), places };
}

/** The ordered columns of a block, one after the other. */
function columnsOf({ kept, recorded, lanes }: BlockResult, { isInOrder, places }: Keeps): Float64Array {
  if (isInOrder) return kept.subarray(0, places.length * lanes);
  const columns = new Float64Array(places.length * lanes);
  for (const [i, place] of places.entries()) {
    const [from, k] = place >= 0 ? [kept, place] : [recorded, -1 - place];
    columns.set(from.subarray(k * lanes, (k + 1) * lanes), i * lanes);
  }
  return columns;
}

/** Puts the ordered columns of a block where its paths stand, and leaves none to be carried. */
function intoStore(
  { buffer, paths }: ColumnStore,
  { firstPath, lanes, kept, recorded }: BlockResult,
  { places }: Keeps,
): Float64Array {
  const all = new Float64Array(buffer);
  for (const [i, place] of places.entries()) {
    const [from, k] = place >= 0 ? [kept, place] : [recorded, -1 - place];
    all.set(from.subarray(k * lanes, (k + 1) * lanes), i * paths + firstPath);
  }
  return new Float64Array(0);
}

/** From columns of `lanes` lanes, `count` lanes of each. */
function slicesOf(columns: Float64Array, lanes: number, from: number, count: number): Float64Array {
  const slices = new Float64Array(lanes === 0 ? 0 : (columns.length / lanes) * count);
  for (let k = 0; k * count < slices.length; k++)
    slices.set(columns.subarray(k * lanes + from, k * lanes + from + count), k * count);
  return slices;
}

/** Lanes that are run again go abreast in so many, or a multiple of it. */
const WIDTH_STEP = 8;
const FEW_LANES = 64;

/** Paths from anywhere without rescues, abreast; ordered columns, one after the other, a number a path. */
function runAgain(
  { plan, recorded = [] }: WorldOrder,
  seed: number,
  scattered: readonly number[],
  keeps: Keeps,
): { columns: Float64Array; conservationError: number } {
  const all = new Float64Array(keeps.places.length * scattered.length);
  let conservationError = 0;
  for (let done = 0; done < scattered.length; done += BLOCK_PATHS) {
    const some = scattered.slice(done, done + BLOCK_PATHS);
    // Few widths; the lanes to spare repeat the last path.
    const step = some.length > FEW_LANES ? FEW_LANES : WIDTH_STEP;
    const lanes = Math.ceil(some.length / step) * step;
    const paths = Array.from({ length: lanes }, (_, i) => some[Math.min(i, some.length - 1)] as number);
    const options = { seed, firstPath: paths[0] as number, lanes, paths, rescues: false, recorded, keeps: keeps.table };
    const result = simulateBlock(plan, options);
    const columns = columnsOf(result, keeps);
    for (let k = 0; k < keeps.places.length; k++)
      all.set(columns.subarray(k * lanes, k * lanes + some.length), k * scattered.length + done);
    conservationError = Math.max(conservationError, result.conservationError);
  }
  return { columns: all, conservationError };
}

function lanesWithRescue(plan: Plan, block: BlockResult, { index }: KeptTable): Int32Array {
  const columns = plan.rescues.map((rescue) => index.get(`${plan.parties[rescue.party]?.id}.rescued`) as number);
  const lanes: number[] = [];
  for (let l = 0; l < block.lanes; l++) {
    if (columns.some((column) => block.kept[column * block.lanes + l] !== 0)) lanes.push(l);
  }
  return Int32Array.from(lanes);
}

function pathsWithRescue({ result, rescuedLanes }: { result: BlockResult; rescuedLanes: Int32Array }): number[] {
  return Array.from(rescuedLanes, (lane) => result.firstPath + lane);
}
