import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePrice } from './computePrice.ts';

interface Market {
  readonly demands: readonly { amount: number; elasticity: number }[];
  readonly fixed: number;
  readonly capacity: number;
  readonly reference: number;
  readonly low: number;
  readonly high: number;
}

const priceOf = (m: Market, start = m.reference): number =>
  computePrice(
    Float64Array.from(m.demands, (d) => d.amount),
    Float64Array.from(m.demands, (d) => d.elasticity),
    m.demands.length,
    m.fixed,
    m.capacity,
    m.reference,
    m.low,
    m.high,
    start,
  );
const demandAt = (m: Market, price: number): number =>
  m.demands.reduce((sum, d) => sum + d.amount * (price / m.reference) ** -d.elasticity, m.fixed);

/** The slow twin: halving on the price itself. */
function bruteForce(m: Market): number {
  if (demandAt(m, m.low) <= m.capacity) return m.low;
  if (demandAt(m, m.high) >= m.capacity) return m.high;
  let low = m.low;
  let high = m.high;
  for (let step = 0; step < 200; step++) {
    const middle = Math.sqrt(low * high);
    if (demandAt(m, middle) > m.capacity) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

const markets = fc.record({
  demands: fc.array(
    fc.record({
      amount: fc.double({ min: 0, max: 50, noNaN: true }),
      elasticity: fc.double({ min: 0, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  fixed: fc.double({ min: 0, max: 20, noNaN: true }),
  capacity: fc.double({ min: 0.1, max: 60, noNaN: true }),
  reference: fc.constantFrom(1e-3, 12.5, 12.5e9),
  low: fc.constant(0),
  high: fc.constant(0),
});

describe('compute price', () => {
  it('a single elastic demand: p = p̄ (A / K)^(1/ε)', () => {
    for (const [amount, elasticity, capacity] of [
      [20, 1.2, 22],
      [30, 0.8, 22],
      [5, 1.7, 4],
    ] as const) {
      const market = { demands: [{ amount, elasticity }], fixed: 0, capacity, reference: 12.5, low: 1, high: 100 };
      expect(priceOf(market)).toBeCloseTo(12.5 * (amount / capacity) ** (1 / elasticity), 10);
    }
  });

  it('is the floor where capacity stands idle even there, and the cap where demand exceeds capacity even there', () => {
    const demands = [{ amount: 20, elasticity: 1 }];
    const bounds = { reference: 10, low: 2, high: 40 };
    expect(priceOf({ demands, fixed: 0, capacity: 101, ...bounds })).toBe(2);
    expect(priceOf({ demands, fixed: 0, capacity: 4.9, ...bounds })).toBe(40);
    expect(priceOf({ demands, fixed: 10, capacity: 9, ...bounds })).toBe(40);
    expect(priceOf({ demands: [], fixed: 3, capacity: 9, ...bounds })).toBe(2);
    expect(priceOf({ demands: [{ amount: 0, elasticity: 0 }], fixed: 0, capacity: 1, ...bounds })).toBe(2);
  });

  it('agrees with brute force, from wherever it starts', () => {
    fc.assert(
      fc.property(markets, fc.double({ min: 0.01, max: 100, noNaN: true }), (shape, start) => {
        const market = { ...shape, low: 0.05 * shape.reference, high: 20 * shape.reference };
        const expected = bruteForce(market);
        const price = priceOf(market, start * market.reference);
        // Where demand hardly answers to the price, both ends of a flat stretch clear the market.
        const excess = Math.abs(demandAt(market, price) - demandAt(market, expected));
        expect(Math.min(Math.abs(price / expected - 1), excess)).toBeLessThan(1e-9);
      }),
      { numRuns: 500, seed: 20260630 },
    );
  });

  it('rises with demand and falls with capacity', () => {
    fc.assert(
      fc.property(markets, fc.double({ min: 1, max: 2, noNaN: true }), (shape, factor) => {
        const market = { ...shape, low: 0.05 * shape.reference, high: 20 * shape.reference };
        const price = priceOf(market);
        expect(priceOf({ ...market, fixed: market.fixed * factor + 0.1 })).toBeGreaterThanOrEqual(price * (1 - 1e-9));
        expect(priceOf({ ...market, capacity: market.capacity * factor })).toBeLessThanOrEqual(price * (1 + 1e-9));
      }),
      { numRuns: 300, seed: 20260630 },
    );
  });
});
