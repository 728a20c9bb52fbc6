import type { Book } from '../../book/book.ts';
import type { StructuralFigures } from '../claims/measured.ts';
import { bargainOf } from './bargain.ts';
import { drawnInputs } from './drawInputs.ts';
import { predictionError, smallestGain } from './settlement.ts';

/**
 * Figures of a settlement on draws of its inputs: the id of the settlement, a dot, and the name in the answer.
 *
 * Verified by: settlementMeasured.test.ts (the shares of draws that the answer tells).
 */
export function settlementDraws(book: Book, seed: number, draws: number, path: string): StructuralFigures | null {
  const [id = '', figure = ''] = path.split('.');
  const written = book.content.settlements?.[id];
  const of =
    figure === 'smallest_gain_over_disagreement'
      ? smallestGain
      : figure === 'largest_prediction_error'
        ? predictionError
        : null;
  if (written === undefined || of === null) return null;
  const inputs = drawnInputs(book, seed, draws, (read) => bargainOf(written, read));
  const values = Float64Array.from({ length: draws }, (_, i) => of(bargainOf(written, inputs.drawn(i))) ?? Number.NaN);
  return { at: (asked) => (asked === path ? values : undefined), inputs: inputs.uncertain };
}
