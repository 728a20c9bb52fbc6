import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import type { Needs } from '../questions/run/runNeeds.ts';
import { centralCase } from '../run/centralCase.ts';
import type { RunColumns } from '../run/runColumns.ts';
import { keptColumns } from './keptColumns.ts';
import { pairedMoments } from './pairedMoments.ts';
import { jobsOf, type Runner } from './runner.ts';
import { columnStore, orderOfAll, type WorldBlock, type WorldOrder } from './simulateWorlds.ts';

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
  /** What is kept of a world; everything where left out. */
  readonly needs?: (plan: Plan) => Needs;
  /** Columns of which only the distribution is told become histograms. */
  readonly isSummarised?: boolean;
  readonly abreast?: number;
  readonly signal?: AbortSignal;
  /** Told after every finished block how many paths are done. */
  readonly onProgress?: (donePaths: number) => void;
}

/** Runs all worlds on the same draws and joins what they left behind; after an interruption, over the finished blocks. */
export async function runWorlds(worlds: readonly PlannedWorld[], options: RunOptions): Promise<WorldRun[]> {
  const { paths, seed, runner, abreast, signal, onProgress } = options;
  const orders = worlds.map((world) => orderOf(world, options));
  const columns = orders.map(({ order, exact }) => keptColumns(order, exact));
  // Pairs of paths are known only while both worlds' blocks are at hand; bins do not tell them.
  const [base] = orders;
  const paired = orders.map((other, w) =>
    options.isSummarised !== true || base === undefined || w === 0 ? null : pairedMoments(base, other),
  );
  let done = 0;
  const experiment = { worlds: orders.map((o) => o.order), seed, ...(abreast === undefined ? {} : { abreast }) };
  const running = runner.run(
    experiment,
    jobsOf(paths),
    (finished) => {
      for (const [w, block] of finished.worlds.entries()) {
        paired[w]?.add(finished.worlds[0] as WorldBlock, block);
        columns[w]?.add(block);
      }
      done += finished.job.paths;
      onProgress?.(done);
    },
    signal,
  );
  // The central cases are run here while the blocks are run elsewhere.
  const centrals = worlds.map(({ plan }, w) => {
    const { recorded } = (orders[w] as (typeof orders)[number]).order;
    return { supported: centralCase(plan, true, recorded), alone: centralCase(plan, false, recorded) };
  });
  await running;
  return worlds.flatMap(({ id, book }, w) => {
    const central = centrals[w];
    const joined = central === undefined ? undefined : columns[w]?.join(seed, central);
    if (joined === undefined) return [];
    const pairs = paired[w];
    const run = pairs === null || pairs === undefined ? joined.run : { ...joined.run, differences: pairs.of };
    return [{ id, book, run, standAlone: joined.standAlone }];
  });
}

function orderOf({ id, plan }: PlannedWorld, options: RunOptions): { order: WorldOrder; exact: number } {
  const needs = options.needs?.(plan);
  if (needs === undefined) {
    const order = { ...orderOfAll(plan), id };
    return { order, exact: order.names.length };
  }
  const names = [...needs.exact, ...needs.told];
  const exact = options.isSummarised === true ? needs.exact.length : names.length;
  const { standAlone, recorded = [] } = needs;
  const store = options.isSummarised === true ? undefined : columnStore(names.length, options.paths);
  return { order: { id, plan, names, standAlone, recorded, ...(store === undefined ? {} : { store }) }, exact };
}
