import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broughtBy, type ConcaveUse, concaveFill, wantedAbove, wantedAt } from './concaveFill.ts';
import { bestFirst, waterFill } from './waterFill.ts';

const linear = (value: number, cap = Number.POSITIVE_INFINITY): ConcaveUse => ({ value, level: null, cap });
const logarithmic = (level: number, value = 1, cap = Number.POSITIVE_INFINITY): ConcaveUse => ({ value, level, cap });

describe('the best split over linear and logarithmic returns', () => {
  it('Cormen, Leiserson, Rivest and Stein (2009), section 16.2: 60, 100 and 120 in 10, 20 and 30, of which 50 fit', () => {
    const split = concaveFill([linear(6, 10), linear(5, 20), linear(4, 30)], 50);
    expect(split).toMatchObject({ value: 240, shadowPrice: 4, lastUnit: 4 });
    expect([...split.given]).toEqual([10, 20, 20]);
  });

  it('water over levels 1 and 4: one unit goes to the first, five stand at level 5', () => {
    const levels = [logarithmic(1), logarithmic(4)];
    expect([...concaveFill(levels, 1).given]).toEqual([1, 0]);
    const five = concaveFill(levels, 5);
    expect([...five.given]).toEqual([expect.closeTo(4, 12), expect.closeTo(1, 12)]);
    expect(five.shadowPrice).toBeCloseTo(1 / 5, 12);
    expect(five.value).toBeCloseTo(Math.log(5) + Math.log(5 / 4), 12);
  });

  it('tells the price of one more unit apart from that of the last where a step is just full', () => {
    const split = concaveFill([linear(8, 2), linear(5, 3)], 2);
    expect([split.shadowPrice, split.lastUnit]).toEqual([5, 8]);
    expect(concaveFill([linear(3, 2), linear(5, 1)], 4)).toMatchObject({ value: 11, shadowPrice: 0, lastUnit: 3 });
    expect(concaveFill([linear(3)], 0)).toMatchObject({ value: 0, shadowPrice: 3, lastUnit: null });
    expect([...concaveFill([linear(3, 2), linear(3, 2)], 3).given]).toEqual([2, 1]);
    expect(concaveFill([], 3)).toMatchObject({ value: 0, shadowPrice: 0, lastUnit: null });
  });

  it('is that of the merit order where all returns are linear', () => {
    const steps = fc.array(
      fc.tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 0.01, max: 9, noNaN: true })),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 60, noNaN: true }), (pairs, capacity) => {
        const split = concaveFill(
          pairs.map(([value, cap]) => linear(value, cap)),
          capacity,
        );
        const same = waterFill(
          bestFirst({
            value: Float64Array.from(pairs, ([value]) => value),
            amount: Float64Array.from(pairs, ([, amount]) => amount),
          }),
          capacity,
        );
        expect(split.value).toBeCloseTo(same.value, 9);
      }),
    );
  });

  const anyUse = fc.record({
    value: fc.double({ min: 0.1, max: 9, noNaN: true }),
    level: fc.oneof(fc.constant(null), fc.double({ min: 0.1, max: 5, noNaN: true })),
    cap: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0.1, max: 9, noNaN: true })),
  });

  it('gives every use what it wants at one price, which bisection finds too', () => {
    fc.assert(
      fc.property(
        fc.array(anyUse, { minLength: 1, maxLength: 7 }),
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (uses, capacity) => {
          const { given, shadowPrice: price, value } = concaveFill(uses, capacity);
          const all = given.reduce((sum, x) => sum + x, 0);
          expect(all).toBeLessThanOrEqual(capacity * (1 + 1e-9));
          uses.forEach((use, u) => {
            expect(given[u]).toBeGreaterThanOrEqual(wantedAbove(use, price * (1 + 1e-9)) - 1e-6);
            expect(given[u]).toBeLessThanOrEqual(wantedAt([use], price * (1 - 1e-9)) + 1e-6);
          });
          // No transfer of a little between two uses gains.
          for (const [a, to] of uses.entries())
            for (const [b, from] of uses.entries()) {
              const moved = Math.min(1e-3, given[b]!, to.cap - given[a]!);
              if (a === b || moved <= 0) continue;
              const before = broughtBy(to, given[a]!) + broughtBy(from, given[b]!);
              const after = broughtBy(to, given[a]! + moved) + broughtBy(from, given[b]! - moved);
              expect(after).toBeLessThanOrEqual(before + 1e-9);
            }
          let [low, high] = [0, 1000];
          for (let k = 0; k < 200; k++) {
            const middle = (low + high) / 2;
            if (wantedAt(uses, middle) > capacity) low = middle;
            else high = middle;
          }
          const wanted = wantedAt(uses, 0);
          if (wanted <= capacity) expect([price, all]).toEqual([0, expect.closeTo(wanted, 6)]);
          else expect(price / high).toBeCloseTo(1, 6);
          // One more unit brings λ, from the values alone: what a little more brings lies between λ before it and after it.
          const step = 1e-4;
          const more = concaveFill(uses, capacity + step);
          const slope = (more.value - value) / step;
          expect(slope).toBeLessThanOrEqual(price + 1e-6);
          expect(slope).toBeGreaterThanOrEqual(more.shadowPrice - 1e-6);
        },
      ),
    );
  });
});
