import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalAwards, equalLosses, proportionalAwards, talmudAwards } from './claimsProblem.ts';
import { kalaiSmorodinsky } from './kalaiSmorodinsky.ts';
import { impliedBuyerWeight, nashInNash, replacementTransfer } from './nashInNash.ts';
import { impliedWeights, nashSplit } from './nashSplit.ts';
import { rubinsteinShare } from './rubinstein.ts';
import { shapleyValue } from './shapleyValue.ts';

const total = (x: readonly number[]): number => x.reduce((sum, y) => sum + y, 0);
const expectAll = (found: readonly number[] | null, wanted: readonly number[], digits = 12): void => {
  expect(found).not.toBeNull();
  expect(found).toHaveLength(wanted.length);
  for (const [i, w] of wanted.entries()) expect(found![i]).toBeCloseTo(w, digits);
};

describe('the Nash bargain', () => {
  it('splits as published', () => {
    expectAll(nashSplit({ total: 100, disagreement: [20, 10] }), [55, 45]);
    expectAll(nashSplit({ total: 100, disagreement: [20, 10], weights: [0.7, 0.3] }), [69, 31]);
    expect(nashSplit({ total: 25, disagreement: [20, 10] })).toBeNull();
  });

  it('is the split with the largest product, found by going through all of them', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
        fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
        (d, w, room) => {
          const caps = d.map((x, i) => x + room[i]!);
          const V = total(d) + 20;
          const split = nashSplit({ total: V, disagreement: d, weights: w, caps })!;
          const product = (x: readonly number[]): number =>
            x.reduce((all, y, i) => all * Math.max(0, y - d[i]!) ** w[i]!, 1);
          let best = 0;
          for (let a = 0; a <= 20; a++)
            for (let b = 0; a + b <= 20; b++) {
              const x = [d[0] + a, d[1] + b, d[2] + 20 - a - b].map((y, i) => Math.min(caps[i]!, y));
              best = Math.max(best, product(x));
            }
          expect(product(split)).toBeGreaterThanOrEqual(best * (1 - 1e-12));
          expect(total(split)).toBeLessThanOrEqual(V + 1e-9);
          for (const [i, x] of split.entries()) expect(x).toBeLessThanOrEqual(caps[i]! + 1e-12);
        },
      ),
    );
  });

  it('is explained by the weights that made it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (w, d) => {
          const disagreement = [d, 2 * d];
          const split = nashSplit({ total: 200, disagreement, weights: [w, 1 - w] })!;
          expectAll(impliedWeights(200, disagreement, split), [w, 1 - w], 9);
        },
      ),
    );
    expect(impliedWeights(30, [10, 20], [10, 20])).toBeNull();
  });
});

describe('the Kalai–Smorodinsky bargain', () => {
  it('gives all the same part of what they could hope for, and grows with a cap', () => {
    expectAll(kalaiSmorodinsky({ total: 100, disagreement: [20, 10] }), [55, 45]);
    // Hopes 30 and 70 over a surplus of 70: seven tenths of each.
    expectAll(kalaiSmorodinsky({ total: 100, disagreement: [20, 10], caps: [50, Infinity] }), [41, 59]);
    expect(kalaiSmorodinsky({ total: 5, disagreement: [3, 3] })).toBeNull();
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (cap, more) => {
          const at = (c: number): number[] =>
            kalaiSmorodinsky({ total: 100, disagreement: [20, 10], caps: [20 + c, Infinity] })!;
          expect(total(at(cap))).toBeCloseTo(100, 9);
          expect(at(cap + more)[0]!).toBeGreaterThanOrEqual(at(cap)[0]! - 1e-9);
        },
      ),
    );
  });
});

describe('alternating offers', () => {
  it('gives the first proposer what is published', () => {
    expect(rubinsteinShare(0.9, 0.9)).toBeCloseTo(10 / 19, 14);
    expect(rubinsteinShare(0.8, 0.5)).toBeCloseTo(5 / 6, 14);
    expect(rubinsteinShare(1, 1)).toBeNull();
  });

  it('is the limit of the game with a last round', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (a, b) => {
          let share = 1;
          // Backwards from a last offer that is taken: whoever proposes leaves the other what waiting is worth.
          for (let round = 0; round < 400; round++) share = 1 - b * (1 - a * share);
          expect(rubinsteinShare(a, b)).toBeCloseTo(share, 10);
        },
      ),
    );
  });
});

