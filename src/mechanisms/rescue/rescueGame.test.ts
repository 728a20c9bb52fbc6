import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearGreatest } from '../clearing/clear.ts';
import { eisenbergNoe } from '../clearing/eisenbergNoe.ts';
import {
  allPayIsEquilibrium,
  holdoutsSurvived,
  largestOffer,
  nobodyPaysIsEquilibrium,
  pivotalPartners,
  type RescueGame,
  rescuedBy,
  smallestCoalition,
} from './rescueGame.ts';
import { rescueShares } from './rescueShares.ts';

// Whole amounts: sums are exact, so that a need that is just met is met however it is added up.
const games = fc.record({
  offers: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 7 }),
  need: fc.integer({ min: 1, max: 120 }),
});

/** Sums of the offers of every set of partners. */
function sumsOfSets({ offers }: RescueGame): number[] {
  return Array.from({ length: 1 << offers.length }, (_, set) =>
    Array.from(offers).reduce((sum, x, i) => sum + ((set >> i) & 1) * x, 0),
  );
}

const sizeOf = (set: number): number => set.toString(2).replaceAll('0', '').length;

/** Mean over all orders of what each adds to the money raised, up to the need. */
function overAllOrders({ offers, need }: RescueGame): number[] {
  const n = offers.length;
  const added = new Array<number>(n).fill(0);
  let orders = 0;
  const go = (order: number[]): void => {
    if (order.length === n) {
      orders += 1;
      let sum = 0;
      for (const i of order) {
        added[i]! += Math.min(need, sum + offers[i]!) - Math.min(need, sum);
        sum += offers[i]!;
      }
      return;
    }
    for (let i = 0; i < n; i++) if (!order.includes(i)) go([...order, i]);
  };
  go([]);
  return added.map((x) => x / orders);
}

