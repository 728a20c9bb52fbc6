import { exp, log, log1p } from './elementary.ts';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';

/** Bounds outside which a quantity cannot lie: the distribution is cut there and what is left is scaled up. */
export interface Truncation {
  readonly min?: number;
  readonly max?: number;
}

export interface Truncatable {
  readonly truncation?: Truncation;
}

/** An uncertain number whose logarithm, logit or self is normal, so that it is a function of one normal score. */
export type ScoreDistribution = Truncatable &
  (
    | { readonly kind: 'normal' | 'lognormal'; readonly mean: number; readonly sd: number }
    | {
        readonly kind: 'interval-lognormal' | 'interval-normal' | 'interval-logit-normal';
        readonly low: number;
        readonly high: number;
      }
  );

/** Width of the central 90 % of a standard normal, to the digits in which the book format defines an interval. */
export const CENTRAL_90_WIDTH = 3.28971;

/** Location and scale of the normal that stands behind a score distribution. */
export function scoreParameters(d: ScoreDistribution): { location: number; scale: number } {
  switch (d.kind) {
    case 'normal':
      return { location: d.mean, scale: d.sd };
    case 'lognormal': {
      const variance = log1p((d.sd / d.mean) * (d.sd / d.mean));
      return { location: log(d.mean) - 0.5 * variance, scale: Math.sqrt(variance) };
    }
    case 'interval-normal':
      return { location: 0.5 * (d.low + d.high), scale: (d.high - d.low) / CENTRAL_90_WIDTH };
    case 'interval-lognormal':
      return { location: 0.5 * (log(d.low) + log(d.high)), scale: log(d.high / d.low) / CENTRAL_90_WIDTH };
    case 'interval-logit-normal': {
      const low = log(d.low / (1 - d.low));
      const high = log(d.high / (1 - d.high));
      return { location: 0.5 * (low + high), scale: (high - low) / CENTRAL_90_WIDTH };
    }
  }
}

/** The quantity that belongs to a value of the normal behind it. */
export function quantityOfNormal(kind: ScoreDistribution['kind'], value: number): number {
  if (kind === 'normal' || kind === 'interval-normal') return value;
  if (kind === 'interval-logit-normal') return 1 / (1 + exp(-value));
  return exp(value);
}

function normalOfQuantity(kind: ScoreDistribution['kind'], x: number): number {
  if (kind === 'normal' || kind === 'interval-normal') return x;
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (kind !== 'interval-logit-normal') return log(x);
  return x >= 1 ? Number.POSITIVE_INFINITY : log(x / (1 - x));
}

/** The bounds of a truncation as standard normal scores. */
export function truncationScores(d: ScoreDistribution): { low: number; high: number } {
  const { location, scale } = scoreParameters(d);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation ?? {};
  return {
    low: (normalOfQuantity(d.kind, min) - location) / scale,
    high: (normalOfQuantity(d.kind, max) - location) / scale,
  };
}

/** The quantile of a score distribution, cut where its truncation says. */
export function scoreQuantile(d: ScoreDistribution, u: number): number {
  const { location, scale } = scoreParameters(d);
  if (!(scale > 0)) return quantityOfNormal(d.kind, location);
  let z: number;
  if (d.truncation === undefined) {
    z = normalQuantile(u);
  } else {
    const { low, high } = truncationScores(d);
    // A cut far above the mean is handled as its mirror image, because only the lower tail keeps its digits.
    if (low > 0) {
      const nearest = normalCdf(-low);
      z = -normalQuantile(nearest - u * (nearest - normalCdf(-high)));
    } else {
      const below = normalCdf(low);
      z = normalQuantile(below + u * (normalCdf(high) - below));
    }
  }
  return quantityOfNormal(d.kind, location + scale * z);
}

/** P(low < Z ≤ high) of a standard normal, with the digits of whichever tail is nearer. */
function massBetween(low: number, high: number): number {
  return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
}

/** The probability of a truncation's range before it cuts. */
export function scoreMass(d: ScoreDistribution): number {
  if (!(scoreParameters(d).scale > 0)) return 1;
  const { low, high } = truncationScores(d);
  return massBetween(low, high);
}

/** Simpson's rule over the normal score; the logistic of a normal has no closed mean. */
function logitNormalMean(location: number, scale: number, low: number, high: number): number {
  const from = Math.max(low, Math.min(-10, high - 20));
  const to = Math.min(high, Math.max(10, low + 20));
  const steps = 4000;
  const width = (to - from) / steps;
  let weighted = 0;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const z = from + i * width;
    const weight = (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * normalDensity(z);
    weighted += weight / (1 + exp(-(location + scale * z)));
    total += weight;
  }
  return weighted / total;
}

/** The mean of a score distribution after truncation: closed form, except for the logit-normal. */
export function scoreMean(d: ScoreDistribution): number {
  const { location, scale } = scoreParameters(d);
  if (!(scale > 0)) return quantityOfNormal(d.kind, location);
  const { low, high } = truncationScores(d);
  const mass = massBetween(low, high);
  if (d.kind === 'interval-logit-normal') return logitNormalMean(location, scale, low, high);
  if (d.kind === 'normal' || d.kind === 'interval-normal') {
    return location + (scale * (normalDensity(low) - normalDensity(high))) / mass;
  }
  return (exp(location + 0.5 * scale * scale) * massBetween(low - scale, high - scale)) / mass;
}
