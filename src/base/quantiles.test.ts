import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantilesOf, summariseDistribution } from './quantiles.ts';

test('type 7 quantiles of a textbook sample', () => {
  // R: quantile(c(15, 20, 35, 40, 50), c(.05, .25, .4, .5, .9)) gives 16, 20, 29, 35, 46.
  const sample = new Float64Array([40, 15, 50, 35, 20]);
  const got = quantilesOf(sample, [0.05, 0.25, 0.4, 0.5, 0.9]);
  for (const [i, wanted] of [16, 20, 29, 35, 46].entries()) expect(got[i]).toBeCloseTo(wanted, 12);
  expect(Array.from(sample)).toEqual([40, 15, 50, 35, 20]);
  expect(quantilesOf(sample, [0, 1])).toEqual([15, 50]);
  expect(() => quantilesOf(new Float64Array(0), [0.5])).toThrow();
});

test('quantiles rise with the share and lie in the range', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, (raw) => {
      const quantiles = quantilesOf(new Float64Array(raw), [0, 0.1, 0.33, 0.5, 0.77, 0.95, 1]);
      for (let i = 1; i < quantiles.length; i++) expect(quantiles[i]!).toBeGreaterThanOrEqual(quantiles[i - 1]!);
      expect([quantiles[0], quantiles.at(-1)].map((x) => x! + 0)).toEqual(
        [Math.min(...raw), Math.max(...raw)].map((x) => x + 0),
      );
    }),
  );
});

test('the summary of the numbers 0 to 100', () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
  const summary = summariseDistribution(values);
  expect(summary).toMatchObject({ p5: 5, p25: 25, p50: 50, p75: 75, p95: 95 });
  expect(summary.mean).toBeCloseTo(50, 12);
  // Variance of 0 … n with n − 1 in the denominator: (n + 1)(n + 2)/12 for n = 100.
  expect(summary.sd).toBeCloseTo(Math.sqrt((101 * 102) / 12), 12);
  expect(summary.standard_error).toBeCloseTo(Math.sqrt(102 / 12), 12);
});
