import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Glut, longestGlut } from './longestGlut.ts';

/** The slow twin: every stretch that lies under the threshold and cannot be made longer, one by one. */
function oneByOne(ratios: readonly number[], threshold: number, least: number): Glut | null {
  let best: Glut | null = null;
  for (let from = 0; from < ratios.length; from++) {
    for (let to = from; to < ratios.length; to++) {
      const part = ratios.slice(from, to + 1);
      const isWhole = (ratios[from - 1] ?? Infinity) >= threshold && (ratios[to + 1] ?? Infinity) >= threshold;
      if (!isWhole || part.some((r) => r >= threshold) || part.length < least) continue;
      if (best !== null && part.length <= best.quarters) continue;
      const depth = 1 - part.reduce((sum, r) => sum + r, 0) / part.length;
      best = { from, quarters: part.length, depth, isCut: to === ratios.length - 1 };
    }
  }
  return best;
}

describe('the longest glut', () => {
  it('is at least so many quarters in a row under the threshold', () => {
    const ratios = [1, 0.7, 0.7, 0.7, 0.8, 0.5, 0.6, 0.7, 0.6, 1.1, 0.2];
    expect(longestGlut(ratios, 0.8, 4)).toEqual({ from: 5, quarters: 4, depth: expect.closeTo(0.4, 12), isCut: false });
    expect(longestGlut(ratios, 0.8, 5)).toBeNull();
    expect(longestGlut(ratios, 1.01, 4)).toMatchObject({ from: 0, quarters: 9 });
  });

  it('that has not ended when the series does says so', () => {
    expect(longestGlut([1, 0.5, 0.5], 0.8, 2)).toMatchObject({ from: 1, quarters: 2, isCut: true });
    expect(longestGlut([], 0.8, 1)).toBeNull();
  });

  it('is what looking at every stretch finds', () => {
    const ratio = fc.constantFrom(0.2, 0.5, 0.79, 0.8, 1, 1.4);
    fc.assert(
      fc.property(fc.array(ratio, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), (ratios, least) => {
        const found = longestGlut(ratios, 0.8, least);
        const slow = oneByOne(ratios, 0.8, least);
        expect(found === null).toBe(slow === null);
        if (found === null || slow === null) return;
        expect(found).toMatchObject({ from: slow.from, quarters: slow.quarters, isCut: slow.isCut });
        expect(found.depth).toBeCloseTo(slow.depth, 12);
      }),
    );
  });
});
