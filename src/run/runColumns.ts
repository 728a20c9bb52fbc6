import type { Plan } from '../plan/plan.ts';
import type { CentralCase } from './centralCase.ts';
import { keptTable } from './kept.ts';
import type { BlockResult } from './simulate.ts';

/** What happened in one world on every path: kept columns by name, in the order of the paths. */
export interface RunColumns {
  readonly plan: Plan;
  readonly seed: number;
  /** Paths that were finished; fewer than asked for where the run was interrupted. */
  readonly paths: number;
  readonly names: readonly string[];
  /** Values of a name, one a path; throws on a name that is not kept. */
  readonly values: (name: string) => Float64Array;
  readonly central: CentralCase;
  readonly conservationError: number;
}

/** Joins finished blocks, in ascending order, into columns over all paths. */
export function joinBlocks(plan: Plan, seed: number, blocks: readonly BlockResult[], central: CentralCase): RunColumns {
  const table = keptTable(plan);
  const ordered = [...blocks].sort((a, b) => a.firstPath - b.firstPath);
  const paths = ordered.reduce((sum, b) => sum + b.lanes, 0);
  const made = new Map<string, Float64Array>();
  return {
    plan,
    seed,
    paths,
    names: table.names,
    values: (name) => {
      const known = made.get(name);
      if (known !== undefined) return known;
      const k = table.index.get(name);
      if (k === undefined) throw new Error(`nothing is kept under ${name}`);
      const all = new Float64Array(paths);
      let done = 0;
      for (const b of ordered) {
        all.set(b.kept.subarray(k * b.lanes, (k + 1) * b.lanes), done);
        done += b.lanes;
      }
      made.set(name, all);
      return all;
    },
    central,
    conservationError: ordered.reduce((worst, b) => Math.max(worst, b.conservationError), central.conservationError),
  };
}
