import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LossTie, passedOnLosses } from './passedOnLosses.ts';

describe('losses passed on', () => {
  it('passes a loss on to owners up to what the shares are worth, and the rest to lenders pro rata', () => {
    // 0 loses 130 of shares worth 100 and owes 60 in all, 40 of it to 2: owner 1 of a fifth loses 20, lender 2 loses 40·30/60.
    const ties: LossTie[] = [
      { kind: 'stake', from: 0, to: 1, size: 0.2 },
      { kind: 'loan', from: 0, to: 2, size: 40 },
    ];
    const passed = passedOnLosses({ losses: [130, 0, 0], worth: [100, 500, 500], debts: [20, 0, 0], ties });
    expect(Array.from(passed)).toEqual([0, 20, 20]);
    expect(Array.from(passedOnLosses({ losses: [130, 0, 0], worth: [200, 1, 1], debts: [20, 0, 0], ties }))).toEqual([
      0, 26, 0,
    ]);
  });

  it('follows chains and circles', () => {
    const chain: LossTie[] = [
      { kind: 'stake', from: 0, to: 1, size: 0.5 },
      { kind: 'stake', from: 1, to: 2, size: 0.4 },
    ];
    const worth = [1000, 1000, 1000];
    expect(Array.from(passedOnLosses({ losses: [10, 0, 0], worth, debts: [0, 0, 0], ties: chain }))).toEqual([0, 5, 2]);
    // Two hold .3 and .5 of each other: the series of 10 is 10/(1 − .15).
    const circle: LossTie[] = [
      { kind: 'stake', from: 0, to: 1, size: 0.3 },
      { kind: 'stake', from: 1, to: 0, size: 0.5 },
    ];
    const passed = passedOnLosses({ losses: [10, 0], worth, debts: [0, 0], ties: circle });
    expect(passed[0]! + 10).toBeCloseTo(10 / 0.85, 9);
    expect(passed[1]).toBeCloseTo(3 / 0.85, 9);
  });

  it('never shrinks when somebody loses more, and nothing is passed where nobody is tied', () => {
    const share = fc.double({ min: 0, max: 0.3, noNaN: true });
    const money = fc.double({ min: 0, max: 100, noNaN: true });
    const tie = fc.record({ from: fc.nat({ max: 3 }), to: fc.nat({ max: 3 }), size: share });
    const four = fc.tuple(money, money, money, money);
    fc.assert(
      fc.property(fc.array(tie, { maxLength: 6 }), four, four, fc.nat({ max: 3 }), (drawn, losses, worth, hit) => {
        const ties = drawn
          .filter((t) => t.from !== t.to)
          .map((t): LossTie => ({ ...t, kind: 'stake', size: t.size / 2 }));
        const web = { losses, worth, debts: [0, 0, 0, 0], ties };
        const more = { ...web, losses: losses.map((x, i) => (i === hit ? x + 10 : x)) };
        const [before, after] = [passedOnLosses(web), passedOnLosses(more)];
        for (let i = 0; i < 4; i++) {
          expect(after[i]! - before[i]!).toBeGreaterThan(-1e-9);
          if (!ties.some((t) => t.to === i)) expect(before[i]).toBe(0);
        }
      }),
    );
  });
});
