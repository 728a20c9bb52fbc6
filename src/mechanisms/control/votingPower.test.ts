import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValue } from '../bargaining/shapleyValue.ts';
import { type VotingRule, votingPower } from './votingPower.ts';

const one = (quota: number, ...weights: number[]): VotingRule[] => [{ quota, weights }];
const times = (count: number, weight: number): number[] => new Array<number>(count).fill(weight);
const council = one(39, ...times(5, 7), ...times(10, 1));

/** Whether each coalition wins, a bit a player. */
function wins(rules: readonly VotingRule[], players: number): number[] {
  return Array.from({ length: 1 << players }, (_, coalition) =>
    rules.every(({ quota, weights }) => {
      let sum = 0;
      for (let i = 0; i < players; i++) if ((coalition >> i) & 1) sum += weights[i]!;
      return sum >= quota;
    })
      ? 1
      : 0,
  );
}

const games = fc.integer({ min: 1, max: 8 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    rules: fc.array(
      fc.record({
        quota: fc.integer({ min: 1, max: 30 }),
        weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: players, maxLength: players }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

describe('voting power', () => {
  it('is that of the Security Council as published', () => {
    const power = votingPower(council, 15);
    expect(power[0]).toMatchObject({
      shapleyShubikExact: '421/2145',
      banzhafExact: '106/635',
      swings: 848n,
      hasVeto: true,
    });
    expect(power[14]).toMatchObject({
      shapleyShubikExact: '4/2145',
      banzhafExact: '21/1270',
      swings: 84n,
      hasVeto: false,
    });
    expect(power[0]!.banzhafAbsolute).toBeCloseTo(0.051758, 6);
    expect(power[0]!.shapleyShubik).toBe(421 / 2145);
  });

  it('is the same for the Security Council written as two rules: nine in favour, all permanent members among them', () => {
    const rules = [
      { quota: 9, weights: times(15, 1) },
      { quota: 5, weights: [...times(5, 1), ...times(10, 0)] },
    ];
    expect(votingPower(rules, 15)).toEqual(votingPower(council, 15));
  });

  it('is that of the Council of 1958 as published, Luxembourg without power', () => {
    const weights = [4, 4, 4, 2, 2, 1];
    const power = votingPower(one(12, ...weights), 6);
    expect(power.map((p) => p.shapleyShubikExact)).toEqual(['7/30', '7/30', '7/30', '3/20', '3/20', '0']);
    expect(power.map((p) => p.banzhafExact)).toEqual(['5/21', '5/21', '5/21', '1/7', '1/7', '0']);
    const withoutProposal = votingPower([...one(12, ...weights), ...one(4, 1, 1, 1, 1, 1, 1)], 6);
    expect(withoutProposal.map((p) => p.swings)).toEqual([9n, 9n, 9n, 7n, 7n, 1n]);
    expect(withoutProposal.map((p) => p.shapleyShubikExact)).toEqual(['13/60', '13/60', '13/60', '1/6', '1/6', '1/60']);
  });

  it('is that of small games as published', () => {
    const exact = (rules: VotingRule[], n: number): string[] => votingPower(rules, n).map((p) => p.shapleyShubikExact);
    expect(exact(one(51, 50, 49, 1), 3)).toEqual(['2/3', '1/6', '1/6']);
    expect(votingPower(one(51, 50, 49, 1), 3).map((p) => p.banzhafAbsoluteExact)).toEqual(['3/4', '1/4', '1/4']);
    expect(exact(one(51, 49, 49, 2), 3)).toEqual(['1/3', '1/3', '1/3']);
    expect(exact(one(51, 26, 27, 47), 3)).toEqual(['1/3', '1/3', '1/3']);
    // The apex game: the apex with any other, or all others.
    expect(exact(one(4, 3, 1, 1, 1, 1), 5)).toEqual(['3/5', '1/10', '1/10', '1/10', '1/10']);
  });

  it('agrees with all coalitions', () => {
    fc.assert(
      fc.property(games, ({ players, rules }) => {
        const worth = wins(rules, players);
        const power = votingPower(rules, players);
        const slow = shapleyValue(players, worth);
        power.forEach((p, i) => {
          expect(p.shapleyShubik).toBeCloseTo(slow[i]!, 12);
          const swings = worth.filter((w, s) => !((s >> i) & 1) && w === 0 && worth[s | (1 << i)] === 1).length;
          expect(p.swings).toBe(BigInt(swings));
          expect(p.hasVeto).toBe(worth[((1 << players) - 1) & ~(1 << i)] === 0);
        });
      }),
    );
  });

  it('shares out the whole, gives nothing to null players, the same to equal ones, and more to the heavier', () => {
    fc.assert(
      fc.property(games, ({ players, rules }) => {
        const rule = rules[0]!;
        const isPassable = rule.weights.reduce((sum, w) => sum + w, 0) >= rule.quota;
        const power = votingPower([{ quota: rule.quota, weights: [...rule.weights, 0] }], players + 1);
        const sum = (of: (p: (typeof power)[number]) => number): number => power.reduce((all, p) => all + of(p), 0);
        expect(sum((p) => p.shapleyShubik)).toBeCloseTo(isPassable ? 1 : 0, 12);
        expect(sum((p) => p.banzhaf)).toBeCloseTo(isPassable ? 1 : 0, 12);
        expect(power[players]!.shapleyShubik).toBe(0);
        rule.weights.forEach((w, i) => {
          rule.weights.forEach((v, k) => {
            if (w === v) expect(power[i]).toEqual(power[k]);
            if (w > v) expect(power[i]!.shapleyShubik).toBeGreaterThanOrEqual(power[k]!.shapleyShubik);
          });
        });
      }),
    );
  });

  it('counts beyond what a double holds: 300 voters, one of whom has more votes', () => {
    const power = votingPower(one(151, 2, ...times(299, 1)), 300);
    // A player of weight w among n of weight 1 turns the order if it arrives at one of w places: w/(n + 1).
    expect(power[0]!.shapleyShubikExact).toBe('1/150');
    const sum = power.reduce((all, p) => all + p.shapleyShubik, 0);
    expect(sum).toBeCloseTo(1, 12);
    // The swings are C(299,149) + C(299,150), two equal numbers.
    let binomial = 1n;
    for (let k = 0n; k < 149n; k++) binomial = (binomial * (299n - k)) / (k + 1n);
    expect(power[0]!.swings).toBe(2n * binomial);
  });

  it('refuses what it could not count', () => {
    expect(() => votingPower(one(1e9, ...times(20, 99_999_989), 1, 2), 22)).toThrow(RangeError);
  });
});
