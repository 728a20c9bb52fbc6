import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partyShares } from './partyShares.ts';
import type { PathDistress } from './pathLosses.ts';

const pathOf = (offers: readonly number[], need: number): PathDistress => ({
  path: 0,
  quarter: 0,
  kernel: 1,
  need,
  needYear: need,
  partners: [],
  offers,
});

/** Games of four partners on which their offers suffice. */
const feasible = fc
  .array(
    fc.record({
      offers: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
      part: fc.integer({ min: 1, max: 100 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((paths) =>
    paths.flatMap(({ offers, part }) => {
      const all = offers.reduce((sum, x) => sum + x, 0);
      return all === 0 ? [] : [pathOf(offers, (all * part) / 100)];
    }),
  );
const IDS = ['a', 'b', 'c', 'd'];

/** What each adds to the money raised up to the need, over all orders in which four may come. */
function overAllOrders(offers: readonly number[], need: number): number[] {
  const added = [0, 0, 0, 0];
  let orders = 0;
  for (let code = 0; code < 256; code++) {
    const order = [code & 3, (code >> 2) & 3, (code >> 4) & 3, code >> 6];
    if (new Set(order).size < 4) continue;
    orders += 1;
    let sum = 0;
    for (const i of order) {
      added[i]! += Math.min(need, sum + offers[i]!) - Math.min(need, sum);
      sum += offers[i]!;
    }
  }
  expect(orders).toBe(24);
  return added.map((x) => x / orders);
}

describe('what each pays over the paths on which offers suffice', () => {
  it('adds up to the mean need, within the range, and is the mean over all orders', () => {
    fc.assert(
      fc.property(feasible, (paths) => {
        const { shares, over } = partyShares(IDS, paths);
        if (paths.length === 0) {
          expect([shares, over]).toEqual([null, null]);
          return;
        }
        const need = paths.reduce((sum, p) => sum + p.need, 0) / paths.length;
        expect(over!.paths).toBe(paths.length);
        expect(over!.need).toBeCloseTo(need, 9);
        for (const rule of ['proportional', 'equal', 'shapley'] as const) {
          const paid = Object.values(shares!).map((s) => s[rule]!);
          expect(paid.reduce((sum, x) => sum + x, 0)).toBeCloseTo(need, 9);
        }
        for (const [i, id] of IDS.entries()) {
          const byOrders = paths.reduce((sum, p) => sum + overAllOrders(p.offers, p.need)[i]!, 0) / paths.length;
          const share = shares![id];
          expect(share?.shapley ?? 0).toBeCloseTo(byOrders, 9);
          if (share === undefined) continue;
          expect(share.high).toBeLessThanOrEqual(share.offer + 1e-9);
          for (const paid of [share.proportional, share.equal, share.shapley!]) {
            expect(paid).toBeGreaterThanOrEqual(share.low - 1e-9);
            expect(paid).toBeLessThanOrEqual(share.high + 1e-9);
          }
        }
      }),
    );
  });

  it('shares out the need of each path, not the mean need by mean offers', () => {
    // One carries it on the first path, the other on the second: each pays half of the mean need of 10, and must.
    const { shares, over } = partyShares(['a', 'b'], [pathOf([10, 0], 10), pathOf([0, 12], 10)]);
    expect(over).toEqual({ paths: 2, need: 10 });
    expect(shares).toEqual({
      a: { offer: 5, proportional: 5, equal: 5, shapley: 5, low: 5, high: 5 },
      b: { offer: 6, proportional: 5, equal: 5, shapley: 5, low: 5, high: 5 },
    });
  });

  it('gives no Shapley value where more than sixteen would pay, and the other rules still', () => {
    const ids = Array.from({ length: 17 }, (_, i) => `p${i}`);
    const { shares } = partyShares(ids, [pathOf(new Array(17).fill(1), 8.5)]);
    expect(shares!.p0).toEqual({ offer: 1, proportional: 0.5, equal: 0.5, shapley: null, low: 0, high: 1 });
  });
});