describe('who is needed for a rescue', () => {
  it('agrees with all sets of partners', () => {
    fc.assert(
      fc.property(games, (game) => {
        const sums = sumsOfSets(game);
        const all = sums.length - 1;
        const enough = sums.flatMap((sum, set) => (sum >= game.need ? [set] : []));
        expect(allPayIsEquilibrium(game)).toBe(sums[all]! >= game.need);
        expect(nobodyPaysIsEquilibrium(game)).toBe(enough.every((set) => sizeOf(set) > 1));
        const coalition = smallestCoalition(game);
        expect(coalition?.length ?? null).toBe(enough.length === 0 ? null : Math.min(...enough.map(sizeOf)));
        const pivotal = game.offers.flatMap((_, i) =>
          sums[all]! >= game.need && sums[all ^ (1 << i)]! < game.need ? [i] : [],
        );
        expect(pivotalPartners(game)).toEqual(pivotal);
        // Whoever refuses: every set of so many who would pay something.
        const payers = game.offers.reduce((mask, x, i) => (x > 0 ? mask | (1 << i) : mask), 0);
        const survives = (k: number): boolean =>
          sums.every((_, set) => sizeOf(set) !== k || (set & payers) !== set || sums[all ^ set]! >= game.need);
        const survived = holdoutsSurvived(game);
        if (sums[all]! < game.need) expect(survived).toBeNull();
        else {
          expect(survives(survived!)).toBe(true);
          if (survived! < sizeOf(payers)) expect(survives(survived! + 1)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells the three ways apart', () => {
    expect(rescuedBy({ offers: [50, 30, 20], need: 50 })).toEqual({ oneAlone: true, withoutLargest: true, all: true });
    expect(rescuedBy({ offers: [50, 30, 19], need: 50 })).toEqual({ oneAlone: true, withoutLargest: false, all: true });
    expect(rescuedBy({ offers: [30, 30, 30], need: 60 })).toEqual({ oneAlone: false, withoutLargest: true, all: true });
    expect(rescuedBy({ offers: [30, 10], need: 60 })).toEqual({ oneAlone: false, withoutLargest: false, all: false });
  });

  it('is rescued the more surely the more is offered and the less is needed', () => {
    fc.assert(
      fc.property(games, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 30 }), (game, at, more) => {
        const offers = game.offers.map((x, i) => (i === at % game.offers.length ? x + more : x));
        const ranks = (g: RescueGame): boolean[] => Object.values(rescuedBy(g));
        const [before, after] = [ranks(game), ranks({ offers, need: game.need })];
        // Without the largest may get no worse either: the sum without the largest never falls when an offer grows.
        for (const [k, was] of before.entries()) if (was) expect(after[k]).toBe(true);
        for (const [k, was] of before.entries()) if (was) expect(ranks({ ...game, need: game.need / 2 })[k]).toBe(true);
      }),
    );
  });
});

describe('what each pays', () => {
  it('Shapley is the mean over all orders, and all three rules raise the need within the offers', () => {
    fc.assert(
      fc.property(games, (game) => {
        const shares = rescueShares(game);
        if (!allPayIsEquilibrium(game)) {
          expect(shares).toBeNull();
          return;
        }
        const { proportional, equal, shapley, range } = shares!;
        for (const [i, x] of overAllOrders(game).entries()) expect(shapley![i]).toBeCloseTo(x, 9);
        for (const rule of [proportional, equal, shapley!]) {
          expect(rule.reduce((a, b) => a + b, 0)).toBeCloseTo(game.need, 9);
          for (const [i, x] of rule.entries()) {
            expect(x).toBeLessThanOrEqual(range[i]!.high + 1e-9);
            expect(x).toBeGreaterThanOrEqual(range[i]!.low - 1e-9);
          }
        }
        // A pivotal partner is one that pays something in every equilibrium.
        expect(range.flatMap(({ low }, i) => (low > 0 ? [i] : []))).toEqual(pivotalPartners(game));
      }),
      { numRuns: 150 },
    );
  });

  it('the range is what corners of the set of contributions reach', () => {
    // 0 ≤ c ≤ (5, 3, 2), Σ c = 8: the first pays 3 to 5, the second 1 to 3, the third 0 to 2.
    expect(rescueShares({ offers: [5, 3, 2], need: 8 })!.range).toEqual([
      { low: 3, high: 5 },
      { low: 1, high: 3 },
      { low: 0, high: 2 },
    ]);
  });

  it('is exact with twenty payers: equal ones pay the same', () => {
    const { shapley } = rescueShares({ offers: new Array(20).fill(3), need: 41 })!;
    for (const x of shapley!) expect(x).toBeCloseTo(41 / 20, 9);
    expect(rescueShares({ offers: new Array(21).fill(3), need: 41 })!.shapley).toBeNull();
  });
});

describe('published consortia', () => {
  const owed = [
    [0, 30, 0],
    [5, 0, 20],
    [10, 0, 0],
  ];
  /** Equity of the third bank where outsiders give the first what it lacks, and where it fails. */
  const lossOfThird = (options: Parameters<typeof clearGreatest>[1]): number =>
    clearGreatest(eisenbergNoe(owed, [15, 5, 5]), options).equity[2]! -
    clearGreatest(eisenbergNoe(owed, [10, 5, 5]), options).equity[2]!;

  it('Rogers and Veraart (2013): with default costs the third bank carries the first alone, without them nobody does', () => {
    const half = { outsideAssetsRecovered: 0.5, receiptsRecovered: 0.5 };
    const loss = lossOfThird(half);
    expect(loss).toBeCloseTo(15 - 25 / 19, 10);
    const game = { offers: [largestOffer(loss, 5)], need: 5 };
    expect(rescuedBy(game)).toEqual({ oneAlone: true, withoutLargest: false, all: true });
    expect(loss - game.need).toBeCloseTo(165 / 19, 10);
    expect(largestOffer(lossOfThird({}), 5)).toBeCloseTo(0, 12);
  });

  it('Leitner (2005): linked partners give what they can spare, up to what the project brings them', () => {
    // A project of one unit each pays r to all if everybody invests, else nothing. Who has e ≥ 1 can spare e − 1, and gives
    // no more than r − 1; who has less lacks 1 − e.
    const gameOf = (endowments: number[], r: number): RescueGame => ({
      offers: endowments.filter((e) => e >= 1).map((e) => largestOffer(r - 1, e - 1)),
      need: endowments.filter((e) => e < 1).reduce((sum, e) => sum + 1 - e, 0),
    });
    expect(allPayIsEquilibrium(gameOf([1.3, 1.2, 0.5], 1.5))).toBe(true);
    expect(pivotalPartners(gameOf([1.3, 1.2, 0.5], 1.5))).toEqual([0, 1]);
    expect(nobodyPaysIsEquilibrium(gameOf([1.3, 1.2, 0.5], 1.5))).toBe(true);
    // Money enough, but the project brings each too little to give it.
    expect(allPayIsEquilibrium(gameOf([3, 3, 0.5], 1.2))).toBe(false);
    expect(allPayIsEquilibrium(gameOf([3, 3, 0.5], 1.25))).toBe(true);
  });
});
