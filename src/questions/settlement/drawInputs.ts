import { type Distribution, isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { correlatedScores } from '../../plan/correlatedScores.ts';
import { inputUniforms } from '../../run/staticDraws.ts';

/** Reads quantities of a book in one world: at their medians, on a draw, or with one of them moved. */
export type Reader = (q: Quantity | undefined, standing: number) => number;

/** An uncertain quantity with its uniform draws. */
export interface DrawnQuantity {
  readonly path: string;
  readonly distribution: Distribution;
  readonly draws: Float64Array;
}

/** The uncertain quantities that a computation reads, and readers for each way of looking at them. */
export interface DrawnInputs {
  readonly uncertain: readonly DrawnQuantity[];
  readonly central: Reader;
  /** One input at a quantile, all others at their medians. */
  readonly moved: (path: string, p: number) => Reader;
  readonly drawn: (draw: number) => Reader;
}

/**
 * Finds every uncertain quantity that `compute` reads, and draws it by name as a run does.
 *
 * Definition: value on draw i = F⁻¹(u), u as in run/staticDraws.ts at path i, with the correlations that the book writes.
 * Verified by: settlement.test.ts, src/run/staticDraws.test.ts.
 */
export function drawnInputs(
  book: Pick<Book, 'asOf' | 'content'>,
  seed: number,
  draws: number,
  compute: (read: Reader) => unknown,
): DrawnInputs {
  const found = new Map<string, Distribution>();
  const distributionOf = (q: Quantity | undefined): Distribution | null =>
    q === undefined ? null : (statementAt(q, book.asOf)?.distribution ?? null);
  const central: Reader = (q, standing) => {
    const d = distributionOf(q);
    if (d === null) return standing;
    if (isUncertain(d)) found.set(q!.path, d);
    return medianOf(d);
  };
  compute(central);
  const scores = correlatedScores(book);
  const uncertain = [...found].map(([path, distribution]): DrawnQuantity => {
    return { path, distribution, draws: inputUniforms(scores, seed, path, draws) };
  });
  const uniforms = new Map(uncertain.map((drawn) => [drawn.path, drawn.draws]));
  const at =
    (quantile: (path: string) => number | null): Reader =>
    (q, standing) => {
      const d = distributionOf(q);
      if (d === null) return standing;
      const p = isUncertain(d) ? quantile(q!.path) : null;
      return p === null ? medianOf(d) : quantileOf(d, p);
    };
  return {
    uncertain,
    central,
    moved: (path, p) => at((name) => (name === path ? p : null)),
    drawn: (draw) => at((name) => uniforms.get(name)?.[draw] ?? null),
  };
}
