import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankCorrelation, ranksOf } from '../../base/rankCorrelation.ts';
import { rankingOf, rankOrder, spearman } from './ranking.ts';

const numbers = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, 1)), {
  minLength: 3,
  maxLength: 300,
});

describe('ranks by buckets', () => {
  it('are those of sorting, ties at their mean rank', () => {
    fc.assert(
      fc.property(numbers, (xs) => {
        const values = Float64Array.from(xs, (x) => x + 0);
        const { centred } = rankingOf(values);
        const middle = (values.length + 1) / 2;
        expect([...centred].map((r) => r + middle)).toEqual([...ranksOf(values)]);
      }),
    );
  });

  it('hold where numbers crowd in one bucket', () => {
    const values = Float64Array.from({ length: 2000 }, (_, i) => (i === 0 ? 1e12 : ((i * 7919) % 2003) / 2003));
    const order = rankOrder(values);
    for (let k = 1; k < order.length; k++) expect(values[order[k]!]!).toBeGreaterThanOrEqual(values[order[k - 1]!]!);
  });

  it('give the same correlation as the plain way, and none where one side does not vary', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const n = Math.min(a.length, b.length);
        const [x, y] = [Float64Array.from(a.slice(0, n), (v) => v + 0), Float64Array.from(b.slice(0, n), (v) => v + 0)];
        const [made, twin] = [spearman(rankingOf(x), rankingOf(y)), rankCorrelation(x, y)];
        if (twin === null) expect(made).toBeNull();
        else expect(made).toBeCloseTo(twin, 10);
      }),
    );
  });
});
