/** Count, mean, sum of squared deviations (M2) and range of some numbers, in a form that merges. */
export interface Moments {
  n: number;
  mean: number;
  m2: number;
  min: number;
  max: number;
}

/** The moments of no numbers. */
export function emptyMoments(): Moments {
  return { n: 0, mean: 0, m2: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
}

/**
 * Adds one number in place.
 *
 * Source: B. P. Welford (1962), Technometrics 4, 419–420.
 */
export function addToMoments(moments: Moments, x: number): void {
  moments.n += 1;
  const difference = x - moments.mean;
  moments.mean += difference / moments.n;
  moments.m2 += difference * (x - moments.mean);
  if (x < moments.min) moments.min = x;
  if (x > moments.max) moments.max = x;
}

/** The moments of values[offset … offset + count − 1], added in that order. */
export function momentsOf(values: Float64Array, offset = 0, count = values.length - offset): Moments {
  let mean = 0;
  let m2 = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const x = values[offset + i]!;
    const difference = x - mean;
    mean += difference / (i + 1);
    m2 += difference * (x - mean);
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return { n: count, mean, m2, min, max };
}

/**
 * The moments of two sets of numbers together. Sums in floating point depend on their order, so whoever wants the same
 * bytes at any number of workers merges blocks in ascending order.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque (1979), updating formula 2.1.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return { ...b };
  if (b.n === 0) return { ...a };
  const n = a.n + b.n;
  const difference = b.mean - a.mean;
  return {
    n,
    mean: a.mean + difference * (b.n / n),
    m2: a.m2 + b.m2 + difference * difference * a.n * (b.n / n),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

/** Standard deviation with n − 1; zero for fewer than two numbers. */
export function standardDeviation(moments: Moments): number {
  return moments.n < 2 ? 0 : Math.sqrt(moments.m2 / (moments.n - 1));
}

/** Standard error of the mean; zero for fewer than two numbers. */
export function standardError(moments: Moments): number {
  return moments.n < 2 ? 0 : standardDeviation(moments) / Math.sqrt(moments.n);
}
