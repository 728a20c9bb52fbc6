import type { Book } from '../../book/book.ts';
import type { StructuralFigures } from '../claims/measured.ts';
import { gainOf, isThroughValue, type LoopDraw, type LoopDraws, loopDraws } from './loopDraws.ts';

const FIGURES: Readonly<Record<string, (all: LoopDraws, draw: LoopDraw) => number>> = {
  gain: ({ web }, draw) => gainOf(web, draw.weights),
  financial_gain: ({ web }, draw) => gainOf(web, draw.financial),
  'through_vendor_value.gain': ({ web }, draw) => gainOf(web, draw.weights, (e) => isThroughValue(web, e)),
};

/**
 * Gains of the loop on draws of its inputs.
 *
 * Verified by: loopMeasured.test.ts (the shares of draws that the answer tells).
 */
export function loopFigures(book: Book, seed: number, draws: number, path: string): StructuralFigures | null {
  const of = FIGURES[path];
  if (of === undefined) return null;
  const all = loopDraws(book, seed, draws);
  const values = Float64Array.from(all.drawn, (draw) => of(all, draw));
  return { at: (asked) => (asked === path ? values : undefined), inputs: all.inputs.uncertain };
}
