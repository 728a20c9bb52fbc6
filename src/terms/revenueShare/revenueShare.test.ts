import { expect, it } from 'vitest';
import { smallPlan, tell } from '../../../test/engineBook.ts';

function shares(term: object): number[] {
  return tell(
    smallPlan({
      end: '2027-Q4',
      parties: {
        payer: {
          name: 'Payer',
          kind: 'other',
          cash: 100,
          operations: { revenue: 40, growth: 0.4641, margin: 1, tax: 0 },
        },
        payee: { name: 'Payee', kind: 'other', cash: 0 },
      },
      deals: {
        share: {
          between: ['payer', 'payee'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: { share: { type: 'revenue_share', payer: 'payer', payee: 'payee', rate: 0.2, ...term } },
        },
      },
    }),
  ).paid('payer', 'payee', 'payment');
}

it('a revenue share is its rate on the revenue of the quarter, between its dates, up to its cap', () => {
  // 1.4641 = 1.1⁴: revenue is 11, 12.1, 13.31, 14.641 …
  const near = (actual: number[], expected: number[]): void => {
    for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
  };
  near(shares({}), [2.2, 2.42, 2.662, 2.9282]);
  near(shares({ from: '2026-04-01', until: '2026-09-30' }), [0, 2.42, 2.662, 0]);
  near(shares({ cap: 5 }), [2.2, 2.42, 0.38, 0, 0]);
  near(shares({ firm: 0.5 }), [2.2 * 0.65]);
});
