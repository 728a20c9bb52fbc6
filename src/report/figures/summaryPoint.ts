import type { DistributionSummary } from '../../base/quantiles.ts';
import type { Point } from './figureSpec.ts';

/** Nothing to draw. */
export const NO_POINT: Point = { value: null, low: null, high: null };

/** The mean of a figure over the paths, with its 5–95 % range. */
export function meanPoint(summary: DistributionSummary | null | undefined): Point {
  return summary === null || summary === undefined
    ? NO_POINT
    : { value: summary.mean, low: summary.p5, high: summary.p95 };
}
