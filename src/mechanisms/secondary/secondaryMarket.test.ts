import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bidsAt, clearingPrice, forcedPrice, offersAt, type SecondaryMarket, shareWilling } from './secondaryMarket.ts';

const MARKET: SecondaryMarket = {
  value: 500,
  bids: 16,
  primary: 0,
  elasticity: 3,
  reservationMedian: 0.8,
  reservationSd: 0.6,
};

const markets = fc.record({
  value: fc.double({ min: 1, max: 1e4, noNaN: true }),
  bids: fc.double({ min: 0.01, max: 1e3, noNaN: true }),
  primary: fc.constant(0),
  elasticity: fc.double({ min: 0.5, max: 6, noNaN: true }),
  reservationMedian: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
  reservationSd: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
});
const shares = fc.double({ min: 0.001, max: 1, noNaN: true });

/** The price at which the curves cross, walked down from the last price in small steps: slow, and told by nothing else. */
function walkedDown(market: SecondaryMarket, offered: (ratio: number) => number): number {
  const step = 1e-4;
  for (let ratio = 1; ratio > 0; ratio -= step) if (bidsAt(market, ratio) >= offered(ratio)) return ratio;
  return 0;
}

describe('a forced sale', () => {
  it('takes the root that the formula names: a tenth of 500 on bids of 16 at ε = 3 goes at (16/50)^¼', () => {
    expect(forcedPrice(MARKET, 0.1)).toBeCloseTo(Math.sqrt(Math.sqrt(16 / 50)), 12);
    expect(forcedPrice(MARKET, 0.03)).toBe(1);
  });

  it('clears where the curves cross, with primary sales and without', () => {
    for (const primary of [0, 4, 12, 16])
      for (const share of [0.01, 0.05, 0.25, 1]) {
        const market = { ...MARKET, primary };
        const slow = walkedDown(market, (ratio) => share * market.value * ratio);
        expect(Math.abs(forcedPrice(market, share) - slow)).toBeLessThan(2e-4);
      }
  });

  it('the closed form is the limit of the bisection as primary sales vanish', () => {
    fc.assert(
      fc.property(markets, shares, (market, share) => {
        const bisected = forcedPrice({ ...market, primary: market.bids * 1e-13 }, share);
        expect(bisected).toBeCloseTo(forcedPrice(market, share), 8);
      }),
      { numRuns: 200 },
    );
  });

  it('fetches less the more must be sold and the more new shares were sold before; proceeds still rise', () => {
    fc.assert(
      fc.property(markets, shares, shares, fc.double({ min: 0, max: 1, noNaN: true }), (market, a, b, part) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(forcedPrice(market, more)).toBeLessThanOrEqual(forcedPrice(market, less) + 1e-12);
        expect(more * forcedPrice(market, more)).toBeGreaterThanOrEqual(less * forcedPrice(market, less) - 1e-12);
        const drained = { ...market, primary: part * market.bids };
        expect(forcedPrice(drained, a)).toBeLessThanOrEqual(forcedPrice(market, a) + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a sale by holders who may wait', () => {
  it('at the median of reservation prices half of the holders sell', () => {
    expect(shareWilling(MARKET, 0.8)).toBeCloseTo(0.5, 12);
    expect(shareWilling({ ...MARKET, reservationSd: 0 }, 0.79)).toBe(0);
    expect(shareWilling({ ...MARKET, reservationSd: 0 }, 0.81)).toBe(1);
    expect(shareWilling(MARKET, 0)).toBe(0);
  });

  it('clears where the curves cross', () => {
    for (const primary of [0, 8])
      for (const share of [0.02, 0.1, 0.5, 1]) {
        const market = { ...MARKET, primary };
        const slow = walkedDown(market, (ratio) => offersAt(market, share, ratio));
        expect(Math.abs(clearingPrice(market, share).ratio - slow)).toBeLessThan(2e-4);
      }
  });

  it('never fetches less than a forced sale of the same shares, and sells no more of them', () => {
    fc.assert(
      fc.property(markets, shares, (market, share) => {
        const may = clearingPrice(market, share);
        expect(may.ratio).toBeGreaterThanOrEqual(forcedPrice(market, share) - 1e-9);
        expect(may.soldPart).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});
