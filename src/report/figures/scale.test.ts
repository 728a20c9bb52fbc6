import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySquareRoot, scaleOf, secondTicks } from './scale.ts';

/** Money and shares: nothing that a chart shows is smaller than a billionth but nothing at all. */
const amount = fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x));
const amounts = fc.array(amount, { minLength: 1, maxLength: 20 });

describe('a scale', () => {
  it('begins and ends on ticks around all its figures', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 8 }), (values, count) => {
        const scale = scaleOf(values, 0, 100, count);
        const span = scale.high - scale.low;
        expect(scale.low).toBeLessThanOrEqual(Math.min(...values) + span * 1e-6);
        expect(scale.high).toBeGreaterThanOrEqual(Math.max(...values) - span * 1e-6);
        expect(scale.at(scale.low)).toBeCloseTo(0, 6);
        expect(scale.at(scale.high)).toBeCloseTo(100, 6);
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
        expect(scale.ticks.length).toBeLessThanOrEqual(2 * count + 3);
      }),
    );
  });

  it('steps by 1, 2, 2.5 or 5 times a power of ten', () => {
    expect(scaleOf([0, 353e9], 0, 1, 5).ticks).toEqual([0, 100e9, 200e9, 300e9, 400e9]);
    expect(scaleOf([0, 0.58], 0, 1, 7).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(scaleOf([-4, 11], 0, 1, 3).ticks).toEqual([-5, 0, 5, 10, 15]);
    expect(scaleOf([0, 24e9], 0, 1, 5).ticks).toEqual([0, 5e9, 10e9, 15e9, 20e9, 25e9]);
  });

  it('stands also where all figures are the same, or none is given', () => {
    expect(scaleOf([5, 5], 0, 12, 4).at(5)).toBe(10);
    expect(scaleOf([], 0, 10, 4)).toMatchObject({ low: 0, high: 1 });
  });

  it('has round figures on its second side', () => {
    const scale = scaleOf([0, 24e9], 300, 0, 5);
    expect(secondTicks(scale, 1.6e-10, 4)).toEqual([0, 1, 2, 3, 4]);
  });
});

it('a disc four times as large is twice as wide', () => {
  expect(bySquareRoot(100, 400, 1, 20)).toBe(10);
  expect(bySquareRoot(400, 400, 1, 20)).toBe(20);
  expect(bySquareRoot(0, 400, 1, 20)).toBe(1);
});
