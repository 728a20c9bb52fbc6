import { describe, expect, it } from 'vitest';
import { fillUniforms, streamKey } from '../../base/random.ts';
import { chanceIndex, firstOrderIndex } from './firstOrderIndex.ts';

const DRAWS = 40_000;

function uniforms(name: string, draws = DRAWS): Float64Array {
  const made = new Float64Array(draws);
  fillUniforms(made, 0, draws, streamKey(7, name), 0, 0);
  return made;
}

function orderOf(x: Float64Array): Int32Array {
  return Int32Array.from(x, (_, i) => i).sort((i, j) => x[i]! - x[j]! || i - j);
}

describe('the first-order index', () => {
  it('is that of Ishigami’s function, whose second input acts without rising or falling', () => {
    // a = 7, b = 0.1: S₁ = .3139, S₂ = .4424, S₃ = 0 (Saltelli and others 2008, section 4.7).
    const [x1, x2, x3] = ['1', '2', '3'].map((name) => uniforms(name).map((u) => Math.PI * (2 * u - 1)));
    const y = Float64Array.from(x1!, (a, i) => {
      const [b, c] = [x2![i]!, x3![i]!];
      return Math.sin(a) + 7 * Math.sin(b) * Math.sin(b) + 0.1 * c * c * c * c * Math.sin(a);
    });
    const [s1, s2, s3] = [x1, x2, x3].map((x) => firstOrderIndex(orderOf(x!), y).index);
    expect(s1).toBeCloseTo(0.3139, 1);
    expect(Math.abs(s1! - 0.3139)).toBeLessThan(0.02);
    expect(Math.abs(s2! - 0.4424)).toBeLessThan(0.02);
    expect(s3).toBeLessThan(0.005);
  });

  it('is the squared weight of each input in a linear model', () => {
    const xs = ['a', 'b', 'c'].map((name) => uniforms(name));
    const weights = [3, 2, 1];
    const y = Float64Array.from(xs[0]!, (_, i) => weights.reduce((sum, w, k) => sum + w * xs[k]![i]!, 0));
    for (const [k, weight] of weights.entries())
      expect(Math.abs(firstOrderIndex(orderOf(xs[k]!), y).index - (weight * weight) / 14)).toBeLessThan(0.012);
  });

  it('is nothing on average by chance, and passes the bound of chance as seldom as it says', () => {
    const draws = 500;
    const y = uniforms('figure', draws);
    const found = Array.from({ length: 400 }, (_, i) => firstOrderIndex(orderOf(uniforms(`dummy${i}`, draws)), y));
    const bound = chanceIndex(draws, 0.05);
    const beyond = found.filter(({ raw }) => raw > bound).length;
    expect(beyond).toBeGreaterThan(8);
    expect(beyond).toBeLessThan(36);
    const unclipped = found.reduce((sum, { raw }) => sum + 1 - ((1 - raw) * (draws - 1)) / (draws - 16), 0) / 400;
    expect(Math.abs(unclipped)).toBeLessThan(0.004);
  });

  it('is one where the input is the figure, and nothing where the figure stands still or there are no draws', () => {
    const x = uniforms('x');
    expect(firstOrderIndex(orderOf(x), x).index).toBeGreaterThan(0.99);
    expect(firstOrderIndex(orderOf(x), new Float64Array(DRAWS).fill(3)).index).toBe(0);
    expect(firstOrderIndex(new Int32Array(0), new Float64Array(0)).index).toBe(0);
    expect(chanceIndex(2, 0.05)).toBe(1);
  });
});
