import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from '../../base/elementary.ts';
import { normalCdf, normalQuantile } from '../../base/normal.ts';
import { predictedRank, rankedProbabilityScore } from './rankedProbabilityScore.ts';

const sortedOf = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** E|X − y| − ½ E|X − X′| pair by pair. */
function byPairs(values: Float64Array, observed: number): number {
  let distance = 0;
  let spread = 0;
  for (const x of values) {
    distance += Math.abs(x - observed);
    for (const other of values) spread += Math.abs(x - other);
  }
  return distance / values.length - spread / (2 * values.length * values.length);
}

/** ∫ (F(x) − 1{x ≥ y})² dx, step by step between the points where the integrand changes. */
function byIntegral(values: Float64Array, observed: number): number {
  const points = sortedOf([...values, observed]);
  let sum = 0;
  for (let k = 1; k < points.length; k++) {
    const middle = (points[k - 1]! + points[k]!) / 2;
    const share = values.filter((x) => x <= middle).length / values.length - (middle >= observed ? 1 : 0);
    sum += share * share * (points[k]! - points[k - 1]!);
  }
  return sum;
}

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60 });
const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });

describe('the continuous ranked probability score', () => {
  it('is the double sum and the integral that define it', () => {
    fc.assert(
      fc.property(numbers, number, (values, observed) => {
        const sorted = sortedOf(values);
        const score = rankedProbabilityScore(sorted, observed);
        expect(Math.abs(score - byPairs(sorted, observed))).toBeLessThan(1e-9);
        expect(Math.abs(score - byIntegral(sorted, observed))).toBeLessThan(1e-9);
      }),
    );
  });

  it('is that of the normal law in closed form (Gneiting and Raftery 2007, equation 5 of section 4.2)', () => {
    const n = 20_000;
    const sample = Float64Array.from({ length: n }, (_, i) => 3 + 2 * normalQuantile((i + 0.5) / n));
    for (const observed of [-1, 2.5, 3, 4, 9]) {
      const z = (observed - 3) / 2;
      const density = exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI);
      const closed = 2 * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
      expect(rankedProbabilityScore(sample, observed)).toBeCloseTo(closed, 3);
    }
  });

  it('is the absolute error of a single number and never more than the mean error', () => {
    fc.assert(
      fc.property(numbers, number, (values, observed) => {
        const sorted = sortedOf(values);
        expect(rankedProbabilityScore(Float64Array.of(values[0]!), observed)).toBe(Math.abs(values[0]! - observed));
        const error = values.reduce((sum, x) => sum + Math.abs(x - observed), 0) / values.length;
        expect(rankedProbabilityScore(sorted, observed)).toBeLessThanOrEqual(error + 1e-9);
      }),
    );
  });

  it('rewards the law that the observation comes from', () => {
    const n = 400;
    const law = (shift: number, scale: number) =>
      Float64Array.from({ length: n }, (_, i) => shift + scale * normalQuantile((i + 0.5) / n));
    const mean = (sample: Float64Array) =>
      law(0, 1).reduce((sum, observed) => sum + rankedProbabilityScore(sample, observed), 0) / n;
    const right = mean(law(0, 1));
    for (const wrong of [law(0.5, 1), law(-0.5, 1), law(0, 0.5), law(0, 2)]) expect(mean(wrong)).toBeGreaterThan(right);
  });
});

describe('the rank of an observation', () => {
  it('counts what is below and half of what equals it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -1, max: 7 }),
        (values, observed) => {
          const below = values.filter((x) => x < observed).length;
          const equal = values.filter((x) => x === observed).length;
          expect(predictedRank(sortedOf(values), observed)).toBeCloseTo((below + equal / 2) / values.length, 12);
        },
      ),
    );
  });
});
