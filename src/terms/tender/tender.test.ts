import { expect, it } from 'vitest';
import { smallPlan, tell } from '../../../test/engineBook.ts';

it('a tender moves shares and cash between holders and touches the issuer not at all', () => {
  const told = tell(
    smallPlan({
      end: '2026-Q4',
      parties: {
        staff: { name: 'Staff', kind: 'person', cash: 0 },
        founder: { name: 'Founder', kind: 'person', cash: 0 },
        fund: { name: 'Fund', kind: 'investor', cash: 1000 },
        bank: { name: 'Bank', kind: 'investor', cash: 1000 },
        issuer: {
          name: 'Issuer',
          kind: 'other',
          cash: 5,
          listed: { price: 10, shares: 100, volatility: 0, beta: -4 / 4.5 },
        },
      },
      stakes: { issuer: { holders: { staff: 0.3, founder: 0.4 } } },
      deals: {
        sale: {
          between: ['staff', 'fund'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            tender: {
              type: 'tender',
              issuer: 'issuer',
              buyers: { fund: 0.75, bank: 0.25 },
              sellers: { staff: 0.6, founder: 0.4 },
              authorised: 200,
              sold: 160,
              valuation: 800,
              date: '2026-04-01',
            },
          },
        },
      },
    }),
  );
  const second = (values: number[]): number => values[1]!;
  // 160 at 8 a share: 20 shares; 12 from staff, 8 from the founder; 15 to the fund, 5 to the bank.
  expect(second(told.column('holding:issuer:staff'))).toBeCloseTo(18, 9);
  expect(second(told.column('holding:issuer:founder'))).toBeCloseTo(32, 9);
  expect(second(told.column('holding:issuer:fund'))).toBeCloseTo(15, 9);
  expect(second(told.column('holding:issuer:bank'))).toBeCloseTo(5, 9);
  expect(second(told.cash('staff'))).toBeCloseTo(96, 9);
  expect(second(told.cash('founder'))).toBeCloseTo(64, 9);
  expect(second(told.cash('fund'))).toBeCloseTo(880, 9);
  expect(second(told.cash('issuer'))).toBeCloseTo(5, 9);
  expect(second(told.column('issuer:shares'))).toBe(100);
  expect(second(told.column('issuer:value'))).toBeCloseTo(1000, 9);
  // The buyer paid 8 for what is marked at 10; the sellers gave it.
  expect(second(told.column('fund:value'))).toBeCloseTo(1000 + 15 * 2, 9);
});

it('outside shareholders sell what nobody of the book holds; a worthless issuer’s shares go for whatever was paid', () => {
  const tender = (listed: object): number[] =>
    tell(
      smallPlan({
        parties: {
          fund: { name: 'Fund', kind: 'investor', cash: 1000 },
          owner: { name: 'Owner', kind: 'investor', cash: 0 },
          issuer: {
            name: 'Issuer',
            kind: 'other',
            cash: 0,
            listed: { shares: 100, volatility: 0, beta: -4 / 4.5, ...listed },
          },
        },
        stakes: { issuer: { holders: { owner: 0.75 } } },
        deals: {
          sale: {
            between: ['fund', 'issuer'],
            date: '2025-10-15',
            status: 'signed',
            firm: 1,
            terms: {
              tender: {
                type: 'tender',
                issuer: 'issuer',
                buyers: { fund: 1 },
                sellers: { 'world-shareholders': 1 },
                authorised: 50,
                date: '2026-04-01',
              },
            },
          },
        },
      }),
    ).column('holding:issuer:fund');
  expect(tender({ price: 10 })[1]).toBeCloseTo(5, 9);
  // No more than the quarter that is outside.
  expect(tender({ price: 1 })[1]).toBeCloseTo(25, 9);
  expect(tender({ price: 0 })[1]).toBeCloseTo(25, 9);
});
