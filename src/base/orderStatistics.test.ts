import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistics, rangeOf } from './orderStatistics.ts';

const places = (n: number): number[] => [
  ...new Set([0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((p) => Math.floor((n - 1) * p))),
];

function agreesWithSorting(values: Float64Array): void {
  const sorted = values.slice().sort();
  const asked = places(values.length);
  // Adding 0 makes −0 and 0 one number, as they are.
  expect(orderStatistics(values, asked).map((x) => x + 0)).toEqual(asked.map((place) => sorted[place]! + 0));
}

describe('order statistics', () => {
  it('are the numbers of a full sort, however they lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.constantFrom(0, 1, 1e11)), {
          minLength: 1,
          maxLength: 900,
        }),
        (numbers) => agreesWithSorting(Float64Array.from(numbers)),
      ),
      { numRuns: 200 },
    );
  });

  it('hold where nearly all numbers lie in one bucket, in few, or in one point', () => {
    const spike = Float64Array.from({ length: 3000 }, (_, i) => (i === 7 ? 1e15 : i === 8 ? -3 : (i * 7919) % 3001));
    agreesWithSorting(spike);
    agreesWithSorting(new Float64Array(1000).fill(0.1));
    agreesWithSorting(Float64Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 5 : 0)));
    agreesWithSorting(Float64Array.from({ length: 1000 }, (_, i) => (i - 500) * Number.MAX_VALUE * 0.002));
  });

  it('leave the numbers as they are', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => (i * 37) % 501);
    const before = values.slice();
    orderStatistics(values, [0, 250, 499]);
    expect(values).toEqual(before);
    expect(rangeOf(values)).toEqual({ low: 0, high: 500 });
  });
});
