/** A step function that never falls (or never rises): the mean of each block of neighbours. */
export interface IsotonicFit {
  /** Fitted value at each point, in the order of the points. */
  readonly fitted: Float64Array;
  /** Sum of squared distances from the points. */
  readonly squares: number;
}

/**
 * The monotone function nearest to points in order: isotonic regression by pooling adjacent violators.
 *
 * Definition: min Σ wᵢ·(yᵢ − fᵢ)² over f₁ ≤ f₂ ≤ … (or ≥ where it is to fall).
 * Units: those of y. Assumes: points in ascending order of what they are fitted over, weights above 0. Cost: O(n).
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman (1955), An empirical distribution function for sampling
 * with incomplete information, Annals of Mathematical Statistics 26(4).
 * Verified by: isotonicFit.test.ts, against the min–max formula by brute force.
 */
export function isotonicFit(y: Float64Array, weights: Float64Array, rises: boolean): IsotonicFit {
  const n = y.length;
  const means = new Float64Array(n);
  const heavy = new Float64Array(n);
  const ends = new Int32Array(n);
  const sign = rises ? 1 : -1;
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    let mean = y[i] as number;
    let weight = weights[i] as number;
    while (blocks > 0 && sign * (means[blocks - 1] as number) >= sign * mean) {
      blocks -= 1;
      const before = heavy[blocks] as number;
      mean = (mean * weight + (means[blocks] as number) * before) / (weight + before);
      weight += before;
    }
    means[blocks] = mean;
    heavy[blocks] = weight;
    ends[blocks] = i + 1;
    blocks += 1;
  }
  const fitted = new Float64Array(n);
  let start = 0;
  for (let b = 0; b < blocks; b++) {
    fitted.fill(means[b] as number, start, ends[b]);
    start = ends[b] as number;
  }
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const distance = (y[i] as number) - (fitted[i] as number);
    squares += (weights[i] as number) * distance * distance;
  }
  return { fitted, squares };
}
