/** A stretch of quarters in which the price stands under a part of long-run cost. */
export interface Glut {
  /** Its first quarter, and how many it has. */
  readonly from: number;
  readonly quarters: number;
  /** One less the mean of price over long-run cost in it. */
  readonly depth: number;
  /** It had not ended when the series did, so that its length is a lower bound. */
  readonly isCut: boolean;
}

/**
 * The longest glut of a series of prices over long-run cost: quarters in a row under a threshold, at least so many.
 *
 * Definition: maximal runs of q with r_q < threshold; of those with n ≥ least the longest, the first of equals;
 * depth = 1 − Σ r_q / n. Null where there is none.
 * Units: r and depth as fractions of long-run cost; quarters.
 * Cost: one pass. Verified by: longestGlut.test.ts, against all runs one by one.
 */
export function longestGlut(ratios: ArrayLike<number>, threshold: number, least: number): Glut | null {
  let found: Glut | null = null;
  let from = 0;
  let sum = 0;
  for (let q = 0; q <= ratios.length; q++) {
    const ratio = q < ratios.length ? (ratios[q] as number) : Number.POSITIVE_INFINITY;
    if (ratio < threshold) {
      sum += ratio;
      continue;
    }
    const quarters = q - from;
    if (quarters >= least && quarters > (found?.quarters ?? 0))
      found = { from, quarters, depth: 1 - sum / quarters, isCut: q === ratios.length };
    from = q + 1;
    sum = 0;
  }
  return found;
}
