import type { Plan } from '../plan/plan.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import { type Recorded, recordedNames } from '../run/recorded.ts';
import type { Asking } from './asking.ts';
import { type FinishedJob, type Job, jobsOf } from './runner.ts';
import type { WorldBlock, WorldOrder } from './simulateWorlds.ts';

/** A world of which only sums over columns are asked. */
export interface RecordedWorld {
  readonly id: string;
  readonly plan: Plan;
  /** Columns of the standing table that are asked besides. */
  readonly names?: readonly string[];
  readonly recorded: readonly Recorded[];
  /** Its paths, where they are not those of the question. */
  readonly paths?: number;
}

/** Most worlds of one block, and most blocks of one world, that go to a thread together: enough not to send plans for nothing. */
const WORLDS_TOGETHER = 3;
const BLOCKS_TOGETHER = 4;
/** Errands at the least, if there is so much to do, so that all threads are busy and end together. */
const LEAST_ERRANDS = 8;
/** Errands under way: the worlds of a question that was asked first come first, so that its answer is worked out meanwhile. */
const ABREAST = 64;

/** What a thread does at one go: some blocks of some worlds. */
interface Errand {
  readonly worlds: readonly number[];
  readonly jobs: readonly Job[];
}

/**
 * Runs many worlds on the same draws; null after an interruption.
 *
 * The long errands come first, so that all threads end at about the same time.
 * Cost: one run of the paths a world. The values do not depend on the number of threads.
 */
export async function recordWorlds(worlds: readonly RecordedWorld[], asking: Asking): Promise<ReadRecorded[] | null> {
  const { seed, signal, onProgress } = asking;
  const pathsOf = (world: RecordedWorld): number => Math.max(1, world.paths ?? asking.paths);
  const orders = worlds.map(orderOf);
  const all = worlds.reduce((sum, world) => sum + pathsOf(world), 0);
  const runner = await asking.openRunner();
  const blocks: WorldBlock[][] = worlds.map(() => []);
  let done = 0;
  const finish = (errand: Errand, { job, worlds: finished }: FinishedJob): void => {
    for (const [i, w] of errand.worlds.entries()) blocks[w]?.push(finished[i] as WorldBlock);
    done += job.paths * errand.worlds.length;
    onProgress?.(done, all);
  };
  const queue = errandsOf(worlds.map(pathsOf)).sort((a, b) => lengthOf(b) - lengthOf(a));
  const work = async (): Promise<void> => {
    for (let errand = queue.shift(); errand !== undefined && signal?.aborted !== true; errand = queue.shift()) {
      const some = errand;
      const experiment = { worlds: some.worlds.map((w) => orders[w] as WorldOrder), seed, isTogether: true };
      await runner.run(experiment, some.jobs, (finished) => finish(some, finished), signal);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
  return signal?.aborted === true ? null : orders.map((order, w) => readerOf(order, blocks[w] as WorldBlock[]));
}

/** Everything that is to be run, in errands. */
function errandsOf(paths: readonly number[]): Errand[] {
  const errands: Errand[] = [];
  const blocks = paths.reduce((sum, count) => sum + jobsOf(count).length, 0);
  const together = Math.ceil(blocks / LEAST_ERRANDS);
  const short = new Map<number, number[]>();
  for (const [w, count] of paths.entries()) {
    const jobs = jobsOf(count);
    if (jobs.length === 1) short.set(count, [...(short.get(count) ?? []), w]);
    else
      for (const some of portions(jobs, Math.min(BLOCKS_TOGETHER, together))) errands.push({ worlds: [w], jobs: some });
  }
  for (const [count, some] of short)
    for (const few of portions(some, Math.min(WORLDS_TOGETHER, together)))
      errands.push({ worlds: few, jobs: jobsOf(count) });
  return errands;
}

function portions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function lengthOf({ worlds, jobs }: Errand): number {
  return worlds.length * jobs.reduce((sum, job) => sum + job.paths, 0);
}

function orderOf({ id, plan, recorded, names = [] }: RecordedWorld): WorldOrder {
  return { id, plan, names: [...recordedNames(plan, recorded), ...names], standAlone: [], recorded };
}

function readerOf(order: WorldOrder, finished: readonly WorldBlock[]): ReadRecorded {
  const blocks = [...finished].sort((a, b) => a.firstPath - b.firstPath);
  const place = new Map(order.names.map((name, k) => [name, k]));
  const paths = blocks.reduce((sum, { lanes }) => sum + lanes, 0);
  return (name) => {
    const k = place.get(name);
    if (k === undefined) throw new Error(`nothing is recorded under ${name}`);
    const values = new Float64Array(paths);
    let at = 0;
    for (const { kept, lanes } of blocks) {
      values.set(kept.subarray(k * lanes, (k + 1) * lanes), at);
      at += lanes;
    }
    return values;
  };
}
