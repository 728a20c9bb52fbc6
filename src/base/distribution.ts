import { log } from './elementary.ts';
import { incompleteBeta, incompleteBetaInverse } from './incompleteBeta.ts';
import {
  type ScoreDistribution,
  scoreMass,
  scoreMean,
  scoreParameters,
  scoreQuantile,
  type Truncatable,
} from './scoreDistribution.ts';
import { studentTCdf, studentTDensity, studentTQuantile } from './studentT.ts';

const PERT_WEIGHT = 4;
const INVERSE_2PI = 0.15915494309189535;

/** A beta quantity on [min, max], by its mean and standard deviation, or by its mode (pert). */
type BetaDistribution = Truncatable &
  (
    | {
        readonly kind: 'beta';
        readonly mean: number;
        readonly sd: number;
        readonly min: number;
        readonly max: number;
      }
    | { readonly kind: 'pert'; readonly min: number; readonly mode: number; readonly max: number }
  );

/** How uncertain a quantity is, as plain data: one number, or a distribution of one. */
export type Distribution =
  | { readonly kind: 'point'; readonly value: number }
  | ScoreDistribution
  | BetaDistribution
  | (Truncatable & { readonly kind: 'uniform'; readonly min: number; readonly max: number })
  | (Truncatable & {
      readonly kind: 'triangular';
      readonly min: number;
      readonly mode: number;
      readonly max: number;
    })
  | (Truncatable & {
      readonly kind: 'discrete';
      readonly values: readonly number[];
      readonly weights: readonly number[];
    })
  | (Truncatable & {
      readonly kind: 'student-t';
      readonly location: number;
      readonly scale: number;
      readonly degreesOfFreedom: number;
    });

/** The two shapes of a beta quantity on its unit interval; NaN when no beta has that mean and deviation. */
function betaShapes(d: BetaDistribution): { a: number; b: number } {
  const width = d.max - d.min;
  if (d.kind === 'pert') {
    return {
      a: 1 + (PERT_WEIGHT * (d.mode - d.min)) / width,
      b: 1 + (PERT_WEIGHT * (d.max - d.mode)) / width,
    };
  }
  const mean = (d.mean - d.min) / width;
  const variance = (d.sd / width) * (d.sd / width);
  const size = (mean * (1 - mean)) / variance - 1;
  return size > 0 ? { a: mean * size, b: (1 - mean) * size } : { a: Number.NaN, b: Number.NaN };
}

type Plain = Exclude<Distribution, { kind: 'point' } | ScoreDistribution>;

/** P(X ≤ x) before truncation. */
function plainCdf(d: Exclude<Plain, { kind: 'discrete' }>, x: number): number {
  switch (d.kind) {
    case 'uniform':
      return clamp((x - d.min) / (d.max - d.min), 0, 1);
    case 'triangular': {
      if (x <= d.min) return 0;
      if (x >= d.max) return 1;
      const width = d.max - d.min;
      return x < d.mode
        ? ((x - d.min) * (x - d.min)) / (width * (d.mode - d.min))
        : 1 - ((d.max - x) * (d.max - x)) / (width * (d.max - d.mode));
    }
    case 'beta':
    case 'pert': {
      const { a, b } = betaShapes(d);
      return incompleteBeta(a, b, clamp((x - d.min) / (d.max - d.min), 0, 1));
    }
    case 'student-t':
      return studentTCdf((x - d.location) / d.scale, d.degreesOfFreedom);
  }
}

function plainQuantile(d: Plain, u: number): number {
  switch (d.kind) {
    case 'uniform':
      return d.min + u * (d.max - d.min);
    case 'triangular': {
      const width = d.max - d.min;
      const atMode = (d.mode - d.min) / width;
      return u < atMode
        ? d.min + Math.sqrt(u * width * (d.mode - d.min))
        : d.max - Math.sqrt((1 - u) * width * (d.max - d.mode));
    }
    case 'beta':
    case 'pert': {
      const { a, b } = betaShapes(d);
      return d.min + (d.max - d.min) * incompleteBetaInverse(a, b, u);
    }
    case 'discrete':
      return discreteQuantile(d.values, d.weights, u);
    case 'student-t':
      return d.location + d.scale * studentTQuantile(u, d.degreesOfFreedom);
  }
}

