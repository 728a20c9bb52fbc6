import { quantileOf } from '../base/distribution.ts';
import { normalCdf } from '../base/normal.ts';
import { fillNormals, STATIC_QUARTER, streamKey } from '../base/random.ts';
import type { Plan } from '../plan/plan.ts';
import { COMMON_PERFORMANCE_WEIGHT, fillPerformanceFactor, OWN_PERFORMANCE_WEIGHT, performed } from './draws.ts';
import { inputUniforms } from './staticDraws.ts';

/** An input that a run drew: one of the plan's uncertain inputs, or the performance of a deal. */
export interface DrawnInput {
  readonly path: string;
  /** Place in `plan.inputs`; −1 for a deal's performance. */
  readonly index: number;
  /** Place in `plan.performance`; −1 for an input. */
  readonly performance: number;
}

/** What the inputs of a run were on each of its paths, drawn again from their streams. */
export interface InputValues {
  readonly drawn: readonly DrawnInput[];
  /** Values of an input of the plan by its place in `plan.inputs`, one a path. */
  readonly values: (index: number) => Float64Array;
  /** The realised fraction of what is not firm in a deal, by its place in `plan.performance`. */
  readonly performances: (index: number) => Float64Array;
  /**
   * The draw behind an input on the first `count` paths, of its own stream alone: an input rises with its uniform draw, a
   * deal's performance with the normal draw that is the deal's own, whatever the common factor does.
   */
  readonly ownDraws: (input: DrawnInput, count: number) => Float64Array;
  /** The market factor that all performances share. */
  readonly performanceFactor: () => Float64Array;
}

/**
 * The inputs of paths 0 … paths − 1 of a run, to the last bit those that the run drew.
 *
 * Nothing of the inputs is kept in a run: a stream depends on nothing but the seed, the input's name and the path.
 * Cost: one draw a path for each input that is asked for.
 * Verified by: inputValues.test.ts, bit by bit against the columns of a block.
 */
export function inputValues(plan: Plan, seed: number, paths: number): InputValues {
  const uniforms = (index: number, count: number): Float64Array =>
    inputUniforms(plan.correlations[0] ?? null, seed, plan.inputs[index]!.path, count, plan.noisePaths);
  let factor: Float64Array | null = null;

  const performanceFactor = (): Float64Array => {
    if (factor === null) {
      factor = new Float64Array(paths);
      fillPerformanceFactor(factor, 0, paths, seed, 0);
    }
    return factor;
  };

  const performanceDraws = (index: number, count: number): Float64Array => {
    const made = new Float64Array(count);
    fillNormals(made, 0, count, streamKey(seed, plan.performance[index]!.name), 0, STATIC_QUARTER);
    return made;
  };

  return {
    drawn: [
      ...plan.inputs.flatMap(({ path, isUncertain }, index) => (isUncertain ? [{ path, index, performance: -1 }] : [])),
      ...plan.performance.map(({ name }, performance) => ({ path: name, index: -1, performance })),
    ],
    values(index) {
      const input = plan.inputs[index]!;
      if (!input.isUncertain) return new Float64Array(paths).fill(plan.initial[input.column]!);
      return uniforms(index, paths).map((u) => quantileOf(input.distribution, u));
    },
    performances(index) {
      const { probability } = plan.performance[index]!;
      const common = performanceFactor();
      return performanceDraws(index, paths).map((own, p) =>
        performed(probability, normalCdf(COMMON_PERFORMANCE_WEIGHT * common[p]! + OWN_PERFORMANCE_WEIGHT * own)),
      );
    },
    ownDraws: (input, count) =>
      input.index >= 0 ? uniforms(input.index, count) : performanceDraws(input.performance, count),
    performanceFactor,
  };
}
