/**
 * Continuous ranked probability score of a predicted sample against what was observed.
 *
 * Definition: CRPS(F, y) = ∫ (F(x) − 1{x ≥ y})² dx = E|X − y| − ½·E|X − X′|, with F the distribution of the sample. For a
 * sample sorted upwards the second mean is (2/n²)·Σ (2i − n − 1)·x_(i), so that nothing is summed pair by pair.
 * Units: those of the quantity; the absolute error where the sample is a single number.
 * Assumes: `sorted` is sorted upwards and holds numbers only. Lower is better; the score is proper.
 * Cost: O(n) on a sorted sample, O(n log n) with the sorting.
 * Source: T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of the American
 * Statistical Association 102 (2007), equations 20 and 21.
 * Verified by: rankedProbabilityScore.test.ts (double sum, closed form of the normal, the integral, laws).
 */
export function rankedProbabilityScore(sorted: Float64Array, observed: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const x = sorted[i]!;
    distance += Math.abs(x - observed);
    // Taken from the observation, so that far-away samples do not cancel.
    spread += (2 * i + 1 - n) * (x - observed);
  }
  return Math.max(0, distance / n - spread / (n * n));
}

/**
 * Where an observation fell in a predicted sample: the share of the sample below it, and half of what equals it.
 *
 * Definition: u = (#{x < y} + ½·#{x = y}) / n, the mid-distribution form of the probability integral transform.
 * Units: a fraction. Uniform over many forecasts that are right.
 * Assumes: `sorted` is sorted upwards. Cost: O(log n).
 * Source: A. P. Dawid, Statistical theory: the prequential approach, Journal of the Royal Statistical Society A 147 (1984).
 * Verified by: rankedProbabilityScore.test.ts (counting).
 */
export function predictedRank(sorted: Float64Array, observed: number): number {
  const below = firstFrom(sorted, (x) => x >= observed);
  const upTo = firstFrom(sorted, (x) => x > observed);
  return (below + upTo) / (2 * sorted.length);
}

/** Place of the first number that is far enough up; the length where none is. */
function firstFrom(sorted: Float64Array, isFar: (x: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFar(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
