import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../base/normal.ts';
import { fillUniforms, streamKey } from '../../base/random.ts';
import { spreadTrueMeans } from './spreadTrueMeans.ts';

const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0) / x.length;
const variance = (x: ArrayLike<number>): number => {
  const m = mean(x);
  return Array.from(x).reduce((s, v) => s + (v - m) ** 2, 0) / (x.length - 1);
};

function normals(name: string, count: number): Float64Array {
  const u = new Float64Array(count);
  fillUniforms(u, 0, count, streamKey(1, name), 0, 0);
  return u.map(normalQuantile);
}

/** Groups of which the true means have a mean of −1 and a variance of 1, seen through noise of variance 10 in ten values each. */
function planted(groups: number, perGroup: number) {
  const truth = normals('truth', groups).map((z) => z - 1);
  const values = normals('noise', groups * perGroup).map(
    (z, i) => truth[Math.floor(i / perGroup)]! + Math.sqrt(10) * z,
  );
  return { truth, values };
}

describe('means that spread as what they estimate', () => {
  it('spread as planted, and exceed a threshold as often, where raw means do so too often', () => {
    const { truth, values } = planted(10_000, 10);
    const told = spreadTrueMeans(values, 10);
    const raw = Float64Array.from({ length: 10_000 }, (_, v) => mean(values.subarray(v * 10, (v + 1) * 10)));
    expect(variance(raw)).toBeGreaterThan(1.8);
    expect(Math.abs(variance(told) - variance(truth))).toBeLessThan(0.15);
    const share = (x: Float64Array): number => x.filter((v) => v > 0).length / x.length;
    expect(Math.abs(share(told) - share(truth))).toBeLessThan(0.02);
    expect(share(raw) - share(truth)).toBeGreaterThan(0.05);
  });

  it('by hand: two groups of two', () => {
    // Means 1 and 5, S² = 8; variances within 2 and 2, so W/n = 1 and λ = 7/8.
    const told = spreadTrueMeans(Float64Array.of(0, 2, 4, 6), 2);
    expect(told[0]).toBeCloseTo(3 - 2 * Math.sqrt(7 / 8), 12);
    expect(told[1]).toBeCloseTo(3 + 2 * Math.sqrt(7 / 8), 12);
  });

  it('are all the same where the groups differ no more than by noise, and the values where a group has one', () => {
    expect([...spreadTrueMeans(Float64Array.of(-9, 9, -8, 8.2), 2)]).toEqual([
      expect.closeTo(0.05, 12),
      expect.closeTo(0.05, 12),
    ]);
    expect([...spreadTrueMeans(Float64Array.of(3, 1, 4), 1)]).toEqual([3, 1, 4]);
    expect([...spreadTrueMeans(Float64Array.of(3, 1, 5), 3)]).toEqual([3]);
  });

  it('keep the mean and the order of the groups, and never spread more than they do', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 8, maxLength: 40 }), (list) => {
        const per = 4;
        const values = Float64Array.from(list.slice(0, Math.floor(list.length / per) * per));
        const raw = Array.from({ length: values.length / per }, (_, v) =>
          mean(values.subarray(v * per, (v + 1) * per)),
        );
        const told = spreadTrueMeans(values, per);
        expect(mean(told)).toBeCloseTo(mean(raw), 9);
        raw.forEach((x, i) => {
          expect(Math.abs(told[i]! - mean(raw))).toBeLessThanOrEqual(Math.abs(x - mean(raw)) + 1e-9);
          raw.forEach((y, j) => {
            if (x < y) expect(told[i]!).toBeLessThanOrEqual(told[j]! + 1e-9);
          });
        });
      }),
    );
  });
});
