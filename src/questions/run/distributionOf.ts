import { orderStatistics } from '../../base/orderStatistics.ts';
import type { DistributionSummary } from '../../base/quantiles.ts';

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * What an answer says about one number a path: mean, deviation, standard error of the mean, five quantiles.
 *
 * Definition: quantiles by straight line at (n − 1)·p (Hyndman and Fan 1996, definition 7), the deviation with n − 1.
 * Cost: a few passes; nothing is sorted. Sums run in the order of the paths, so that the bytes are always the same.
 * Verified by: distributionOf.test.ts, against sorting and the one-pass moments.
 */
export function distributionOf(values: Float64Array): DistributionSummary {
  const n = values.length;
  if (n === 0) return { mean: 0, sd: 0, standard_error: 0, p5: 0, p25: 0, p50: 0, p75: 0, p95: 0 };
  const mean = meanOf(values);
  const sd = n < 2 ? 0 : Math.sqrt(squaresAbout(values, mean) / (n - 1));
  const [p5, p25, p50, p75, p95] = quantilesAt(values, SHARES) as [number, number, number, number, number];
  return { mean, sd, standard_error: sd / Math.sqrt(n), p5, p25, p50, p75, p95 };
}

export function meanOf(values: Float64Array): number {
  // Measured from the first value, so that a constant has exactly itself as its mean.
  const first = values[0] ?? 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - first;
  return values.length === 0 ? 0 : first + sum / values.length;
}

function squaresAbout(values: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const d = values[i]! - mean;
    sum += d * d;
  }
  return sum;
}

/** Mean and the standard error of the mean of one number a path. */
export function meanWithError(values: Float64Array): { mean: number; standard_error: number } {
  const mean = meanOf(values);
  const n = values.length;
  return { mean, standard_error: n < 2 ? 0 : Math.sqrt(squaresAbout(values, mean) / (n - 1) / n) };
}

/** Quantiles of numbers in any order, at ascending shares. */
export function quantilesAt(values: Float64Array, shares: readonly number[]): number[] {
  const last = values.length - 1;
  const places = new Set<number>();
  for (const p of shares) {
    places.add(Math.floor(last * p));
    places.add(Math.min(last, Math.floor(last * p) + 1));
  }
  const ascending = [...places].sort((a, b) => a - b);
  const found = orderStatistics(values, ascending);
  const at = (place: number): number => found[ascending.indexOf(place)]!;
  return shares.map((p) => {
    const below = Math.floor(last * p);
    const fraction = last * p - below;
    const value = at(below);
    return fraction > 0 && below < last ? value + fraction * (at(below + 1) - value) : value;
  });
}
