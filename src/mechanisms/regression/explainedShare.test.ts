import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainedShare, explainedShares } from './explainedShare.ts';

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 8 });
const mean = (x: readonly number[]): number => x.reduce((s, v) => s + v, 0) / x.length;

describe('the share that columns explain', () => {
  it('is the squared correlation with one column', () => {
    fc.assert(
      fc.property(numbers, numbers, (y, x) => {
        const [my, mx] = [mean(y), mean(x)];
        let [xy, xx, yy] = [0, 0, 0];
        for (let i = 0; i < 8; i++) {
          xy += (x[i]! - mx) * (y[i]! - my);
          xx += (x[i]! - mx) * (x[i]! - mx);
          yy += (y[i]! - my) * (y[i]! - my);
        }
        expect(explainedShare(y, [x])).toBeCloseTo(xx === 0 || yy === 0 ? 0 : (xy * xy) / (xx * yy), 10);
      }),
    );
  });

  it('is all where the outcome is a sum of the columns, and the same in any order', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const y = a.map((x, i) => 3 + 2 * x - b[i]!);
        const varies = y.some((x) => x !== y[0]);
        expect(explainedShare(y, [a, b])).toBeCloseTo(varies ? 1 : 0, 8);
        expect(explainedShare(c, [a, b])).toBeCloseTo(explainedShare(c, [b, a]), 8);
        expect(explainedShare(c, [a, a, b])).toBeCloseTo(explainedShare(c, [a, b]), 8);
      }),
    );
  });

  it('is split so that the parts sum to it, and columns that have nothing in common keep their own', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (y, a, b) => {
        const parts = explainedShares(y, [a, b]);
        expect(parts[0]! + parts[1]!).toBeCloseTo(explainedShare(y, [a, b]), 8);
      }),
    );
    const a = [1, 1, -1, -1];
    const b = [1, -1, 1, -1];
    const parts = explainedShares([5, 1, 2, -3], [a, b]);
    expect(parts[0]).toBeCloseTo(explainedShare([5, 1, 2, -3], [a]), 12);
    expect(parts[1]).toBeCloseTo(explainedShare([5, 1, 2, -3], [b]), 12);
  });
});
