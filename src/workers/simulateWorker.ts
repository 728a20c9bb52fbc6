import { move, transferableSymbol, valueSymbol } from 'piscina';
import { type Experiment, InvariantError, type Job, simulateWorlds, type WorldBlock } from '../index.ts';

/** What a worker is asked: a block, and the experiment where the worker may not know it yet. */
export interface WorkerTask {
  readonly job: Job;
  readonly key: number;
  readonly experiment: Experiment | null;
}

/** What a worker answers: the block; or that it does not know the experiment; or that an invariant broke. */
export type WorkerReply =
  | { readonly is: 'finished'; readonly worlds: readonly WorldBlock[] }
  | { readonly is: 'unknown-experiment' }
  | { readonly is: 'broken'; readonly message: string; readonly context: Record<string, unknown> };

/**
 * Lanes abreast in the first block of a thread, with the same results: functions that are called often are compiled sooner,
 * and once, than functions in which few calls take long.
 */
const LANES_WHILE_COLD = 16;

let known: { key: number; experiment: Experiment } | null = null;
let isWarm = false;

/** Simulates a block; entry of the worker thread. The experiment is kept between blocks. */
export function simulate(task: WorkerTask): unknown {
  if (task.experiment !== null) known = { key: task.key, experiment: task.experiment };
  if (known === null || known.key !== task.key) return { is: 'unknown-experiment' } satisfies WorkerReply;
  const { worlds: orders, seed, abreast } = known.experiment;
  try {
    const width = abreast ?? (isWarm ? undefined : LANES_WHILE_COLD);
    const worlds = simulateWorlds(orders, seed, task.job.firstPath, task.job.paths, width);
    isWarm = true;
    return moved({ is: 'finished', worlds });
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    const { seed, world, path, quarter, phase } = error;
    return {
      is: 'broken',
      message: error.message.replace(/ \([^()]*\)$/, ''),
      context: { seed, world, path, quarter, phase },
    } satisfies WorkerReply;
  }
}

/** Hands the buffers over instead of copying them. */
function moved(reply: WorkerReply & { is: 'finished' }): unknown {
  const buffers = reply.worlds.flatMap((w) => [w.kept.buffer, w.rescuedLanes.buffer, w.alone.buffer]);
  return move({
    get [transferableSymbol]() {
      return buffers;
    },
    get [valueSymbol]() {
      return reply;
    },
  } as unknown as ArrayBuffer);
}
