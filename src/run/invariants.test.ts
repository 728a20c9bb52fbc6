import { expect, it } from 'vitest';
import { smallPlan, tell } from '../../test/engineBook.ts';

it('a large balance and next to no payments: what a double cannot hold of the balance is no leak', () => {
  const told = tell(
    smallPlan({
      parties: {
        bank: { name: 'Bank', kind: 'lender', cash: 9e9 },
        site: { name: 'Site', kind: 'vehicle', cash: 0, asset_value: 4e-8 },
      },
      deals: {
        loan: {
          between: ['bank', 'site'],
          date: '2025-06-01',
          status: 'signed',
          firm: 1,
          terms: {
            term: { type: 'loan', lender: 'bank', borrower: 'site', principal: 1, rate: 0, maturity: '2026-03-31' },
          },
        },
      },
    }),
  );
  expect(told.paid('world-shareholders', 'bank', 'estate')[1]).toBeGreaterThan(0);
  expect(told.cash('bank')[1]).toBe(9e9);
  expect(told.result.conservationError).toBeLessThan(1e-9);
});
