import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { centralCase } from '../run/centralCase.ts';
import { joinBlocks, type RunColumns } from '../run/runColumns.ts';
import { aloneColumns } from './aloneColumns.ts';
import { type FinishedJob, jobsOf, type Runner } from './runner.ts';

/** A world to be run: the book as it stands, or changed by a scenario. */
export interface PlannedWorld {
  /** Id of the scenario; empty for the book as it stands. */
  readonly id: string;
  readonly book: Book;
  readonly plan: Plan;
}

/** What happened in one world, with rescues and without. */
export interface WorldRun {
  readonly id: string;
  readonly book: Book;
  readonly run: RunColumns;
  /** The same world in which nobody is rescued. */
  readonly standAlone: RunColumns;
}

export interface RunOptions {
  readonly paths: number;
  readonly seed: number;
  readonly runner: Runner;
  readonly abreast?: number;
  readonly signal?: AbortSignal;
  /** Told after every finished block how many paths are done. */
  readonly onProgress?: (donePaths: number) => void;
}

/** Runs all worlds on the same draws and joins what they left behind; after an interruption, over the blocks that were finished. */
export async function runWorlds(worlds: readonly PlannedWorld[], options: RunOptions): Promise<WorldRun[]> {
  const { paths, seed, runner, abreast, signal, onProgress } = options;
  const finished: FinishedJob[] = [];
  let done = 0;
  const experiment = { plans: worlds.map((w) => w.plan), seed, ...(abreast === undefined ? {} : { abreast }) };
  const running = runner.run(
    experiment,
    jobsOf(paths),
    (block) => {
      finished.push(block);
      done += block.job.paths;
      onProgress?.(done);
    },
    signal,
  );
  // The central cases are run here while the blocks are run elsewhere.
  const centrals = worlds.map(({ plan }) => ({ supported: centralCase(plan, true), alone: centralCase(plan, false) }));
  await running;
  return worlds.map(({ id, book, plan }, w) => {
    const blocks = finished.map((f) => f.worlds[w] as FinishedJob['worlds'][number]);
    const central = centrals[w] as (typeof centrals)[number];
    const run = joinBlocks(
      plan,
      seed,
      blocks.map((b) => b.supported),
      central.supported,
    );
    return { id, book, run, standAlone: aloneColumns(run, blocks, central.alone) };
  });
}
