import type { Plan } from '../plan/plan.ts';
import { BLOCK_PATHS, type Block, type BlockOptions, createBlock, type TraceEvent } from './block.ts';
import { drawProcesses } from './draws.ts';
import { cashBefore, checkInvariants } from './invariants.ts';
import { keepQuarter, keptValues, startKeeping } from './keepQuarter.ts';
import { type KeptTable, keptTable } from './kept.ts';
import { applyPatches } from './patches.ts';
import { PHASE_COLUMNS, type PhaseColumns } from './phaseColumns.ts';
import { clear } from './phases/clear.ts';
import { decide } from './phases/decide.ts';
import { deliver } from './phases/deliver.ts';
import { fallDue } from './phases/fallDue.ts';
import { fund } from './phases/fund.ts';
import { mark } from './phases/mark.ts';
import { openEstates } from './phases/openEstates.ts';
import { operate } from './phases/operate.ts';
import { priceCompute } from './phases/priceCompute.ts';
import { renegotiate } from './phases/renegotiate.ts';
import { want } from './phases/want.ts';
import { type Recorded, recordedNames } from './recorded.ts';
import { createRecorder } from './recording.ts';
import { startBlock } from './start.ts';

/** What a block of paths leaves behind: one double a kept name and path, and the largest error of conservation. */
export interface BlockResult {
  readonly firstPath: number;
  readonly lanes: number;
  /** Kept columns, column after column: value of name k on lane l at k·lanes + l. */
  readonly kept: Float64Array;
  /** What was recorded besides, in the same form, in the order of `recordedNames`. */
  readonly recorded: Float64Array;
  readonly conservationError: number;
}

/** Called after every quarter of a block, for traces and for the central case. */
export type Observer = (block: Block, quarter: number) => void;

export type Phase = (plan: Plan, block: Block, quarter: number) => void;

/** The phases of a quarter with what they may read and write; the only place where their order is written. */
export const PHASES: readonly { readonly name: string; readonly run: Phase; readonly columns: PhaseColumns }[] = [
  { name: 'openEstates', run: openEstates, columns: PHASE_COLUMNS.openEstates },
  { name: 'deliver', run: deliver, columns: PHASE_COLUMNS.deliver },
  { name: 'want', run: want, columns: PHASE_COLUMNS.want },
  { name: 'priceCompute', run: priceCompute, columns: PHASE_COLUMNS.priceCompute },
  { name: 'operate', run: operate, columns: PHASE_COLUMNS.operate },
  { name: 'fallDue', run: fallDue, columns: PHASE_COLUMNS.fallDue },
  { name: 'fund', run: fund, columns: PHASE_COLUMNS.fund },
  { name: 'renegotiate', run: renegotiate, columns: PHASE_COLUMNS.renegotiate },
  { name: 'clear', run: clear, columns: PHASE_COLUMNS.clear },
  { name: 'mark', run: mark, columns: PHASE_COLUMNS.mark },
  { name: 'decide', run: decide, columns: PHASE_COLUMNS.decide },
];

/** Advances a block through all quarters, phase after phase. */
export function simulateBlock(
  plan: Plan,
  options: BlockOptions,
  observe?: Observer,
  phases: typeof PHASES = PHASES,
): BlockResult {
  const block = createBlock(plan, options);
  const table = options.keeps ?? keptTable(plan);
  const recorder = createRecorder(plan, options.recorded ?? [], block.width);
  startBlock(block);
  startKeeping(block, table);
  for (let quarter = 0; quarter < plan.quarters; quarter++) {
    drawProcesses(block, quarter);
    applyPatches(plan, block, quarter);
    cashBefore(plan, block);
    keepCash(block);
    for (const phase of phases) phase.run(plan, block, quarter);
    checkInvariants(plan, block, quarter);
    keepQuarter(block, quarter, table);
    recorder.observe(block, quarter);
    observe?.(block, quarter);
  }
  return {
    firstPath: options.firstPath,
    lanes: block.width,
    kept: keptValues(block, table),
    recorded: recorder.values,
    conservationError: block.conservationError,
  };
}

function keepCash(block: Block): void {
  const { plan, data, width } = block;
  for (const party of plan.parties) {
    const from = party.columns.cash * width;
    data.copyWithin(party.columns.cashBefore * width, from, from + width);
  }
}

/**
 * Paths 256k … 256k+255, advanced `abreast` at a time; the result does not depend on how many.
 * Assumes: `abreast` divides into the block; the last piece may be smaller.
 */
export function simulatePaths(
  plan: Plan,
  seed: number,
  firstPath: number,
  paths: number,
  rescues: boolean,
  abreast = BLOCK_PATHS,
  recorded: readonly Recorded[] = [],
  keeps: KeptTable = keptTable(plan),
): BlockResult {
  if (abreast >= paths) return simulateBlock(plan, { seed, firstPath, lanes: paths, rescues, recorded, keeps });
  const kept = new Float64Array(keeps.names.length * paths);
  const besides = new Float64Array(recordedNames(plan, recorded).length * paths);
  let error = 0;
  for (let done = 0; done < paths; done += abreast) {
    const lanes = Math.min(abreast, paths - done);
    const piece = simulateBlock(plan, { seed, firstPath: firstPath + done, lanes, rescues, recorded, keeps });
    layInto(kept, piece.kept, paths, lanes, done);
    layInto(besides, piece.recorded, paths, lanes, done);
    error = Math.max(error, piece.conservationError);
  }
  return { firstPath, lanes: paths, kept, recorded: besides, conservationError: error };
}

/** Columns of some lanes into columns of all, `done` lanes in. */
function layInto(all: Float64Array, piece: Float64Array, paths: number, lanes: number, done: number): void {
  for (let k = 0; k * lanes < piece.length; k++) all.set(piece.subarray(k * lanes, (k + 1) * lanes), k * paths + done);
}

/** Tells one path as an event log, with the same bits as in the run that it belongs to. */
export function tracePath(plan: Plan, seed: number, path: number, rescues: boolean, observe?: Observer): TraceEvent[] {
  const log: TraceEvent[] = [];
  simulateBlock(plan, { seed, firstPath: path, lanes: 1, rescues, log }, observe);
  return log;
}
