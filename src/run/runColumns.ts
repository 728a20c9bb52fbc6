import type { Moments } from '../base/moments.ts';
import type { Plan } from '../plan/plan.ts';
import type { CentralCase } from './centralCase.ts';

/** What happened in one world on every path: kept columns by name, in the order of the paths. */
export interface RunColumns {
  readonly plan: Plan;
  readonly seed: number;
  /** Paths that were finished; fewer than asked for where the run was interrupted. */
  readonly paths: number;
  readonly names: readonly string[];
  /** Values of a name, one a path; throws on a name that is not kept. */
  readonly values: (name: string) => Float64Array;
  /** Of a column that is only counted into bins, the differences from the world it is compared with, path by path. */
  readonly differences?: (name: string) => Moments | undefined;
  readonly central: CentralCase;
  readonly conservationError: number;
}
