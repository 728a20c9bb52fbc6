// table: one test case with its book written out.
import { describe, expect, it } from 'vitest';
import { smallPlan, tell } from '../../../test/engineBook.ts';

/** N(x) by Simpson's rule on the density. */
function normal(x: number): number {
  const steps = 2000;
  const density = (t: number): number => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * density((x * k) / steps);
  return 0.5 + (sum * x) / steps / 3;
}

describe('the probability that a buyer pays', () => {
  it('is Merton’s on all that it owes: outside, and under the loans of the book', () => {
    const signed = (terms: object): object => ({
      between: ['buyer', 'vendor', 'lender'],
      date: '2025-10-15',
      status: 'signed',
      firm: 1,
      terms,
    });
    const told = (loan: number) =>
      tell(
        smallPlan({
          end: '2027-Q4',
          parties: {
            buyer: {
              name: 'Buyer',
              kind: 'cloud',
              cash: 1000,
              debt: { amount: 300, rate: 0, maturities: { 2030: 300 } },
              listed: { price: 10, shares: 100, volatility: 0.5, beta: 1 },
            },
            vendor: { name: 'Vendor', kind: 'chipmaker', cash: 0 },
            lender: { name: 'Lender', kind: 'lender', cash: 0 },
          },
          market: {
            capacity: 10,
            demand: 9,
            growth: { 2026: 0 },
            reference_price: 10,
            running_cost: 1,
            build: { chips: 20, shell: 12 },
          },
          deals: {
            order: signed({
              chips: {
                type: 'supply',
                buyer: 'buyer',
                seller: 'vendor',
                amount: 1,
                price: 20,
                start: '2026-01-01',
                years: 2,
                own: true,
              },
            }),
            site: signed({
              loan: {
                type: 'loan',
                lender: 'lender',
                borrower: 'buyer',
                principal: Math.max(1e-9, loan),
                rate: 0,
                maturity: '2031-12-31',
              },
            }),
          },
        }),
      );
    for (const loan of [0, 400]) {
      const run = told(loan);
      const value = run.column('buyer:value')[1]!;
      const whole = value + 300 + loan;
      const sigma = (0.5 * value) / whole;
      const distance = (Math.log(whole / (300 + loan)) + 0.04 - (sigma * sigma) / 2) / sigma;
      expect(run.column('buyer:payment_probability')[2]).toBeCloseTo(normal(distance), 7);
    }
  });
});
