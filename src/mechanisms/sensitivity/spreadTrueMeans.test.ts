import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../base/normal.ts';
import { fillUniforms, streamKey } from '../../base/random.ts';
import { spreadTrueMeans } from './spreadTrueMeans.ts';

const GROUPS = 4000;
const PER = 10;

const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0) / x.length;
const variance = (x: ArrayLike<number>): number => {
  const m = mean(x);
  return Array.from(x).reduce((s, v) => s + (v - m) ** 2, 0) / (x.length - 1);
};
const over = (x: Float64Array): number => x.filter((v) => v > 0).length / x.length;
const correlation = (x: Float64Array, y: Float64Array): number =>
  mean(x.map((v, i) => (v - mean(x)) * (y[i]! - mean(y)))) / Math.sqrt(variance(x) * variance(y));

function normals(name: string, count: number): Float64Array {
  const u = new Float64Array(count);
  fillUniforms(u, 0, count, streamKey(1, name), 0, 0);
  return u.map(normalQuantile);
}

/** Groups of which the true means have a mean of −1 and a variance of 1, seen through noise in ten values each. */
function planted(noiseOf: (group: number) => number) {
  const truth = normals('truth', GROUPS).map((z) => z - 1);
  const noise = normals('noise', GROUPS * PER);
  const values = noise.map((z, i) => truth[Math.floor(i / PER)]! + noiseOf(Math.floor(i / PER)) * z);
  const raw = Float64Array.from({ length: GROUPS }, (_, v) => mean(values.subarray(v * PER, (v + 1) * PER)));
  return { truth, raw, told: spreadTrueMeans(values, PER) };
}

describe('means with their noise taken off', () => {
  it('spread as planted, and exceed a threshold as often, where raw means do so too often', () => {
    const { truth, raw, told } = planted(() => Math.sqrt(10));
    expect(variance(raw)).toBeGreaterThan(1.8);
    expect(Math.abs(variance(told) - variance(truth))).toBeLessThan(0.15);
    expect(Math.abs(over(told) - over(truth))).toBeLessThan(0.02);
    expect(over(raw) - over(truth)).toBeGreaterThan(0.05);
  });

  it('tell more of what is planted than raw means do where a few groups are far noisier than others', () => {
    const { truth, raw, told } = planted((group) => (group % 20 === 0 ? 60 : 2));
    expect(correlation(raw, truth)).toBeLessThan(0.3);
    expect(correlation(told, truth)).toBeGreaterThan(0.75);
    expect(Math.abs(variance(told) - variance(truth))).toBeLessThan(0.15);
    expect(Math.abs(over(told) - over(truth))).toBeLessThan(Math.abs(over(raw) - over(truth)));
  });

  it('by hand: two groups of two', () => {
    // Means 1 and 5, s² = 1 each: 8/(τ² + 1) = 1, so τ² = 7, and the two stand √7·√2 apart.
    const told = spreadTrueMeans(Float64Array.of(0, 2, 4, 6), 2);
    expect(told[0]).toBeCloseTo(3 - Math.sqrt(7 / 2), 9);
    expect(told[1]).toBeCloseTo(3 + Math.sqrt(7 / 2), 9);
  });

  it('are all the same where the groups differ no more than by noise, and the values where a group has one', () => {
    const same = spreadTrueMeans(Float64Array.of(-9, 9, -8, 8.2), 2);
    expect([...same]).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.05, 12)]);
    expect([...spreadTrueMeans(Float64Array.of(3, 1, 4), 1)]).toEqual([3, 1, 4].map((x) => expect.closeTo(x, 9)));
    expect([...spreadTrueMeans(Float64Array.of(3, 1, 5), 3)]).toEqual([3]);
    expect([...spreadTrueMeans(Float64Array.of(2, 2, 2, 2), 2)]).toEqual([2, 2]);
  });

  it('keep the mean of all, never spread more than the groups do, and move with their values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 8, maxLength: 40 }), (list) => {
        const per = 4;
        const values = Float64Array.from(list.slice(0, Math.floor(list.length / per) * per));
        const raw = Array.from({ length: values.length / per }, (_, v) =>
          mean(values.subarray(v * per, (v + 1) * per)),
        );
        const told = spreadTrueMeans(values, per);
        expect(mean(told)).toBeCloseTo(mean(raw), 6);
        expect(variance(told)).toBeLessThanOrEqual(variance(raw) * (1 + 1e-9) + 1e-9);
        const moved = spreadTrueMeans(
          values.map((x) => 7 - 2 * x),
          per,
        );
        expect([...moved]).toEqual(Array.from(told, (x) => expect.closeTo(7 - 2 * x, 6)));
      }),
    );
  });
});
