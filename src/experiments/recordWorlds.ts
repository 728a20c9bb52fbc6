import type { Plan } from '../plan/plan.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import { type Recorded, recordedNames } from '../run/recorded.ts';
import type { Asking } from './asking.ts';
import { type FinishedJob, jobsOf } from './runner.ts';
import type { WorldOrder } from './simulateWorlds.ts';

/** A world of which only sums over columns are asked. */
export interface RecordedWorld {
  readonly id: string;
  readonly plan: Plan;
  /** Columns of the standing table that are asked besides. */
  readonly names?: readonly string[];
  readonly recorded: readonly Recorded[];
}

/** Worlds that go to a thread together: few enough to keep all threads busy, enough not to send a plan for nothing. */
const BATCH = 3;
/** Batches in flight. */
const ABREAST = 8;

/**
 * Runs many worlds on the same draws, a few at a time; null after an interruption.
 *
 * Cost: one run of the paths a world. The values do not depend on the number of threads.
 */
export async function recordWorlds(worlds: readonly RecordedWorld[], asking: Asking): Promise<ReadRecorded[] | null> {
  const { seed, signal, onProgress } = asking;
  const paths = Math.max(1, asking.paths);
  const runner = await asking.openRunner();
  const read: ReadRecorded[] = [];
  let done = 0;
  const run = async (first: number): Promise<void> => {
    const batch = worlds.slice(first, first + BATCH);
    const orders = batch.map(orderOf);
    const finished: FinishedJob[] = [];
    await runner.run(
      { worlds: orders, seed },
      jobsOf(paths),
      (job) => {
        finished.push(job);
        done += job.job.paths * batch.length;
        onProgress?.(done, paths * worlds.length);
      },
      signal,
    );
    for (const [w, order] of orders.entries()) read[first + w] = readerOf(order, finished, w);
  };
  const starts = Array.from({ length: Math.ceil(worlds.length / BATCH) }, (_, i) => i * BATCH);
  // One job a batch: the batches share the threads. Several: each batch has all threads to itself.
  const queue = [...starts];
  const work = async (): Promise<void> => {
    for (let first = queue.shift(); first !== undefined && signal?.aborted !== true; first = queue.shift())
      await run(first);
  };
  await Promise.all(Array.from({ length: jobsOf(paths).length === 1 ? ABREAST : 1 }, work));
  return signal?.aborted === true ? null : read;
}

function orderOf({ id, plan, recorded, names = [] }: RecordedWorld): WorldOrder {
  return { id, plan, names: [...recordedNames(plan, recorded), ...names], standAlone: [], recorded };
}

function readerOf(order: WorldOrder, finished: readonly FinishedJob[], w: number): ReadRecorded {
  const blocks = [...finished].sort((a, b) => a.job.firstPath - b.job.firstPath).map((f) => f.worlds[w]);
  const place = new Map(order.names.map((name, k) => [name, k]));
  const paths = blocks.reduce((sum, block) => sum + (block?.lanes ?? 0), 0);
  return (name) => {
    const k = place.get(name);
    if (k === undefined) throw new Error(`nothing is recorded under ${name}`);
    const values = new Float64Array(paths);
    let at = 0;
    for (const block of blocks) {
      if (block === undefined) continue;
      values.set(block.kept.subarray(k * block.lanes, (k + 1) * block.lanes), at);
      at += block.lanes;
    }
    return values;
  };
}
