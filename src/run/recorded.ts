import type { Plan } from '../plan/plan.ts';

/** A sum over columns of the run that a question asks to be kept of every path, beside the standing table (kept.ts). */
export interface Recorded {
  readonly name: string;
  /** Columns of the plan, each times its factor; a factor of 1 where left out. */
  readonly columns: readonly number[];
  readonly factors?: readonly number[];
  /** One number a quarter under `name.0`, `name.1`, …; the sum over all quarters; or what stands at the horizon. */
  readonly every: 'quarter' | 'run' | 'horizon';
  /** Each quarter's amount times the pricing kernel of that quarter. */
  readonly isDiscounted?: boolean;
}

/** Names under which recorded sums are read, in their order. */
export function recordedNames(plan: Plan, recorded: readonly Recorded[]): string[] {
  return recorded.flatMap(({ name, every }) =>
    every === 'quarter' ? Array.from({ length: plan.quarters }, (_, q) => `${name}.${q}`) : [name],
  );
}
