import { log, log1p } from './elementary.ts';

const HALF_LOG_2PI = 0.9189385332046728;

/**
 * What Stirling's formula leaves out: log Γ(z) − [(z − ½)·log z − z + ½·log 2π], for z > 0, to about 1e-16.
 *
 * Source: Binet's series above 12; below, the recurrence δ(z) = δ(z + 1) + (z + ½)·log(1 + 1/z) − 1.
 */
export function stirlingRemainder(z: number): number {
  let raised = z;
  let sum = 0;
  while (raised < 12) {
    sum += (raised + 0.5) * log1p(1 / raised) - 1;
    raised += 1;
  }
  const r = 1 / (raised * raised);
  const series =
    1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r * (1 / 156))))));
  return sum + series / raised;
}

/** log Γ(x) for x > 0; Infinity at 0, NaN below (nothing here needs the gamma function of a negative number). */
export function logGamma(x: number): number {
  if (x === 0 || x === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  return (x - 0.5) * log(x) - x + HALF_LOG_2PI + stirlingRemainder(x);
}
