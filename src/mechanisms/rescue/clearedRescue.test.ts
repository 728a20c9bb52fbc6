import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearGreatest } from '../clearing/clear.ts';
import { eisenbergNoe, matrixColumns } from '../clearing/eisenbergNoe.ts';
import { clearedRescue } from './clearedRescue.ts';
import { largestOffer, rescuedBy } from './rescueGame.ts';
import { rescueShares } from './rescueShares.ts';

const PUBLISHED = [
  [0, 30, 0],
  [5, 0, 20],
  [10, 0, 0],
];
const HALF = { outsideAssetsRecovered: 0.5, receiptsRecovered: 0.5 };

describe('a rescue by clearing, as Rogers and Veraart (2013) work it out', () => {
  const web = { outsideAssets: [10, 5, 5], obligations: matrixColumns([PUBLISHED]) };

  it('with costs of default the third bank gains 165/19 by giving 5, without them it gains nothing', () => {
    const costly = clearedRescue(web, 0, HALF);
    expect(costly.need).toBeCloseTo(5, 12);
    expect(costly.carried.equity[2]).toBeCloseTo(15, 12);
    expect(costly.fails.equity[2]).toBeCloseTo(25 / 19, 12);
    expect(costly.losses[2]! - costly.need).toBeCloseTo(165 / 19, 12);
    const free = clearedRescue(web, 0);
    expect([free.need, free.carried.equity[2], free.fails.equity[2], free.losses[2]]).toEqual([5, 15, 15, 0]);
  });
});

// Whole amounts on a few parties, small enough to try everything.
const webs = fc
  .integer({ min: 3, max: 4 })
  .chain((count) =>
    fc.record({
      owed: fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: count, maxLength: count }), {
        minLength: count,
        maxLength: count,
      }),
      assets: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: count, maxLength: count }),
      outside: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: count, maxLength: count }),
      alpha: fc.constantFrom(0.25, 0.5, 1),
      beta: fc.constantFrom(0.25, 0.5, 1),
    }),
  )
  .map(({ owed, ...rest }) => ({ ...rest, owed: owed.map((row, i) => row.map((x, j) => (i === j ? 0 : x))) }));

type Web = typeof webs extends fc.Arbitrary<infer T> ? T : never;

const costsOf = ({ alpha, beta }: Web) => ({ outsideAssetsRecovered: alpha, receiptsRecovered: beta });
const clearWith = (web: Web, assets: readonly number[]) =>
  clearGreatest(eisenbergNoe(web.owed, assets, web.outside), costsOf(web));
const rescueOf = (web: Web) =>
  clearedRescue(
    {
      outsideAssets: web.assets,
      obligations: matrixColumns([web.owed]),
      outsideObligations: { debtor: web.assets.map((_, i) => i), amount: web.outside },
    },
    0,
    costsOf(web),
  );
const sum = (values: Iterable<number>): number => [...values].reduce((all, x) => all + x, 0);
/** Assets with an amount moved into the first party by each of the others. */
const given = (web: Web, gifts: readonly number[]): number[] =>
  web.assets.map((e, j) => (j === 0 ? e + sum(gifts) : e - (gifts[j] ?? 0)));

