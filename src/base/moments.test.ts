import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToMoments, emptyMoments, mergeMoments, momentsOf, standardDeviation, standardError } from './moments.ts';

test('hand case: 2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and M2 32', () => {
  const moments = emptyMoments();
  for (const x of [2, 4, 4, 4, 5, 5, 7, 9]) addToMoments(moments, x);
  expect(moments).toEqual({ n: 8, mean: 5, m2: 32, min: 2, max: 9 });
  expect(standardDeviation(moments)).toBeCloseTo(Math.sqrt(32 / 7), 14);
  expect(standardError(moments)).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
  expect([standardDeviation(emptyMoments()), standardError(momentsOf(new Float64Array([3])))]).toEqual([0, 0]);
});

test('merged blocks have the moments of the whole, far from zero too', () => {
  const value = fc.double({ min: 1e9, max: 1e9 + 100, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), fc.array(value, { maxLength: 30 }), (a, b) => {
      const merged = mergeMoments(momentsOf(new Float64Array(a)), momentsOf(new Float64Array(b)));
      const all = [...a, ...b];
      expect(merged.n).toBe(all.length);
      if (all.length === 0) return;
      const shifted = all.map((x) => x - 1e9);
      const mean = shifted.reduce((sum, x) => sum + x, 0) / all.length;
      const m2 = shifted.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      expect(merged.mean - 1e9).toBeCloseTo(mean, 5);
      expect(Math.abs(merged.m2 - m2)).toBeLessThan(1e-3 + 1e-6 * m2);
      expect([merged.min, merged.max]).toEqual([Math.min(...all), Math.max(...all)]);
    }),
  );
});

test('one pass over a block gives the same bits as value by value', () => {
  const values = new Float64Array([0, 0.1, 0.7, 3.3, 1e9, -5]);
  const single = emptyMoments();
  for (const x of values.subarray(1)) addToMoments(single, x);
  expect(momentsOf(values, 1)).toEqual(single);
});
