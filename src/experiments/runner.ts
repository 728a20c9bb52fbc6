import { BLOCK_PATHS } from '../run/block.ts';
import { simulateWorlds, type WorldBlock, type WorldOrder } from './simulateWorlds.ts';

/** What is simulated: every world on the same draws. World 0 is the book as it stands. */
export interface Experiment {
  readonly worlds: readonly WorldOrder[];
  readonly seed: number;
  /** Lanes advanced together; the results do not depend on it. */
  readonly abreast?: number;
  /** All jobs go to one thread, which is sent the worlds only once. */
  readonly isTogether?: boolean;
}

/** A block of paths in all worlds: the unit of work, of cancellation and of summation. */
export interface Job {
  readonly firstPath: number;
  readonly paths: number;
}

/** A finished job: what it left behind, world by world. */
export interface FinishedJob {
  readonly job: Job;
  readonly worlds: readonly WorldBlock[];
}

/** Where blocks are simulated: in this thread, in threads of Node, or elsewhere. The results are the same bytes. */
export interface Runner {
  /** Runs jobs, in any order, and tells each as it is finished; ends early, without failing, when the signal aborts. */
  readonly run: (
    experiment: Experiment,
    jobs: readonly Job[],
    onFinished: (finished: FinishedJob) => void,
    signal?: AbortSignal,
  ) => Promise<void>;
  /** Frees what it holds. */
  readonly close: () => Promise<void>;
}

/** The blocks 256k … 256k+255 of a number of paths; the last may be smaller. */
export function jobsOf(paths: number): Job[] {
  const jobs: Job[] = [];
  for (let firstPath = 0; firstPath < paths; firstPath += BLOCK_PATHS) {
    jobs.push({ firstPath, paths: Math.min(BLOCK_PATHS, paths - firstPath) });
  }
  return jobs;
}

/** Runs every block in this thread, for browsers and for tests; `pause` lets others have their turn before each. */
export function inProcessRunner(pause: () => Promise<void> = async () => {}): Runner {
  return {
    run: async (experiment, jobs, onFinished, signal) => {
      for (const job of jobs) {
        await pause();
        if (signal?.aborted === true) return;
        const { worlds, seed, abreast } = experiment;
        onFinished({ job, worlds: simulateWorlds(worlds, seed, job.firstPath, job.paths, abreast) });
      }
    },
    close: async () => {},
  };
}