describe('the Shapley value', () => {
  it('is that of published games', () => {
    // Worths of 1, 2, 12, 3, 13, 23, 123 in the order of the bits.
    expectAll(shapleyValue(3, [0, 2, 4, 18, 5, 14, 9, 24]), [9.5, 8, 6.5]);
    // Glove game: two with a left glove, one with a right one.
    expectAll(shapleyValue(3, [0, 0, 0, 0, 0, 1, 1, 1]), [1 / 6, 1 / 6, 2 / 3]);
    const airport = Array.from({ length: 8 }, (_, s) => ((s & 4) !== 0 ? 3 : (s & 2) !== 0 ? 2 : s));
    expectAll(shapleyValue(3, airport), [1 / 3, 5 / 6, 11 / 6]);
  });

  it('is the mean contribution over all orders, and shares out the whole', () => {
    const orders = (n: number): number[][] =>
      n === 0 ? [[]] : orders(n - 1).flatMap((o) => Array.from({ length: n }, (_, k) => o.toSpliced(k, 0, n - 1)));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 15, maxLength: 15 }), (worths) => {
        const worth = [0, ...worths];
        const mean = [0, 0, 0, 0];
        for (const order of orders(4)) {
          let coalition = 0;
          for (const i of order) {
            mean[i]! += (worth[coalition | (1 << i)]! - worth[coalition]!) / 24;
            coalition |= 1 << i;
          }
        }
        const value = shapleyValue(4, worth);
        expectAll(value, mean, 9);
        expect(total(value)).toBeCloseTo(worth[15]!, 9);
      }),
    );
    expect(() => shapleyValue(3, [0, 1])).toThrow();
    expect(() => shapleyValue(21, [])).toThrow();
  });
});

describe('Nash-in-Nash', () => {
  // A supplier (0) of two rivals (1, 2): five each, or eight for one that is served alone.
  const gross = (player: number, standing: Uint8Array): number => {
    if (player === 0 || standing[player - 1] === 0) return 0;
    return standing[2 - player] === 1 ? 5 : 8;
  };
  const links = [1, 2].map((buyer) => ({ buyer, seller: 0, buyerWeight: 0.5 }));

  it('takes the other contract as given, unlike the Shapley value', () => {
    const transfers = nashInNash(links, gross);
    expect(transfers).toEqual([2.5, 2.5]);
    expect([total(transfers as number[]), 5 - 2.5, 5 - 2.5]).toEqual([5, 2.5, 2.5]);
    // Whoever is with the supplier can be served: one rival makes 8, both make 10.
    expectAll(shapleyValue(3, [0, 0, 0, 8, 0, 8, 0, 10]), [6, 2, 2]);
  });

  it('leaves everything to the side with all the weight, and no deal where both lose', () => {
    expect(
      nashInNash(
        links.map((l) => ({ ...l, buyerWeight: 0 })),
        gross,
      ),
    ).toEqual([5, 5]);
    expect(
      nashInNash(
        links.map((l) => ({ ...l, buyerWeight: 1 })),
        gross,
      ),
    ).toEqual([0, 0]);
    expect(nashInNash([links[0]!], (player, standing) => (player === 1 && standing[0] === 1 ? -1 : 0))).toEqual([null]);
  });

  it('gives the buyer more where another seller could take the place, up to all of the seller’s gain', () => {
    const gains = { seller: 10, buyer: 4 };
    expect(replacementTransfer(gains, 0.5, null)).toBe(3);
    expect(replacementTransfer(gains, 0.5, { seller: 1, buyer: 2 })).toBe(3);
    expect(replacementTransfer(gains, 0.5, { seller: 6, buyer: 5 })).toBe(7);
    expect(replacementTransfer(gains, 0.5, { seller: 20, buyer: 20 })).toBe(10);
    expect(replacementTransfer({ seller: -5, buyer: 4 }, 0.5, null)).toBeNull();
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (w, s, b) => {
          const pair = { seller: s, buyer: b };
          expect(impliedBuyerWeight(pair, replacementTransfer(pair, w, null)!)).toBeCloseTo(w, 9);
        },
      ),
    );
    expect(impliedBuyerWeight({ seller: -3, buyer: 3 }, 1)).toBeNull();
  });
});

describe('claims on an estate', () => {
  const claims = [100, 200, 300];

  it('are met by the Talmud as it says', () => {
    expectAll(talmudAwards({ estate: 100, claims }), [100 / 3, 100 / 3, 100 / 3]);
    expectAll(talmudAwards({ estate: 200, claims }), [50, 75, 75]);
    expectAll(talmudAwards({ estate: 300, claims }), [50, 100, 150]);
  });

  it('are met within the estate and the claims by every rule; the Talmud’s is consistent for every pair', () => {
    const contested = (estate: number, a: number, b: number): [number, number] => {
      const [free, other] = [Math.max(0, estate - b), Math.max(0, estate - a)];
      const rest = (estate - free - other) / 2;
      return [free + rest, other + rest];
    };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (owed, part) => {
          const estate = part * total(owed);
          for (const rule of [proportionalAwards, equalAwards, equalLosses, talmudAwards]) {
            const awards = rule({ estate, claims: owed });
            expect(total(awards)).toBeCloseTo(estate, 6);
            for (const [i, x] of awards.entries()) {
              expect(x).toBeGreaterThanOrEqual(-1e-9);
              expect(x).toBeLessThanOrEqual(owed[i]! + 1e-9);
            }
          }
          const awards = talmudAwards({ estate, claims: owed });
          const pair = contested(awards[0]! + awards[1]!, owed[0]!, owed[1]!);
          expect(awards[0]).toBeCloseTo(pair[0], 6);
          expect(awards[1]).toBeCloseTo(pair[1], 6);
        },
      ),
    );
  });
});
