import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankCorrelation, ranksOf } from './rankCorrelation.ts';

test('textbook case without ties: hours of television and IQ, −29/165', () => {
  const iq = new Float64Array([106, 100, 86, 101, 99, 103, 97, 113, 112, 110]);
  const hours = new Float64Array([7, 27, 2, 50, 28, 29, 20, 12, 6, 17]);
  expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 14);
});

test('hand case with ties', () => {
  expect(Array.from(ranksOf(new Float64Array([10, 20, 20, 5, 20])))).toEqual([2, 4, 4, 1, 4]);
  // Ranks (1, 2.5, 2.5, 4) against (1, 2, 3, 4): 4.5 / √(4.5 · 5).
  const got = rankCorrelation(new Float64Array([1, 7, 7, 9]), new Float64Array([2, 3, 4, 5]));
  expect(got).toBeCloseTo(4.5 / Math.sqrt(22.5), 14);
  expect(rankCorrelation(new Float64Array([1, 1, 1]), new Float64Array([1, 2, 3]))).toBeNull();
});

/** Ranks by counting how many are smaller and how many equal, all pairs. */
function slowCorrelation(x: number[], y: number[]): number {
  const rank = (values: number[]) =>
    values.map((v) => values.filter((w) => w < v).length + (values.filter((w) => w === v).length + 1) / 2);
  const [a, b] = [rank(x), rank(y)];
  const covariance = (p: number[], q: number[]) => {
    let sum = 0;
    for (const [i, pi] of p.entries()) for (const [j, pj] of p.entries()) sum += (pi - pj) * (q[i]! - q[j]!);
    return sum;
  };
  return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}

test('agrees with the slow twin, and does not change under rising transformations', () => {
  const pair = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }));
  fc.assert(
    fc.property(fc.array(pair, { minLength: 2, maxLength: 25 }), (pairs) => {
      const [x, y] = [pairs.map((p) => p[0]), pairs.map((p) => p[1])];
      const got = rankCorrelation(new Float64Array(x), new Float64Array(y));
      if (new Set(x).size === 1 || new Set(y).size === 1) {
        expect(got).toBeNull();
        return;
      }
      expect(got).toBeCloseTo(slowCorrelation(x, y), 12);
      expect(rankCorrelation(new Float64Array(x.map((v) => v ** 3 + v)), new Float64Array(y))).toBe(got);
    }),
  );
});
