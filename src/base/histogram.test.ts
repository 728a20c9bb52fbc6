import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOfHistogram, emptyHistogram, histogramOf, mergeHistograms, quantileOfHistogram } from './histogram.ts';

const number = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constant(0),
);
const numbers = fc.array(number, { minLength: 1, maxLength: 60 });

test('quantiles are within 0.5 % of the ranked number', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(numbers, share, (values, p) => {
      const sorted = [...values].sort((a, b) => a - b);
      const ranked = sorted[Math.max(0, Math.ceil(p * values.length - 1e-9) - 1)]!;
      const got = quantileOfHistogram(histogramOf(new Float64Array(values)), p);
      expect(Math.abs(got - ranked)).toBeLessThanOrEqual(0.005 * Math.abs(ranked) + 1e-12);
    }),
    { numRuns: 500 },
  );
});

test('histograms merge exactly, in any order and grouping', () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const [ha, hb, hc] = [a, b, c].map((values) => histogramOf(new Float64Array(values))) as [never, never, never];
      const whole = histogramOf(new Float64Array([...a, ...b, ...c]));
      expect(mergeHistograms(mergeHistograms(ha, hb), hc)).toEqual(whole);
      expect(mergeHistograms(hc, mergeHistograms(hb, ha))).toEqual(whole);
      expect(mergeHistograms(emptyHistogram(), whole)).toEqual(whole);
      expect(countOfHistogram(whole)).toBe(a.length + b.length + c.length);
    }),
  );
});

test('its size does not grow with the numbers, only with their range', () => {
  const few = histogramOf(Float64Array.from({ length: 10 }, (_, i) => 100 + 10 * i));
  const many = histogramOf(Float64Array.from({ length: 10000 }, (_, i) => 100 + 0.009 * i));
  expect(many.positive.counts.length).toBe(few.positive.counts.length);
  // A factor of 1.9 spans ln 1.9 / ln 1.005 = 128.7 bins.
  expect(many.positive.counts.length).toBe(130);
});

test('no numbers have no quantile, and what is not a number is a bug', () => {
  expect(quantileOfHistogram(emptyHistogram(), 0.5)).toBeNaN();
  expect(() => histogramOf(new Float64Array([1, Number.NaN]))).toThrow('NaN');
});
