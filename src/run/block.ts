import { type LaneMemory, type LaneSums, laneMemory } from '../base/laneMemory.ts';
import type { Plan } from '../plan/plan.ts';
import type { Lanes } from '../terms/term.ts';
import { type KeptTable, keptTable } from './kept.ts';
import type { Recorded } from './recorded.ts';

/** Paths 256k … 256k+255: the unit of work, of cancellation and of summation. */
export const BLOCK_PATHS = 256;

/** The rows in which something is due this quarter in some lane: most estates, rescues and calls are silent in most blocks. */
export interface ActiveRows {
  readonly rows: Int32Array;
  readonly isActive: Uint8Array;
  count: number;
}

/** A block of paths on its way through the quarters. */
export interface Block extends Lanes {
  readonly plan: Plan;
  readonly seed: number;
  /** Number of the first path. */
  readonly firstPath: number;
  /** Lanes whose paths follow each other: one stretch for a block of its own, several for paths picked from it. */
  readonly stretches: readonly Stretch[];
  readonly isCentral: boolean;
  /** Whether parties may be rescued in this world. */
  readonly rescues: boolean;
  /** Sums over columns of the block. */
  readonly sums: LaneSums;
  /** Scratch of one number a lane each. */
  readonly scratch: readonly Float64Array[];
  readonly active: ActiveRows;
  /** Claims and parties with an estate that pays, in some lane of the block; whether a rescue was ever given. */
  readonly open: { readonly claims: Uint8Array; readonly parties: Uint8Array; rescues: boolean };
  /** Largest error of conservation seen, relative to the gross payments of its quarter. */
  conservationError: number;
  /** What happened, as a person would tell it; kept only where one path is traced. */
  readonly log: TraceEvent[] | null;
}

/** So many lanes from `lane` on, which are the paths from `firstPath` on. */
export interface Stretch {
  readonly lane: number;
  readonly lanes: number;
  readonly firstPath: number;
}

export interface TraceEvent {
  readonly quarter: number;
  readonly kind: string;
  readonly party: string;
  readonly amount: number;
  readonly text: string;
}

const SCRATCH = 15;

const memories = new Map<number, LaneMemory>();

/** Uses of the columns behind those of the plan, one an account each; a single column and those that are kept follow. */
const SPARE = ['before', 'net', 'funding'] as const;

/** Where the spare columns of a use begin; `gross` is a single one, used for a moment only; `kept` are the last. */
export function spareColumn(plan: Plan, use: (typeof SPARE)[number] | 'gross' | 'kept'): number {
  const at = use === 'gross' || use === 'kept' ? SPARE.length : SPARE.indexOf(use);
  return plan.columnNames.length + at * plan.accounts.length + (use === 'kept' ? 1 : 0);
}

/** Room to spare in a memory that is made anew, so that a plan with some columns more does not want another. */
const HEADROOM = 1.1;

/**
 * The state of one block at a time: the same memory again for the next block, whatever its plan, until a plan needs more.
 * Blocks of fewer lanes than usual share it, so that compiled code sees one memory only; single paths have their own.
 */
export function memoryOf(plan: Plan, width: number): LaneMemory {
  const lanes = width === 1 ? 1 : Math.max(width, BLOCK_PATHS);
  const columns = spareColumn(plan, 'kept') + keptTable(plan).names.length;
  let memory = memories.get(lanes);
  if (memory === undefined || memory.data.length < columns * lanes) {
    memory = laneMemory(Math.ceil(columns * HEADROOM) * lanes);
    memories.set(lanes, memory);
  }
  return memory;
}

export interface BlockOptions {
  readonly seed: number;
  readonly firstPath: number;
  readonly lanes: number;
  /** The path of each lane, where they do not just follow on `firstPath`. */
  readonly paths?: readonly number[];
  readonly isCentral?: boolean;
  readonly rescues?: boolean;
  readonly log?: TraceEvent[];
  readonly recorded?: readonly Recorded[];
  /** What is kept of every path; everything where left out. */
  readonly keeps?: KeptTable;
}

let isShaped = false;

export function createBlock(plan: Plan, options: BlockOptions): Block {
  // Engines settle the shape of what a function makes only when it makes it again, and throw away what was compiled for the
  // first shape: so the first block is made twice.
  if (!isShaped) {
    isShaped = true;
    newBlock(plan, options);
  }
  return newBlock(plan, options);
}

function newBlock(plan: Plan, options: BlockOptions): Block {
  const width = options.lanes;
  const memory = memoryOf(plan, width);
  const block: Block = {
    plan,
    seed: options.seed,
    firstPath: options.firstPath,
    stretches: stretchesOf(options),
    isCentral: options.isCentral === true,
    rescues: options.rescues !== false,
    data: memory.data,
    sums: memory.sums,
    width,
    from: -1,
    to: -1,
    scratch: Array.from({ length: SCRATCH }, () => new Float64Array(width)),
    open: { claims: new Uint8Array(plan.claims.length), parties: new Uint8Array(plan.parties.length), rescues: true },
    active: { rows: new Int32Array(plan.rows.length), isActive: new Uint8Array(plan.rows.length), count: -1 },
    conservationError: 0.5,
    log: options.log ?? null,
  };
  // Set, not only made: code that was compiled for what never changes is thrown away when it does.
  block.from = 0;
  block.to = width;
  block.open.rescues = false;
  block.active.count = 0;
  block.conservationError = 0;
  return block;
}

function stretchesOf({ firstPath, lanes, paths }: BlockOptions): Stretch[] {
  if (paths === undefined) return [{ lane: 0, lanes, firstPath }];
  return paths.map((path, lane) => ({ lane, lanes: 1, firstPath: path }));
}

/** The path that a lane of the block is. */
export function pathOfLane(block: Block, lane: number): number {
  const stretch = block.stretches.find((s) => lane >= s.lane && lane < s.lane + s.lanes);
  return stretch === undefined ? -1 : stretch.firstPath + lane - stretch.lane;
}
