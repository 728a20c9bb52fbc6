/** The correlation of two of the normal scores, by their positions. */
export interface ScoreCorrelation {
  readonly first: number;
  readonly second: number;
  readonly correlation: number;
}

const TOLERANCE = 1e-10;

/** The square correlation matrix, row after row, of scores that are independent unless a pair is named. */
export function correlationMatrix(size: number, pairs: readonly ScoreCorrelation[]): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  for (const { first, second, correlation } of pairs) {
    matrix[first * size + second] = correlation;
    matrix[second * size + first] = correlation;
  }
  return matrix;
}

/**
 * The lower triangle L with L·Lᵀ = the correlation matrix, row after row, or null when there is none: the correlations
 * named contradict each other (the matrix is not positive semidefinite).
 *
 * A score that others determine entirely is allowed: its pivot is zero and so is its column.
 *
 * Source: Cholesky's factorisation with zero pivots, N. J. Higham (2002), section 10.3.
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j * size + j]!;
    for (let k = 0; k < j; k++) pivot -= factor[j * size + k]! * factor[j * size + k]!;
    if (!(pivot >= -TOLERANCE)) return null;
    const root = pivot > TOLERANCE ? Math.sqrt(pivot) : 0;
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!;
      if (root > 0) factor[i * size + j] = rest / root;
      // With a zero pivot the rest must vanish; it is compared with a root's rounding, not with a square's.
      else if (Math.abs(rest) > 2e-5) return null;
    }
  }
  return factor;
}

/**
 * Turns independent normal scores into correlated ones, in place: `scores` holds `size` columns of `lanes` values.
 *
 * Columns are worked from the last to the first, since column i needs only columns 0 … i; allocates nothing.
 */
export function correlateScores(factor: Float64Array, size: number, scores: Float64Array, lanes: number): void {
  for (let i = size - 1; i >= 0; i--) {
    const own = factor[i * size + i]!;
    for (let lane = 0; lane < lanes; lane++) {
      let sum = own * scores[i * lanes + lane]!;
      for (let k = 0; k < i; k++) sum += factor[i * size + k]! * scores[k * lanes + lane]!;
      scores[i * lanes + lane] = sum;
    }
  }
}
