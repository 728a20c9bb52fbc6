import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classPayouts, exitBreakPoints, type PayoutClass } from './classWaterfall.ts';
import { tierPayouts } from './tierWaterfall.ts';

const COMMON: PayoutClass = { shares: 1e6, preference: 0, rank: 9, isParticipating: false, cap: Infinity, strike: 0 };
const preferred = (shares: number, paid: number, rank: number, capMultiple: number | null): PayoutClass => ({
  shares,
  preference: paid,
  rank,
  isParticipating: capMultiple !== null,
  cap: capMultiple === null ? Infinity : capMultiple * paid,
  strike: 0,
});
const CAPPED = [COMMON, preferred(2e5, 0.9e6, 2, 2), preferred(3e5, 2.1e6, 2, 2), preferred(1.5e6, 15e6, 1, 2)];
const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

describe('a waterfall of share classes', () => {
  it.each([
    [25, [2.3333, 1.36667, 2.8, 18.5]],
    [35, [5.75, 1.8, 3.825, 23.625]],
    [45, [9.5556, 1.9111, 4.2, 29.3333]],
    [60, [20, 4, 6, 30]],
  ])('pays a published table: participating, capped at twice, at %s million', (exit, wanted) => {
    const { amounts } = classPayouts(CAPPED, exit * 1e6);
    for (const [i, w] of wanted.entries()) expect(amounts[i]! / 1e6).toBeCloseTo(w, 4);
    expect(sum(amounts)).toBeCloseTo(exit * 1e6, 3);
  });

  it('pays and converts as published: a fifth for a million, not participating', () => {
    const classes = [{ ...COMMON, shares: 80 }, preferred(20, 1e6, 1, null)];
    expect(classPayouts(classes, 3e6).amounts).toEqual([2e6, 1e6]);
    expect(classPayouts(classes, 6e6).amounts[1]).toBeCloseTo(1.2e6, 6);
    expect(classPayouts(classes, 6e6).converts).toEqual([false, true]);
    expect(exitBreakPoints(classes)).toEqual([1e6, 5e6]);
    expect(classPayouts(classes, 5e6).amounts[1]).toBeCloseTo(1e6, 6);
  });

  it('pays preferences by rank while they are not met, debt first where it ranks first', () => {
    const debt: PayoutClass = { shares: 0, preference: 4e6, rank: 0, isParticipating: false, cap: Infinity, strike: 0 };
    const classes = [...CAPPED, debt];
    expect(classPayouts(classes, 3e6).amounts).toEqual([0, 0, 0, 0, 3e6]);
    expect(classPayouts(classes, 10e6).amounts).toEqual([0, 0, 0, 6e6, 4e6]);
    const [, a, b] = classPayouts(classes, 20.5e6).amounts;
    // Half of what the two of the last rank are owed.
    expect(a).toBeCloseTo(0.45e6, 6);
    expect(b).toBeCloseTo(1.05e6, 6);
  });

  const anyClass = fc.record({
    shares: fc.integer({ min: 1, max: 50 }),
    preference: fc.integer({ min: 1, max: 60 }),
    rank: fc.integer({ min: 1, max: 3 }),
    isParticipating: fc.boolean(),
    cap: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 200 })),
    strike: fc.constant(0),
  });
  const anyClasses = fc
    .tuple(fc.array(anyClass, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 6 }))
    .map(([preferredClasses, strike]): PayoutClass[] => [
      { ...COMMON, shares: 30 },
      { ...COMMON, shares: 5, strike },
      ...preferredClasses,
    ]);

  it('gives out everything, less to nobody when the exit grows, and is linear between its break-points', () => {
    fc.assert(
      fc.property(anyClasses, fc.double({ min: 0, max: 600, noNaN: true }), (classes, exit) => {
        const at = (x: number): number[] => classPayouts(classes, x).amounts;
        expect(sum(at(exit))).toBeCloseTo(exit, 8);
        const more = at(exit + 7);
        for (const [i, x] of at(exit).entries()) expect(more[i]!).toBeGreaterThanOrEqual(x - 1e-9);
        const points = [0, ...exitBreakPoints(classes), 1e4];
        for (let k = 1; k < points.length; k++) {
          const [a, b] = [points[k - 1]!, points[k]!];
          const [low, high, half] = [at(a), at(b), at((a + b) / 2)];
          for (const i of low.keys()) expect(half[i]!).toBeCloseTo((low[i]! + high[i]!) / 2, 6);
        }
      }),
    );
  });

  it('is an equilibrium: whoever decides otherwise about its conversion gets no more', () => {
    // An independent reading: fixed decisions, the rest shared until caps bind, found by bisection.
    const fixed = (classes: readonly PayoutClass[], converted: readonly boolean[], exit: number): number[] => {
      const kept = classes.map((c, i) => (converted[i] || c.strike > 0 ? 0 : c.preference));
      const due = sum(kept);
      const amount = (s: number): number[] =>
        classes.map((c, i) => {
          if (converted[i] || c.preference === 0) return c.shares * Math.max(0, s - c.strike);
          if (!c.isParticipating) return kept[i]!;
          return Math.min(kept[i]! + c.shares * s, Math.max(c.cap, kept[i]!));
        });
      if (exit <= due) {
        let left = exit;
        const out = classes.map(() => 0);
        for (const rank of [1, 2, 3]) {
          const owed = sum(kept.filter((_, i) => classes[i]!.rank === rank));
          const part = owed === 0 ? 0 : Math.min(1, left / owed);
          for (const [i, c] of classes.entries()) if (c.rank === rank) out[i] = part * kept[i]!;
          left -= part * owed;
        }
        return out;
      }
      let [low, high] = [0, exit];
      for (let n = 0; n < 80; n++) {
        const s = (low + high) / 2;
        if (sum(amount(s)) < exit) low = s;
        else high = s;
      }
      return amount(high);
    };
    fc.assert(
      fc.property(anyClasses, fc.double({ min: 1, max: 400, noNaN: true }), (classes, exit) => {
        const { amounts, converts } = classPayouts(classes, exit);
        const own = converts.map((c, i) => c && classes[i]!.preference > 0);
        const same = fixed(classes, own, exit);
        for (const [i, x] of amounts.entries()) {
          expect(same[i]!).toBeCloseTo(x, 6);
          if (classes[i]!.preference === 0) continue;
          const other = fixed(classes, own.with(i, !own[i]), exit);
          expect(other[i]!).toBeLessThanOrEqual(x + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a waterfall of tiers', () => {
  const tiers = [
    { shares: [0.75, 0.25], size: 20 },
    { shares: [0.5, 0.5], size: 100 },
    { shares: [0, 1], size: Infinity },
  ];

  it('runs through them in their order', () => {
    expect(tierPayouts(tiers, 2, 10)).toEqual({ amounts: [7.5, 2.5], left: 0 });
    expect(tierPayouts(tiers, 2, 60)).toEqual({ amounts: [35, 25], left: 0 });
    expect(tierPayouts(tiers, 2, 320)).toEqual({ amounts: [65, 255], left: 0 });
    expect(tierPayouts(tiers.slice(0, 1), 2, 50)).toEqual({ amounts: [15, 5], left: 30 });
  });
});
