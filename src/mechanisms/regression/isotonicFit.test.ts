import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isotonicFit } from './isotonicFit.ts';

/** The fit by its min–max formula: max over starts of the min over ends of the weighted mean between them. */
function byMinMax(y: readonly number[], w: readonly number[]): number[] {
  const mean = (from: number, to: number): number => {
    let [sum, weight] = [0, 0];
    for (let k = from; k <= to; k++) {
      sum += (y[k] ?? 0) * (w[k] ?? 0);
      weight += w[k] ?? 0;
    }
    return sum / weight;
  };
  return y.map((_, i) =>
    Math.max(...Array.from({ length: i + 1 }, (_, s) => Math.min(...y.slice(i).map((_, e) => mean(s, i + e))))),
  );
}

const points = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 })), {
  minLength: 1,
  maxLength: 12,
});

describe('isotonic fit', () => {
  it('is the min–max formula, rising and falling', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const [y, w] = [drawn.map(([a]) => a), drawn.map(([, b]) => b)];
        const rising = isotonicFit(Float64Array.from(y), Float64Array.from(w), true).fitted;
        for (const [i, value] of byMinMax(y, w).entries()) expect(rising[i]).toBeCloseTo(value, 9);
        const mirrored = y.map((x) => -x);
        const falling = isotonicFit(Float64Array.from(mirrored), Float64Array.from(w), false).fitted;
        for (const [i, value] of rising.entries()) expect(falling[i]).toBeCloseTo(-value, 9);
      }),
    );
  });

  it('keeps the weighted mean, and leaves what is monotone as it is', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const y = Float64Array.from(drawn.map(([a]) => a));
        const w = Float64Array.from(drawn.map(([, b]) => b));
        const { fitted, squares } = isotonicFit(y, w, true);
        const sum = (values: Float64Array): number => values.reduce((all, x, i) => all + x * (w[i] ?? 0), 0);
        expect(sum(fitted)).toBeCloseTo(sum(y), 8);
        const sorted = y.slice().sort();
        expect([...isotonicFit(sorted, w, true).fitted]).toEqual([...sorted]);
        expect(squares).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
