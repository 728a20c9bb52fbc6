import { describe, expect, it } from 'vitest';
import { quantileOf } from '../base/distribution.ts';
import { exp, log } from '../base/elementary.ts';
import { normalAt, streamKey } from '../base/random.ts';
import { combine, exactly, type Figure, intervalOf, sum, times } from './figure.ts';

const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1);

function lognormal(low: number, high: number): Figure {
  return { value: Math.sqrt(low * high), low, high };
}

describe('a figure computed from others', () => {
  it('is certain where they are', () => {
    expect(combine([exactly(3), exactly(4)], product)).toEqual(exactly(12));
    expect(intervalOf(exactly(12))).toBeNull();
  });

  it('is the exact lognormal product: variances of the logarithms add', () => {
    // ln-halfwidths ln 2 and ln 3, so the product spreads by exp(√(ln²2 + ln²3)) = 3.6661…
    const spread = combine([lognormal(1 / 2, 2), lognormal(1 / 3, 3)], product);
    const width = exp(Math.sqrt(log(2) * log(2) + log(3) * log(3)));
    expect(spread.value).toBe(1);
    expect(spread.high).toBeCloseTo(width, 12);
    expect(spread.low).toBeCloseTo(1 / width, 12);
  });

  it('agrees with a simulation of price × amount × years', () => {
    const parts = [lognormal(10, 15), lognormal(4, 5), lognormal(5, 7)];
    const keys = parts.map((_, i) => streamKey(1, `figure${i}`));
    const draws = new Float64Array(1000);
    for (let path = 0; path < draws.length; path++) {
      let drawn = 1;
      parts.forEach((f, i) => {
        // z at the 95th percentile is 1.6448536
        const sd = log(f.high / f.value) / 1.6448536269514722;
        drawn *= f.value * exp(sd * normalAt(keys[i]!, path, 0));
      });
      draws[path] = drawn;
    }
    draws.sort();
    const found = combine(parts, product);
    expect(draws[500]! / found.value).toBeCloseTo(1, 1);
    expect(draws[950]! / found.high).toBeCloseTo(1, 1);
    expect(draws[50]! / found.low).toBeCloseTo(1, 1);
  });

  it('with a zero among them falls back on the values themselves', () => {
    expect(combine([{ value: 10, low: 8, high: 12 }, exactly(0)], product)).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe('a sum', () => {
  it('of normal figures spreads by the root of the squares', () => {
    const spread = (sd: number): Figure => ({
      value: 10,
      low: quantileOf({ kind: 'normal', mean: 10, sd }, 0.05),
      high: quantileOf({ kind: 'normal', mean: 10, sd }, 0.95),
    });
    const both = sum([spread(3), spread(4)]);
    expect(both.value).toBe(20);
    expect(both.high - 20).toBeCloseTo(quantileOf({ kind: 'normal', mean: 0, sd: 5 }, 0.95), 10);
    expect(20 - both.low).toBeCloseTo(quantileOf({ kind: 'normal', mean: 0, sd: 5 }, 0.95), 10);
  });
  it('of nothing is nothing', () => {
    expect(sum([])).toEqual(exactly(0));
  });
  it('keeps its ends in order when turned round', () => {
    expect(times({ value: 2, low: 1, high: 4 }, -1)).toEqual({ value: -2, low: -4, high: -1 });
  });
});