describe('a rescue by clearing, on random webs', () => {
  it('the need is the least that outsiders can put in: by bisection over clearings', () => {
    let failures = 0;
    fc.assert(
      fc.property(webs, (web) => {
        const { need } = rescueOf(web);
        const pays = (more: number): boolean =>
          clearWith(
            web,
            web.assets.map((e, j) => (j === 0 ? e + more : e)),
          ).isDefaulting[0] === 0;
        let [low, high] = [0, 100];
        for (let k = 0; k < 50; k++) {
          const middle = (low + high) / 2;
          if (pays(middle)) high = middle;
          else low = middle;
        }
        if (need > 0) failures += 1;
        expect(need).toBeCloseTo(pays(0) ? 0 : high, 9);
      }),
      { numRuns: 300 },
    );
    expect(failures).toBeGreaterThan(50);
  });

  it('conserves money: what is lost, creditors outside included, is the need and the costs of default', () => {
    fc.assert(
      fc.property(webs, (web) => {
        const { need, fails, carried, losses } = rescueOf(web);
        const toOutside = ({ recovery }: typeof fails): number => sum(web.outside.map((due, i) => due * recovery[i]!));
        for (const [branch, putIn] of [
          [fails, 0],
          [carried, need],
        ] as const)
          expect(sum(branch.equity) + toOutside(branch) + sum(branch.defaultCost)).toBeCloseTo(
            sum(web.assets) + putIn,
            9,
          );
        const saved = sum(fails.defaultCost) - sum(carried.defaultCost);
        expect(sum(losses) + toOutside(carried) - toOutside(fails)).toBeCloseTo(need + saved, 9);
        if (web.alpha === 1 && web.beta === 1) expect(sum(losses)).toBeLessThanOrEqual(need + 1e-9);
        for (const loss of losses) expect(loss).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('who pays within its offer ends no worse off, cleared anew with the money moved', () => {
    let rescues = 0;
    fc.assert(
      fc.property(webs, (web) => {
        const { need, losses, fails } = rescueOf(web);
        const game = { offers: [...losses].map((loss, j) => largestOffer(loss, web.assets[j]!)), need };
        const shares = need > 0 ? rescueShares(game) : null;
        if (shares === null) return;
        rescues += 1;
        for (const rule of [shares.proportional, shares.equal, shares.shapley!]) {
          // A hair more than is needed, so that rounding does not decide who pays in full.
          const after = clearWith(
            web,
            given(web, rule).map((e, j) => (j === 0 ? e + 1e-9 : e)),
          );
          expect(after.isDefaulting[0]).toBe(0);
          for (let j = 1; j < web.assets.length; j++)
            expect(after.equity[j]).toBeGreaterThanOrEqual(fails.equity[j]! - 1e-8);
        }
      }),
      { numRuns: 300 },
    );
    expect(rescues).toBeGreaterThan(20);
  });

  it('is feasible for just those coalitions that find contributions by trying all of them', () => {
    let both = [0, 0];
    fc.assert(
      fc.property(webs, (web) => {
        const { need, losses, fails } = rescueOf(web);
        // On a grid of quarters: the needs that stand on it are compared.
        if (!(need > 0) || need > 4 || !Number.isInteger(4 * need)) return;
        const others = web.assets.length - 1;
        for (let coalition = 1; coalition < 1 << others; coalition++) {
          const payers = Array.from({ length: others }, (_, k) => k + 1).filter((j) => (coalition >> (j - 1)) & 1);
          const offers = payers.map((j) => largestOffer(losses[j]!, web.assets[j]!));
          // Losses off the grid are rounded down, as contributions on it are.
          const reach = sum(offers.map((x) => Math.floor(4 * x + 1e-9) / 4));
          const found = contributionsExist(web, payers, need, fails.equity);
          expect(found).toBe(reach >= need - 1e-9);
          expect(rescuedBy({ offers, need }).all || !found).toBe(true);
          both = [both[0]! + (found ? 1 : 0), both[1]! + (found ? 0 : 1)];
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(...both)).toBeGreaterThan(20);
  });
});

/** Whether some way of raising the need leaves every payer able to pay its own dues and no worse off than if nobody paid. */
function contributionsExist(web: Web, payers: readonly number[], need: number, worth: Float64Array): boolean {
  const gifts = web.assets.map(() => 0);
  const holds = (): boolean => {
    const after = clearWith(web, given(web, gifts));
    return (
      after.isDefaulting[0] === 0 &&
      payers.every((j) => after.equity[j]! >= worth[j]! - 1e-9 && (gifts[j] === 0 || after.isDefaulting[j] === 0))
    );
  };
  const go = (k: number, left: number): boolean => {
    if (k === payers.length) return left === 0 && holds();
    const j = payers[k]!;
    for (let gift = 0; gift <= Math.min(left, 4 * web.assets[j]!); gift++) {
      gifts[j] = gift / 4;
      if (go(k + 1, left - gift)) return true;
    }
    gifts[j] = 0;
    return false;
  };
  return go(0, Math.round(4 * need));
}
