import { exp, log1p } from './elementary.ts';
import { logGamma } from './gamma.ts';
import { incompleteBeta, incompleteBetaInverse } from './incompleteBeta.ts';

const HALF_LOG_PI = 0.5723649429247001;

/** Density of Student's t with ν degrees of freedom. */
export function studentTDensity(t: number, degreesOfFreedom: number): number {
  const half = 0.5 * degreesOfFreedom;
  const constant = logGamma(half + 0.5) - logGamma(half) - HALF_LOG_PI;
  return exp(constant - (half + 0.5) * log1p((t * t) / degreesOfFreedom)) / Math.sqrt(degreesOfFreedom);
}

/** Distribution function of Student's t with ν degrees of freedom. */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (t === Number.NEGATIVE_INFINITY) return 0;
  if (t === Number.POSITIVE_INFINITY) return 1;
  const square = t * t;
  const tail =
    square < degreesOfFreedom
      ? 0.5 - 0.5 * incompleteBeta(0.5, 0.5 * degreesOfFreedom, square / (degreesOfFreedom + square))
      : 0.5 * incompleteBeta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + square));
  return t < 0 ? tail : 1 - tail;
}

/**
 * Quantile of Student's t with ν degrees of freedom.
 *
 * Source: t² /(ν + t²) is beta(½, ν/2); near the centre that form is inverted, in the tails its complement.
 * Verified by: studentT.test.ts against printed tables, cephes and the closed forms for ν = 1 and 2.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1 && degreesOfFreedom > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = p < 0.5 ? p : 1 - p;
  if (tail === 0) return p < 0.5 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let size: number;
  if (tail < 0.25) {
    const x = incompleteBetaInverse(0.5 * degreesOfFreedom, 0.5, 2 * tail);
    size = Math.sqrt((degreesOfFreedom * (1 - x)) / x);
  } else {
    const y = incompleteBetaInverse(0.5, 0.5 * degreesOfFreedom, 1 - 2 * tail);
    size = Math.sqrt((degreesOfFreedom * y) / (1 - y));
  }
  return p < 0.5 ? -size : size;
}
