import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cobweb } from './cobweb.ts';

describe('the cobweb', () => {
  it('gives the textbook path of D = 10 − 2p, S = 2 + p₋₁', () => {
    const { prices, rest, factor } = cobweb({ a: 10, b: 2, c: 2, d: 1 }, 1, 7);
    expect(prices).toEqual([1, 7 / 2, 9 / 4, 23 / 8, 41 / 16, 87 / 32, 169 / 64]);
    expect(rest).toBeCloseTo(8 / 3, 14);
    expect(factor).toBe(-1 / 2);
  });

  it('clears in every period, and keeps the same part of each deviation', () => {
    const number = fc.double({ min: 0.1, max: 20, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, number, (a, b, c, d, first) => {
        const { prices, rest, factor } = cobweb({ a, b, c, d }, first, 8);
        const scale = Math.max(a, b, c, d) * Math.max(1, ...prices.map(Math.abs));
        for (let t = 1; t < prices.length; t++) {
          const [before, now] = [prices[t - 1]!, prices[t]!];
          expect(Math.abs(a - b * now - (c + d * before))).toBeLessThan(1e-12 * scale);
          expect(Math.abs(now - rest - factor * (before - rest))).toBeLessThan((1e-12 * scale) / Math.min(1, b));
        }
      }),
    );
  });
});
