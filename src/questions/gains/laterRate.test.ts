import { describe, expect, it } from 'vitest';
import { smallPlan } from '../../../test/engineBook.ts';
import { annuity, laterRate } from './laterRate.ts';

const plan = smallPlan({
  parties: {
    lab: { name: 'Lab', kind: 'lab', cash: 1, private: { valuation: 10, beta: 2 } },
    shop: { name: 'Shop', kind: 'cloud', cash: 1, listed: { price: 1, shares: 10, beta: '0.64 to 2.25' } },
    startup: { name: 'Startup', kind: 'lab', cash: 1, private: { valuation: 10 } },
    vehicle: { name: 'Vehicle', kind: 'vehicle', cash: 1 },
  },
});
const rateOf = (id: string): number =>
  laterRate(
    plan,
    plan.accounts.findIndex((a) => a.id === id),
  );

describe('what is paid after the horizon', () => {
  it('is discounted at the risk-free rate and the payer’s own premium, by its beta or the standing one', () => {
    expect(rateOf('lab')).toBeCloseTo(0.04 + 2 * 0.045, 12);
    expect(rateOf('shop')).toBeCloseTo(0.04 + 1.2 * 0.045, 3);
    expect(rateOf('startup')).toBeCloseTo(0.04 + 1.6 * 0.045, 12);
    // Nobody wrote a beta: that of a listed party.
    expect(rateOf('vehicle')).toBeCloseTo(0.04 + 1.2 * 0.045, 12);
  });

  it('is an annuity by quarters, by its closed form', () => {
    for (const [n, rate] of [
      [1, 0.04],
      [20, 0.094],
      [60, 0.13],
    ] as const)
      expect(annuity(n, rate)).toBeCloseTo((4 / rate) * (1 - (1 + rate / 4) ** -n), 10);
    expect(annuity(0, 0.1)).toBe(0);
  });
});
