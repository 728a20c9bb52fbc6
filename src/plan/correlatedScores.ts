import { medianOf } from '../base/distribution.ts';
import { choleskyFactor, correlationMatrix } from '../base/normalScores.ts';
import { statementAt } from '../base/quantity.ts';
import type { Book } from '../book/book.ts';

/** Inputs whose normal scores are correlated, in the order in which the book names them. */
export interface CorrelatedScores {
  readonly paths: readonly string[];
  /** Cholesky factor of the correlation matrix, row after row. */
  readonly cholesky: Float64Array;
}

/**
 * The correlations that a book writes, as one group; null where there are none.
 *
 * All inputs named are in it, whether a run draws them or only a question does: so both draw each of them alike.
 */
export function correlatedScores({ content, asOf }: Pick<Book, 'content' | 'asOf'>): CorrelatedScores | null {
  const pairs = Object.values(content.correlations ?? {});
  const paths = [...new Set(pairs.flatMap(({ between }) => between))];
  if (paths.length < 2) return null;
  const written = pairs.map(({ between, rho }) => {
    const statement = statementAt(rho, asOf);
    return {
      first: paths.indexOf(between[0]),
      second: paths.indexOf(between[1]),
      correlation: statement === null ? 0 : medianOf(statement.distribution),
    };
  });
  const cholesky = choleskyFactor(correlationMatrix(paths.length, written), paths.length);
  return cholesky === null ? null : { paths, cholesky };
}