function clamp(x: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, x));
}

/** The smallest value whose cumulative weight reaches u. */
function discreteQuantile(values: readonly number[], weights: readonly number[], u: number): number {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  let total = 0;
  for (const weight of weights) total += weight;
  let sum = 0;
  let last = Number.NaN;
  for (const i of order) {
    if (!(weights[i]! > 0)) continue;
    sum += weights[i]!;
    last = values[i]!;
    if (sum >= u * total) return last;
  }
  return last;
}

/** The discrete outcomes that a truncation leaves. */
function outcomesWithin(
  d: Distribution & { kind: 'discrete' },
): readonly { readonly value: number; readonly weight: number }[] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation ?? {};
  const kept: { value: number; weight: number }[] = [];
  for (const [i, value] of d.values.entries()) {
    if (value >= min && value <= max && d.weights[i]! > 0) kept.push({ value, weight: d.weights[i]! });
  }
  return kept;
}

function isSingular(d: Plain): boolean {
  if (d.kind === 'student-t') return !(d.scale > 0);
  if (d.kind === 'discrete') return false;
  return !(d.max > d.min) || (d.kind === 'beta' && !(d.sd > 0));
}

/** The value of a distribution that has shrunk to a point. */
function singularValue(d: Plain): number {
  if (d.kind === 'student-t') return d.location;
  if (d.kind === 'beta') return d.mean;
  return d.kind === 'discrete' ? Number.NaN : d.min;
}

function truncatedPlainQuantile(d: Plain, u: number): number {
  if (isSingular(d)) return singularValue(d);
  if (d.truncation === undefined) return plainQuantile(d, u);
  if (d.kind === 'discrete') {
    const kept = outcomesWithin(d);
    return discreteQuantile(
      kept.map((outcome) => outcome.value),
      kept.map((outcome) => outcome.weight),
      u,
    );
  }
  const below = d.truncation.min === undefined ? 0 : plainCdf(d, d.truncation.min);
  const upTo = d.truncation.max === undefined ? 1 : plainCdf(d, d.truncation.max);
  return plainQuantile(d, below + u * (upTo - below));
}

/**
 * The value that the quantity stays below with probability u, for u strictly between 0 and 1.
 *
 * A draw of the quantity is this function of one uniform draw, so it rises with that draw and stays in the bounds.
 */
export function quantileOf(d: Distribution, u: number): number {
  if (d.kind === 'point') return d.value;
  const value = isScoreDistribution(d) ? scoreQuantile(d, u) : truncatedPlainQuantile(d, u);
  if (d.truncation === undefined) return value;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation;
  return clamp(value, min, max);
}

/** Whether the quantity is a function of one normal score. */
function isScoreDistribution(d: Distribution): d is ScoreDistribution {
  return (
    d.kind === 'normal' ||
    d.kind === 'lognormal' ||
    d.kind === 'interval-normal' ||
    d.kind === 'interval-lognormal' ||
    d.kind === 'interval-logit-normal'
  );
}

/** The median: the value of the quantity in the central case. */
export function medianOf(d: Distribution): number {
  return quantileOf(d, 0.5);
}

/** Whether the quantity can take more than one value, so that it is drawn and counts as a named input. */
export function isUncertain(d: Distribution): boolean {
  if (d.kind === 'point') return false;
  if (d.truncation?.min !== undefined && d.truncation.min === d.truncation.max) return false;
  if (d.kind === 'discrete') return new Set(outcomesWithin(d).map((outcome) => outcome.value)).size > 1;
  return isScoreDistribution(d) ? scoreParameters(d).scale > 0 : !isSingular(d);
}

