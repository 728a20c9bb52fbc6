import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountWorth, bestFirst, type ReturnSteps, valueOfSplit, waterFill } from './waterFill.ts';

const stepsOf = (pairs: readonly (readonly [value: number, amount: number])[]): ReturnSteps => ({
  value: Float64Array.from(pairs, ([value]) => value),
  amount: Float64Array.from(pairs, ([, amount]) => amount),
});

const anySteps = fc
  .array(fc.tuple(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .map(stepsOf);
const anyCapacity = fc.double({ min: 0, max: 60, noNaN: true });

const optimum = (steps: ReturnSteps, capacity: number): number => waterFill(bestFirst(steps), capacity).value;

describe('the best split of a capacity', () => {
  it('is the merit order of supply: price 20 and cost 900 for a load of 70', () => {
    // Each unit served saves 100 less what it costs; units cost 10 (50 of them), 20 (30) and 40 (40).
    const steps = stepsOf([
      [100 - 10, 50],
      [100 - 20, 30],
      [100 - 40, 40],
    ]);
    const split = waterFill(bestFirst(steps), 70);
    expect(70 * 100 - split.value).toBe(900);
    expect(100 - split.shadowPrice).toBe(20);
    expect([...split.given]).toEqual([50, 20, 0]);
  });

  it('leaves what nobody can use, at a shadow price of nothing', () => {
    const split = waterFill(
      bestFirst(
        stepsOf([
          [3, 2],
          [5, 1],
        ]),
      ),
      4,
    );
    expect(split).toMatchObject({ value: 11, shadowPrice: 0 });
    expect([...split.given]).toEqual([2, 1]);
  });

  it('says what one more unit brings, also where a step is just full', () => {
    const steps = bestFirst(
      stepsOf([
        [8, 2],
        [5, 3],
      ]),
    );
    expect(waterFill(steps, 2).shadowPrice).toBe(5);
    expect(waterFill(steps, 1.999).shadowPrice).toBe(8);
    expect(amountWorth(steps, 5)).toBe(5);
    expect(amountWorth(steps, 5.001)).toBe(2);
  });

  it('brings no more than the shadow price for a further unit, and no less for the last one', () => {
    fc.assert(
      fc.property(anySteps, anyCapacity, fc.double({ min: 1e-6, max: 5, noNaN: true }), (steps, capacity, more) => {
        const { value, shadowPrice } = waterFill(bestFirst(steps), capacity);
        const tolerance = 1e-9 * (1 + value);
        expect(optimum(steps, capacity + more) - value).toBeLessThanOrEqual(shadowPrice * more + tolerance);
        if (capacity >= more)
          expect(value - optimum(steps, capacity - more)).toBeGreaterThanOrEqual(shadowPrice * more - tolerance);
      }),
    );
  });

  it('gives away no more than there is and depends on no order of the uses', () => {
    fc.assert(
      fc.property(anySteps, anyCapacity, (steps, capacity) => {
        const { value, given } = waterFill(bestFirst(steps), capacity);
        expect(given.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(capacity + 1e-9);
        given.forEach((x, k) => {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(steps.amount[k]!);
        });
        const turned = { value: steps.value.slice().reverse(), amount: steps.amount.slice().reverse() };
        expect(optimum(turned, capacity)).toBeCloseTo(value, 8);
      }),
    );
  });
});

describe('a given split', () => {
  it('brings no more than the best one, and as much at the best shares', () => {
    fc.assert(
      fc.property(
        anySteps,
        anyCapacity,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (steps, capacity, shares) => {
          const ordered = bestFirst(steps);
          const useOf = Int32Array.from(steps.value, (_, k) => k % 3);
          const sum = shares[0]! + shares[1]! + shares[2]!;
          const { value, given } = waterFill(ordered, capacity);
          const asked = Float64Array.from(shares, (s) => (sum > 0 ? (s / sum) * capacity : 0));
          expect(valueOfSplit(ordered, useOf, asked)).toBeLessThanOrEqual(value + 1e-9 * (1 + value));
          const best = new Float64Array(3);
          given.forEach((x, k) => {
            best[k % 3]! += x;
          });
          expect(valueOfSplit(ordered, useOf, best)).toBeCloseTo(value, 7);
        },
      ),
    );
  });

  it('leaves idle what a use cannot take', () => {
    const ordered = bestFirst(
      stepsOf([
        [9, 1],
        [4, 10],
      ]),
    );
    // 3 units for a use that can take 1, 2 for the other.
    expect(valueOfSplit(ordered, Int32Array.of(0, 1), Float64Array.of(3, 2))).toBe(9 + 8);
  });
});
