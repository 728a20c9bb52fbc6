import { invariant } from './invariant.ts';

/** The rank of each number, from 1; equal numbers share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i]! - values[j]! || i - j);
  const ranks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[order[end]!] === values[order[start]!]) end += 1;
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, ties at their mean rank; null when either side does not vary, where it has no meaning.
 *
 * Source: C. Spearman (1904); with ties as Pearson's correlation of the ranks (M. G. Kendall 1948).
 * Verified by: rankCorrelation.test.ts, a textbook case and a twin that ranks by counting.
 */
export function rankCorrelation(x: Float64Array, y: Float64Array): number | null {
  invariant(x.length === y.length, 'a rank correlation needs pairs');
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const mean = (x.length + 1) / 2;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]! - mean, b[i]! - mean];
    product += u * v;
    squareA += u * u;
    squareB += v * v;
  }
  if (squareA === 0 || squareB === 0) return null;
  return Math.max(-1, Math.min(1, product / Math.sqrt(squareA * squareB)));
}