/** The probability that the quantity lies in its truncation before it is cut; 1 when it is not. */
export function massWithinTruncation(d: Distribution): number {
  if (d.kind === 'point' || d.truncation === undefined) return 1;
  if (isScoreDistribution(d)) return scoreMass(d);
  if (isSingular(d)) return 1;
  if (d.kind === 'discrete') {
    const kept = outcomesWithin(d).reduce((sum, outcome) => sum + outcome.weight, 0);
    return kept / d.weights.reduce((sum, weight) => sum + weight, 0);
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation;
  return plainCdf(d, max) - plainCdf(d, min);
}

/** ∫ x f(x) dx over [from, to] before truncation, for the kinds with a density. */
function partialMean(d: Exclude<Plain, { kind: 'discrete' }>, from: number, to: number): number {
  switch (d.kind) {
    case 'uniform':
      return (0.5 * (to * to - from * from)) / (d.max - d.min);
    case 'triangular': {
      // Linear density by x is quadratic on each side of the mode, where Simpson's rule is exact.
      const density = (x: number): number => triangularDensity(d, x);
      const middle = clamp(d.mode, from, to);
      return simpson(density, from, middle) + simpson(density, middle, to);
    }
    case 'beta':
    case 'pert': {
      const { a, b } = betaShapes(d);
      const width = d.max - d.min;
      const low = (from - d.min) / width;
      const high = (to - d.min) / width;
      const mass = incompleteBeta(a, b, high) - incompleteBeta(a, b, low);
      const first = (a / (a + b)) * (incompleteBeta(a + 1, b, high) - incompleteBeta(a + 1, b, low));
      return d.min * mass + width * first;
    }
    case 'student-t': {
      // The antiderivative of x f(x) is −(ν + x²)/(ν − 1)·f(x); it vanishes at both infinities when ν > 1.
      const nu = d.degreesOfFreedom;
      const low = (from - d.location) / d.scale;
      const high = (to - d.location) / d.scale;
      const edge = (x: number): number => {
        if (Math.abs(x) === Number.POSITIVE_INFINITY) return 0;
        if (nu === 1) return -log(1 + x * x) * INVERSE_2PI;
        return ((nu + x * x) / (nu - 1)) * studentTDensity(x, nu);
      };
      return d.location * (studentTCdf(high, nu) - studentTCdf(low, nu)) + d.scale * (edge(low) - edge(high));
    }
  }
}

function triangularDensity(d: { min: number; mode: number; max: number }, x: number): number {
  const width = d.max - d.min;
  if (x < d.mode) return (2 * (x - d.min)) / (width * (d.mode - d.min));
  return d.max > d.mode ? (2 * (d.max - x)) / (width * (d.max - d.mode)) : 2 / width;
}

/** Simpson's rule for x times a density on one interval. */
function simpson(density: (x: number) => number, from: number, to: number): number {
  if (!(to > from)) return 0;
  const middle = 0.5 * (from + to);
  return ((to - from) / 6) * (from * density(from) + 4 * middle * density(middle) + to * density(to));
}

/** The expected value; NaN where it does not exist (Student's t with one degree of freedom or less, uncut). */
export function meanOf(d: Distribution): number {
  if (d.kind === 'point') return d.value;
  if (isScoreDistribution(d)) return scoreMean(d);
  if (isSingular(d)) return singularValue(d);
  if (d.kind === 'discrete') {
    const kept = outcomesWithin(d);
    const total = kept.reduce((sum, outcome) => sum + outcome.weight, 0);
    return kept.reduce((sum, outcome) => sum + (outcome.weight / total) * outcome.value, 0);
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation ?? {};
  if (d.kind === 'student-t') {
    const isHalfOpen = min === Number.NEGATIVE_INFINITY || max === Number.POSITIVE_INFINITY;
    if (isHalfOpen && d.degreesOfFreedom <= 1) return Number.NaN;
    return partialMean(d, min, max) / massWithinTruncation(d);
  }
  return partialMean(d, Math.max(min, d.min), Math.min(max, d.max)) / massWithinTruncation(d);
}
