import { fillQuantiles } from '../../base/fillQuantiles.ts';
import type { Plan } from '../../plan/plan.ts';
import { inputValues } from '../../run/inputValues.ts';
import type { VectorInput } from './drawnBook.ts';

/**
 * The uncertain inputs of plain paths, each of which draws them for itself.
 *
 * Cost: nothing until an input is looked at: its uniform draws are ranked, and only where an input turns a claim are its
 * values needed. Verified by: pathInputs.test.ts, against those of a drawn book.
 */
export function pathInputs(plan: Plan, seed: number, paths: number): VectorInput[] {
  const drawn = inputValues({ ...plan, noisePaths: 1 }, seed, paths);
  return drawn.drawn.flatMap((input): VectorInput[] => {
    const of = input.index < 0 ? undefined : plan.inputs[input.index];
    if (of === undefined) return [];
    const { path, distribution } = of;
    const draws = (): Float64Array => drawn.ownDraws(input, paths);
    return [
      {
        path,
        distribution,
        draws,
        get values() {
          const values = draws();
          fillQuantiles(distribution, values, values, 0, paths);
          return values;
        },
      },
    ];
  });
}
