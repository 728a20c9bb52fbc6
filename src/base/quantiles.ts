import { invariant } from './invariant.ts';
import { momentsOf, standardDeviation, standardError } from './moments.ts';

/** What an answer says about one uncertain number. Names as in the JSON. */
export interface DistributionSummary {
  readonly mean: number;
  readonly sd: number;
  readonly standard_error: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/**
 * The quantile of numbers in ascending order, between two of them by straight line.
 *
 * Source: R. J. Hyndman, Y. Fan (1996), definition 7: position (n − 1)·p.
 */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  invariant(sorted.length > 0, 'no numbers have no quantile');
  const position = (sorted.length - 1) * p;
  const below = Math.min(sorted.length - 1, Math.max(0, Math.floor(position)));
  const fraction = position - below;
  const value = sorted[below]!;
  return fraction > 0 && below + 1 < sorted.length ? value + fraction * (sorted[below + 1]! - value) : value;
}

/** The quantiles of numbers in any order; the array itself is left as it is. */
export function quantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return shares.map((p) => quantileOfSorted(sorted, p));
}

/** Mean, standard deviation, standard error of the mean and five quantiles of numbers with equal weight. */
export function summariseDistribution(values: Float64Array): DistributionSummary {
  const moments = momentsOf(values);
  const [p5, p25, p50, p75, p95] = quantilesOf(values, [0.05, 0.25, 0.5, 0.75, 0.95]) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    mean: moments.mean,
    sd: standardDeviation(moments),
    standard_error: standardError(moments),
    p5,
    p25,
    p50,
    p75,
    p95,
  };
}
