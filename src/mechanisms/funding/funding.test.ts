import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageLayers } from './coverageLayers.ts';
import { debtAtLimit } from './debtAtLimit.ts';

const one = (x: number): Float64Array => Float64Array.of(x);
const layersOf = (operating: number, committed: number, debt: number, equity: number, due: number): number[] => {
  const c = coverageLayers({
    operating: one(operating),
    committed: one(committed),
    debt: one(debt),
    equity: one(equity),
    due: one(due),
  });
  return [c.operating[0]!, c.withCommitted[0]!, c.withDebtRoom[0]!, c.withEquityDemand[0]!];
};

describe('coverage', () => {
  it('adds layer upon layer', () => {
    expect(layersOf(40, 10, 20, 60, 100)).toEqual([0.4, 0.5, 0.7, 1.3]);
  });

  it('counts what business costs, and what debt costs more than it brings, among what is owed', () => {
    expect(layersOf(-50, 30, 45, 90, 100)).toEqual([0, 0.2, 0.5, 1.1]);
    expect(layersOf(50, 0, -25, 50, 100)).toEqual([0.4, 0.4, 0.4, 0.8]);
  });

  it('says nothing where nothing is owed', () => {
    expect(layersOf(5, 0, 0, 0, 0)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  const money = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const positive = fc.double({ min: 0, max: 1e3, noNaN: true });
  it('never falls from layer to layer, and reaches 1 exactly where sources less obligations reach nothing', () => {
    fc.assert(
      fc.property(money, positive, money, positive, fc.double({ min: 1, max: 1e3, noNaN: true }), (o, c, b, e, due) => {
        const layers = layersOf(o, c, b, e, due);
        for (let k = 1; k < 4; k++) expect(layers[k]!).toBeGreaterThanOrEqual(layers[k - 1]!);
        const left = o + c + b - due;
        if (Math.abs(left) > 1e-6) expect(layers[2]! >= 1).toBe(left > 0);
        if (Math.abs(left + e) > 1e-6) expect(layers[3]! >= 1).toBe(left + e > 0);
      }),
    );
  });
});

describe('debt at its limit', () => {
  it('brings what the limit rises by, less interest', () => {
    expect(debtAtLimit(100, 140, 0.08, 5)).toEqual({ stands: 140, net: 38 });
  });

  it('follows a limit that falls only as fast as debt is repaid', () => {
    const { stands, net } = debtAtLimit(100, 0, 0.08, 5);
    expect(stands).toBeCloseTo(95, 12);
    expect(net).toBeCloseTo(-7, 12);
  });

  it('over time brings what stands in the end, less all interest', () => {
    const limits = [10, 30, 20, 50, 0];
    let [owed, brought, interest] = [5, 0, 0];
    for (const limit of limits) {
      interest += (owed * 0.1) / 4;
      const next = debtAtLimit(owed, limit, 0.1, 4);
      brought += next.net;
      owed = next.stands;
    }
    expect(brought).toBeCloseTo(owed - 5 - interest, 12);
  });
});
