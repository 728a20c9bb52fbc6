import { describe, expect, it } from 'vitest';
import { type VerticalMarket, verticalLogit } from './verticalLogit.ts';

const MARKET: VerticalMarket = {
  priceCoefficient: -0.9,
  quality: [0.2, 0.3, 0.9, 1, 0.8, 0.9],
  retailer: [0, 0, 1, 1, 2, 2],
  wholesaler: [0, 1, 0, 1, 0, 1],
  retailCost: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
  wholesaleCost: [0.2, 0.2, 0.2, 0.2, 0.2, 0.2],
  retailerWeight: 0.5,
};

/** Shares by the definition, with products off the shelf. */
function shares(market: VerticalMarket, prices: readonly number[], off = -1): number[] {
  const u = market.quality.map((q, j) => (j === off ? 0 : Math.exp(q + market.priceCoefficient * prices[j]!)));
  const all = 1 + u.reduce((sum, x) => sum + x, 0);
  return u.map((x) => x / all);
}

describe('a vertical market with Nash-in-Nash wholesale prices', () => {
  it('has the published prices and shares', () => {
    const { wholesalePrice, share } = verticalLogit(MARKET)!;
    for (const j of [0, 2, 4]) expect(wholesalePrice[j]).toBeCloseTo(1.61369574, 8);
    for (const j of [1, 3, 5]) expect(wholesalePrice[j]).toBeCloseTo(1.64352951, 8);
    const published = [0.0478291, 0.05145892, 0.08642201, 0.09298071, 0.07978691, 0.08584205];
    for (const [j, s] of published.entries()) expect(share[j]).toBeCloseTo(s, 8);
  });

  it.each([0.2, 0.5, 0.8])(
    'leaves no retailer a better price, and splits every gain as the weight %s says',
    (weight) => {
      const market = { ...MARKET, retailerWeight: weight };
      const { wholesalePrice, retailPrice, share } = verticalLogit(market)!;
      const profit = (r: number, prices: readonly number[]): number => {
        const s = shares(market, prices);
        return s.reduce(
          (sum, x, j) =>
            market.retailer[j] === r ? sum + x * (prices[j]! - wholesalePrice[j]! - market.retailCost[j]!) : sum,
          0,
        );
      };
      for (const [j, r] of market.retailer.entries()) {
        const at = (step: number): number =>
          profit(
            r,
            Array.from(retailPrice, (p, k) => (k === j ? p + step : p)),
          );
        expect((at(1e-4) - at(-1e-4)) / 2e-4).toBeCloseTo(0, 7);
        const without = shares(market, [...retailPrice], j);
        let retail = 0;
        let wholesale = 0;
        for (const k of share.keys()) {
          const lost = share[k]! - without[k]!;
          if (market.retailer[k] === r) retail += lost * (retailPrice[k]! - wholesalePrice[k]! - market.retailCost[k]!);
          if (market.wholesaler[k] === market.wholesaler[j])
            wholesale += lost * (wholesalePrice[k]! - market.wholesaleCost[k]!);
        }
        expect(retail / (retail + wholesale)).toBeCloseTo(weight, 8);
      }
    },
  );
});
