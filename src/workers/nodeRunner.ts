import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { type FinishedJob, InvariantError, type Job, type Runner, type WorldBlock } from '../engine.ts';
import type { WorkerReply, WorkerTask } from './simulateWorker.ts';

/** Workers where nobody says how many: one a core. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/** Tasks that a thread has at hand, the one under way included. */
const AT_HAND = 8;

/**
 * Runs blocks in threads of Node. The threads start at once, so that they load while the book is still being read; an
 * experiment goes to each of them once, finished blocks come back without being copied.
 */
export function nodeRunner(workers: number): Runner {
  const pool = new Piscina({
    filename: workerFile(),
    name: 'simulate',
    minThreads: workers,
    maxThreads: workers,
    // A thread has its next tasks at hand, so that it works on while the main thread works out an answer.
    concurrentTasksPerWorker: AT_HAND,
    recordTiming: false,
  });
  let key = 0;
  return {
    run: async (experiment, jobs, onFinished, signal) => {
      key += 1;
      const queue = [...jobs];
      let isOver = false;
      let withExperiment = workers;
      const portion = (isNew: boolean): number => {
        if (experiment.isTogether === true) return queue.length;
        return isNew ? 1 : blocksAtOnce(queue.length, workers, experiment.worlds.length);
      };
      const ask = async (some: readonly Job[], isNew: boolean): Promise<WorkerReply> => {
        const task: WorkerTask = { jobs: some, key, experiment: isNew ? experiment : null };
        return pool.run(task) as Promise<WorkerReply>;
      };
      const work = async (): Promise<void> => {
        while (queue.length > 0 && !isOver) {
          const isNew = withExperiment > 0;
          const some = queue.splice(0, portion(isNew));
          withExperiment -= 1;
          let reply = await ask(some, isNew);
          if (reply.is === 'unknown-experiment') reply = await ask(some, true);
          for (const finished of finishedOf(some, reply)) if (!isOver) onFinished(finished);
        }
      };
      // The next blocks are taken up as soon as a worker is done with some.
      const all = Promise.all(Array.from({ length: workers }, work));
      // What an interruption leaves behind ends with the pool, and fails unheard.
      all.catch(() => {});
      if (signal === undefined) await all;
      else await orAborted(all, signal);
      isOver = true;
    },
    close: () => pool.destroy(),
  };
}

/** The worker as compiled, beside this file. */
function workerFile(): string {
  const file = fileURLToPath(new URL('./simulateWorker.js', import.meta.url));
  if (!existsSync(file)) throw new Error(`the worker ${file} is not compiled`);
  return file;
}

/** Waits for the work, or for the signal if that comes first; listens no longer than that. */
async function orAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // Many runs listen to one signal at a time, each until it ends.
  setMaxListeners(0, signal);
  let stop = (): void => {};
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Most blocks, counting each world's, that a worker takes up together. */
const MOST_AT_ONCE = 6;

/**
 * Several blocks share the paths that are run again without rescues. Towards the end fewer are taken up, so that all
 * workers end at about the same time.
 */
function blocksAtOnce(left: number, workers: number, worlds: number): number {
  return Math.max(1, Math.min(Math.floor(MOST_AT_ONCE / worlds), Math.floor(left / (2 * workers))));
}

function finishedOf(jobs: readonly Job[], reply: WorkerReply): FinishedJob[] {
  if (reply.is === 'broken') throw new InvariantError(reply.message, reply.context);
  if (reply.is === 'unknown-experiment') throw new Error('a worker does not know what it was sent');
  return jobs.map((job, b) => ({ job, worlds: reply.worlds.map((blocks) => blocks[b] as WorldBlock) }));
}
