import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValue } from '../bargaining/shapleyValue.ts';
import { type DecisionGame, decisionPower, decisionSwings, type Voice } from './decisionGame.ts';
import { votingPower } from './votingPower.ts';

const player = (n: number): Voice => ({ player: n });
const body = (n: number): Voice => ({ body: n });
const ones = (n: number): number[] => new Array<number>(n).fill(1);
const votes = (quota: number, weights: readonly number[], dispersed = 0): DecisionGame => ({
  copies: ones(weights.length),
  bodies: [{ members: weights.map((weight, n) => ({ voice: player(n), weight })), dispersed, quota }],
  needs: [[body(0)]],
});
const close = (found: ArrayLike<number>, expected: readonly number[], digits = 12): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((x, i) => {
    expect(found[i]).toBeCloseTo(x, digits);
  });
};

/** Whether a coalition passes, straight from the definition; bodies hold nobody who holds them. */
function passes(game: DecisionGame, coalition: number): boolean {
  const consents = (voice: Voice): boolean => {
    if ('player' in voice) return ((coalition >> voice.player) & 1) === 1;
    const { members, quota } = game.bodies[voice.body]!;
    return members.reduce((sum, m) => sum + (consents(m.voice) ? m.weight : 0), 0) >= quota;
  };
  return game.needs.every((need) => need.some(consents));
}

const composed = fc.integer({ min: 2, max: 6 }).chain((players) => {
  const voice = fc.oneof(fc.nat(players - 1).map(player), fc.constantFrom(body(1), body(2)));
  const members = fc.array(
    fc.record({ voice: fc.nat(players - 1).map(player), weight: fc.integer({ min: 1, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const quota = fc.integer({ min: 1, max: 8 });
  return fc.record({
    copies: fc.constant(ones(players)),
    bodies: fc.tuple(
      fc.record({
        members: fc.array(fc.record({ voice, weight: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 4 }),
        quota,
        dispersed: fc.constant(0),
      }),
      fc.record({ members, quota, dispersed: fc.constant(0) }),
      fc.record({ members, quota, dispersed: fc.constant(0) }),
    ),
    needs: fc.array(fc.array(fc.oneof(voice, fc.constant(body(0))), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    }),
  });
});

describe('a decision of bodies within bodies', () => {
  it('agrees with all coalitions on composed games', () => {
    fc.assert(
      fc.property(composed, (game) => {
        const n = game.copies.length;
        const worth = Array.from({ length: 1 << n }, (_, s) => (passes(game, s) ? 1 : 0));
        close(decisionPower(game).players, shapleyValue(n, worth));
        const swings = game.copies.map(
          (_, i) => worth.filter((w, s) => !((s >> i) & 1) && worth[s | (1 << i)]! > w).length / 2 ** (n - 1),
        );
        close(decisionSwings(game), swings);
      }),
    );
  });

  it('agrees with the count of coalitions of one body', () => {
    const weights = [4, 4, 4, 2, 2, 1];
    const counted = votingPower([{ quota: 12, weights }], 6);
    close(
      decisionPower(votes(12, weights)).players,
      counted.map((p) => p.shapleyShubik),
    );
    close(
      decisionSwings(votes(12, weights)),
      counted.map((p) => p.banzhafAbsolute),
    );
  });

  it('takes equal players together as it takes them one by one', () => {
    const apart = votes(9, [3, 2, 2, 2, 1, 1]);
    const together: DecisionGame = {
      copies: [1, 3, 2],
      bodies: [
        {
          members: [3, 2, 1].map((weight, n) => ({ voice: player(n), weight })),
          dispersed: 0,
          quota: 9,
        },
      ],
      needs: [[body(0)]],
    };
    const [a, b] = [decisionPower(apart).players, decisionPower(together).players];
    close(b, [a[0]!, a[1]! + a[2]! + a[3]!, a[4]! + a[5]!]);
    const [c, d] = [decisionSwings(apart), decisionSwings(together)];
    close(d, [c[0]!, c[1]! + c[2]! + c[3]!, c[4]! + c[5]!]);
  });

  it('has the oceanic values: one large holder w of whom less than half has w/(1 − w)', () => {
    for (const w of [0.0356, 0.2, 0.41, 0.49]) {
      const { players, dispersed } = decisionPower(votes(0.5, [w], 1 - w));
      expect(players[0]).toBeCloseTo(w / (1 - w), 12);
      expect(dispersed[0]).toBeCloseTo(1 - w / (1 - w), 12);
    }
    expect(decisionPower(votes(0.5, [0.61], 0.39)).players[0]).toBe(1);
    // Two holders of 1/3 each before an ocean of 1/3, half of which one of them needs: the ocean decides if just one has come by then.
    const two = decisionPower(votes(0.5, [1 / 3, 1 / 3], 1 / 3));
    close(two.players, [1 / 4, 1 / 4]);
    expect(two.dispersed[0]).toBeCloseTo(1 / 2, 12);
  });

  it('is the limit of ever smaller holders', () => {
    const far = (small: number): number => {
      const counted = votingPower(
        [{ quota: 50 * small + 1, weights: [41 * small, 22 * small, ...new Array(37 * small).fill(1)] }],
        37 * small + 2,
      );
      const ocean = decisionPower(votes(50, [41, 22], 37));
      return Math.abs(counted[0]!.shapleyShubik - ocean.players[0]!);
    };
    expect(far(4)).toBeLessThan(0.02);
    expect(far(4)).toBeLessThan(far(1));
  });

  it('multiplies along a chain: what decides the only member of a body decides the body', () => {
    const chain: DecisionGame = {
      copies: [1, 1],
      bodies: [
        { members: [{ voice: body(1), weight: 51 }], dispersed: 49, quota: 50.5 },
        { members: [{ voice: body(2), weight: 51 }], dispersed: 49, quota: 50.5 },
        {
          members: [
            { voice: player(0), weight: 51 },
            { voice: player(1), weight: 49 },
          ],
          dispersed: 0,
          quota: 51,
        },
      ],
      needs: [[body(0)]],
    };
    close(decisionPower(chain).players, [1, 0]);
    close(decisionPower(chain).dispersed, [0, 0, 0]);
  });

  it('takes the least consent where bodies hold each other, and shares out the whole in any case', () => {
    const loop: DecisionGame = {
      copies: [1],
      bodies: [
        {
          members: [
            { voice: player(0), weight: 30 },
            { voice: body(1), weight: 25 },
          ],
          dispersed: 45,
          quota: 50,
        },
        { members: [{ voice: body(0), weight: 60 }], dispersed: 40, quota: 50 },
      ],
      needs: [[body(0)]],
    };
    const power = decisionPower(loop);
    // Nobody of the loop consents before 30 + 45t reaches 50; without the holder 45t never does.
    expect(power.players[0]).toBeCloseTo(1 - 20 / 45, 12);
    expect(power.dispersed[0]).toBeCloseTo(20 / 45, 12);
    fc.assert(
      fc.property(composed, fc.integer({ min: 1, max: 9 }), (game, dispersed) => {
        const oceanic = { ...game, bodies: game.bodies.map((b) => ({ ...b, dispersed })) };
        const { players, dispersed: oceans } = decisionPower(oceanic);
        const full = [...players, ...oceans].reduce((sum, x) => sum + x, 0);
        const isOpen = full > 1e-9;
        if (isOpen) expect(full).toBeCloseTo(1, 9);
      }),
    );
  });
});
