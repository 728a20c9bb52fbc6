/** The side door: what a thread needs that only simulates, so that it loads nothing else. */

export { InvariantError } from './base/invariant.ts';
export type { Experiment, FinishedJob, Job, Runner } from './experiments/runner.ts';
export { simulateBlocks, type WorldBlock } from './experiments/simulateWorlds.ts';
