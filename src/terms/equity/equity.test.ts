import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';
import type { Plan } from '../../plan/plan.ts';

/** An issuer whose value stays where it is: drift r_f + β·ERP = 0, no volatility; tax 0 everywhere nothing is earned. */
const STILL = { price: 10, shares: 100, volatility: 0, beta: -4 / 4.5 };

function equityBook(term: object, more: Partial<SmallBook> & { issuer?: object; investor?: object } = {}): Told {
  return tell(equityPlan(term, more));
}

function equityPlan(term: object, more: Partial<SmallBook> & { issuer?: object; investor?: object } = {}): Plan {
  return smallPlan({
    asOf: more.asOf ?? '2025-12-31',
    end: '2027-Q4',
    parties: {
      investor: { name: 'Investor', kind: 'investor', cash: 1000, ...more.investor },
      issuer: { name: 'Issuer', kind: 'other', cash: 0, listed: STILL, ...more.issuer },
      ...more.parties,
    },
    stakes: more.stakes ?? {},
    milestones: more.milestones ?? {},
    deals: {
      round: {
        between: ['investor', 'issuer'],
        date: '2025-10-15',
        status: 'signed',
        firm: 1,
        terms: { equity: { type: 'equity', investor: 'investor', issuer: 'issuer', amount: 500, ...term } },
      },
    },
  });
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};

describe('a promise of equity', () => {
  it('pays its dated tranches and dilutes at the market value: N ← N(1 + E/M), M ← M + E', () => {
    const told = equityBook({
      tranches: { a: { amount: 200, date: '2026-05-01' }, b: { share: 0.6, date: '2026-12-31' } },
    });
    near(told.paid('investor', 'issuer', 'payment'), [0, 200, 0, 300, 0]);
    // 1000 before, 1200 after, 1500 after the second: 100 → 120 → 150 shares, the price stays 10.
    near(told.column('issuer:shares'), [100, 120, 120, 150, 150]);
    near(told.column('holding:issuer:investor'), [0, 20, 20, 50, 50]);
    near(told.column('issuer:value'), [1000, 1200, 1200, 1500, 1500]);
    near(told.cash('issuer'), [0, 200, 200, 500, 500]);
    near(told.column('investor:stakes'), [0, 200, 200, 500, 500]);
    // Wealth of the investor is what it was: cash has become shares.
    near(told.column('investor:value'), [1000, 1000, 1000, 1000, 1000]);
  });

  it('issues at the agreed pre-money value, price, or number of shares', () => {
    const dated = { tranches: { a: { share: 1, date: '2026-05-01' } } };
    near(equityBook({ ...dated, valuation: 2000 }).column('holding:issuer:investor'), [0, 25]);
    near(equityBook({ ...dated, price: 5 }).column('holding:issuer:investor'), [0, 100]);
    near(equityBook({ ...dated, shares: 7 }).column('holding:issuer:investor'), [0, 7]);
  });

  it('waits for its milestone and pays in its quarter, once', () => {
    const told = equityBook(
      { tranches: { a: { share: 0.5, milestone: 'opening' }, b: { share: 0.5, milestone: 'never' } } },
      {
        milestones: {
          opening: { says: 'It opens.', date: '2026-08-15' },
          never: { says: 'It never happens.', when: { value_above: { party: 'issuer', amount: 1e6 } } },
        },
      },
    );
    near(told.paid('investor', 'issuer', 'payment'), [0, 0, 250, 0, 0, 0, 0, 0]);
  });

  it('a milestone of value is met in the quarter after the value was reached', () => {
    const told = equityBook(
      { tranches: { a: { share: 0.5, date: '2026-05-01' }, b: { share: 0.5, milestone: 'large' } } },
      { milestones: { large: { says: 'Large.', when: { value_above: { party: 'issuer', amount: 1200 } } } } },
    );
    near(told.paid('investor', 'issuer', 'payment'), [0, 250, 250, 0]);
  });

  it('what was paid before the run is not paid again', () => {
    const told = equityBook({
      tranches: { a: { share: 0.5, date: '2025-11-01' }, b: { share: 0.5, date: '2026-02-01' } },
    });
    near(told.paid('investor', 'issuer', 'payment'), [250, 0, 0]);
    const marked = equityBook({
      tranches: { a: { share: 0.5, paid: true, date: '2026-02-01' }, b: { share: 0.5, date: '2026-05-01' } },
    });
    near(marked.paid('investor', 'issuer', 'payment'), [0, 250, 0]);
  });

  it('what is not firm comes to its mean performance; what was paid by the day of the book is certain', () => {
    const dates = { tranches: { a: { share: 0.5, date: '2025-10-20' }, b: { share: 0.5, date: '2026-02-01' } } };
    const told = equityBook({ ...dates, firm: 0.2 }, { asOf: '2025-11-30' });
    // The run starts with 2025-Q4, from the balances of September: the first half is known to have been paid in it.
    near(told.paid('investor', 'issuer', 'payment'), [250, 250 * (0.2 + 0.8 * 0.3), 0]);
  });

  it('a private issuer is worth its business plus net cash: the money paid in is in its value once', () => {
    const told = equityBook(
      { tranches: { a: { share: 1, date: '2026-05-01' } } },
      { issuer: { listed: undefined, private: { valuation: 1000, volatility: 0, beta: -4 / 4.5 } } },
    );
    near(told.column('issuer:value'), [1000, 1500, 1500]);
  });

  it('ends with its issuer: what was not yet due when it failed is never paid', () => {
    const plan = equityPlan({
      tranches: { a: { amount: 200, date: '2026-05-01' }, b: { share: 0.6, date: '2026-12-31' } },
    });
    const forced = plan.columnNames.indexOf('issuer:forced_default');
    const told = tell({ ...plan, patches: [{ quarter: 1, column: forced, operation: 'set', value: 1 }] });
    // The tranche of the quarter of the default was due and is paid; the estate opens in the next.
    near(told.paid('investor', 'issuer', 'payment'), [0, 200, 0, 0, 0]);
  });
});
