import { type Experiment, InvariantError, type Job, simulateBlocks, type WorldBlock } from '../engine.ts';

/** What a worker is asked: some blocks, and the experiment where the worker may not know it yet. */
export interface WorkerTask {
  readonly jobs: readonly Job[];
  readonly key: number;
  readonly experiment: Experiment | null;
}

/** What a worker answers: the blocks by world; or that it does not know the experiment; or that an invariant broke. */
export type WorkerReply =
  | { readonly is: 'finished'; readonly worlds: readonly (readonly WorldBlock[])[] }
  | { readonly is: 'unknown-experiment' }
  | { readonly is: 'broken'; readonly message: string; readonly context: Record<string, unknown> };

/**
 * Lanes abreast in the first block of a thread, with the same results: functions that are called often are compiled sooner,
 * and once, than functions in which few calls take long.
 */
const LANES_WHILE_COLD = 64;

let known: { key: number; experiment: Experiment } | null = null;
let isWarm = false;

/**
 * Simulates blocks; entry of the worker thread. The experiment is kept between blocks.
 *
 * What is left behind is copied on its way back, never handed over: once a thread has given a buffer away, the engine of the
 * language compiles every function again, and from then on each access to an array also asks whether that array is still there.
 */
export function simulate(task: WorkerTask): WorkerReply {
  if (task.experiment !== null) known = { key: task.key, experiment: task.experiment };
  if (known === null || known.key !== task.key) return { is: 'unknown-experiment' };
  const { worlds: orders, seed, abreast } = known.experiment;
  try {
    const width = abreast ?? (isWarm ? undefined : LANES_WHILE_COLD);
    const worlds = simulateBlocks(orders, seed, task.jobs, width);
    isWarm = true;
    return { is: 'finished', worlds };
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    const { seed, world, path, quarter, phase } = error;
    return {
      is: 'broken',
      message: error.message.replace(/ \([^()]*\)$/, ''),
      context: { seed, world, path, quarter, phase },
    };
  }
}
