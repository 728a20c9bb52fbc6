import type { Plan } from '../plan/plan.ts';
import type { Lanes } from '../terms/term.ts';
import { type ActiveRows, createActiveRows } from './activeRows.ts';

/** Paths 256k … 256k+255: the unit of work, of cancellation and of summation. */
export const BLOCK_PATHS = 256;

/** A block of paths on its way through the quarters. */
export interface Block extends Lanes {
  readonly plan: Plan;
  readonly seed: number;
  /** Number of the first path; −1 for the central case. */
  readonly firstPath: number;
  readonly isCentral: boolean;
  /** Whether parties may be rescued in this world. */
  readonly rescues: boolean;
  /** Scratch of one number a lane each. */
  readonly scratch: readonly Float64Array[];
  readonly active: ActiveRows;
  /** Largest error of conservation seen, relative to the gross payments of its quarter. */
  conservationError: number;
  /** What happened, as a person would tell it; kept only where one path is traced. */
  readonly log: TraceEvent[] | null;
}

export interface TraceEvent {
  readonly quarter: number;
  readonly kind: string;
  readonly party: string;
  readonly amount: number;
  readonly text: string;
}

const SCRATCH = 12;

const memories = new WeakMap<Plan, Map<number, Float64Array>>();

/** The state of one block at a time: the same memory again for the next block of this plan and width. */
function memoryOf(plan: Plan, width: number): Float64Array {
  let byWidth = memories.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    memories.set(plan, byWidth);
  }
  let memory = byWidth.get(width);
  if (memory === undefined) {
    memory = new Float64Array(plan.columnNames.length * width);
    byWidth.set(width, memory);
  }
  return memory;
}

export interface BlockOptions {
  readonly seed: number;
  readonly firstPath: number;
  readonly lanes: number;
  readonly isCentral?: boolean;
  readonly rescues?: boolean;
  readonly log?: TraceEvent[];
}

export function createBlock(plan: Plan, options: BlockOptions): Block {
  const width = options.lanes;
  return {
    plan,
    seed: options.seed,
    firstPath: options.firstPath,
    isCentral: options.isCentral === true,
    rescues: options.rescues !== false,
    data: memoryOf(plan, width),
    width,
    from: 0,
    to: width,
    scratch: Array.from({ length: SCRATCH }, () => new Float64Array(width)),
    active: createActiveRows(plan),
    conservationError: 0,
    log: options.log ?? null,
  };
}
