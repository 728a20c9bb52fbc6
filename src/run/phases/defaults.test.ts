import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};
const loan = (lender: string, borrower: string, term: object): object => ({
  between: [borrower, lender],
  date: '2025-10-15',
  status: 'signed',
  firm: 1,
  terms: { loan: { type: 'loan', lender, borrower, principal: 100, rate: 0, maturity: '2026-06-30', ...term } },
});
const run = (parties: SmallBook['parties'], deals: SmallBook['deals'], more: Partial<SmallBook> = {}): Told =>
  tell(smallPlan({ end: '2028-Q4', parties, deals: deals ?? {}, ...more }));

describe('default', () => {
  it('runs through a chain in one clearing: whoever is paid short pays short, and the second fails of the first', () => {
    const told = run(
      {
        first: { name: 'First', kind: 'other', cash: 40 },
        second: { name: 'Second', kind: 'other', cash: 30 },
        third: { name: 'Third', kind: 'other', cash: 5 },
      },
      { upper: loan('second', 'first', {}), lower: loan('third', 'second', {}) },
    );
    near(told.paid('first', 'second', 'service'), [0, 40, 0]);
    near(told.paid('second', 'third', 'service'), [0, 70, 0]);
    near(told.column('first:status'), [0, 2, 2]);
    near(told.column('second:status'), [0, 2, 2]);
    near(told.column('third:status'), [0, 0, 0]);
    // Cause 1: a counterparty's default; the first failed of what it owed: debt maturing.
    expect(told.column('second:cause_of_default')[1]).toBe(1);
    expect(told.column('first:cause_of_default')[1]).toBe(4);
    // Nobody pays more than it has.
    for (const id of ['first', 'second', 'third'])
      for (const cash of told.cash(id)) expect(cash).toBeGreaterThan(-1e-9);
  });

  it('shares what is there by class, and pro rata inside a class, in the quarter of default', () => {
    const told = run(
      {
        debtor: { name: 'Debtor', kind: 'other', cash: 130 },
        one: { name: 'One', kind: 'lender', cash: 0 },
        two: { name: 'Two', kind: 'lender', cash: 0 },
        three: { name: 'Three', kind: 'lender', cash: 0 },
      },
      {
        secured: loan('one', 'debtor', { secured_on: { assets: 1000 } }),
        senior: loan('two', 'debtor', { principal: 200 }),
        junior: loan('three', 'debtor', { seniority: 'subordinated' }),
      },
    );
    near(told.paid('debtor', 'one', 'service'), [0, 100]);
    near(told.paid('debtor', 'two', 'service'), [0, 30]);
    near(told.paid('debtor', 'three', 'service'), [0, 0]);
  });

  it('outside debt is a senior claim beside the loans of the book; old shares are cancelled', () => {
    const told = run(
      {
        debtor: {
          name: 'Debtor',
          kind: 'other',
          cash: 0,
          debt: { amount: 300, rate: 0, maturities: { 2027: 300 }, holders: { bank: 0.25, insurer: 0.75 } },
          listed: { price: 10, shares: 50, volatility: 0, beta: -4 / 4.5 },
          operations: { revenue: 40, growth: 0, margin: 1, tax: 0 },
        },
        one: { name: 'One', kind: 'lender', cash: 0 },
        owner: { name: 'Owner', kind: 'investor', cash: 0 },
      },
      { senior: loan('one', 'debtor', { principal: 400 }) },
      { stakes: { debtor: { holders: { owner: 0.5 } } } },
    );
    // Two quarters of 10 are there when 400 fall due. Claims: 380 and 300. Going concern: 6 × EBITDA of 40 = 240.
    near(told.paid('debtor', 'one', 'service'), [0, 20, 0]);
    const fraction = 240 / 680;
    near(told.paid('world-shareholders', 'one', 'estate'), [0, 0, ...Array(4).fill((380 * fraction) / 4), 0]);
    near(told.paid('world-shareholders', 'world-bank', 'estate:debtor'), [
      0,
      0,
      ...Array(4).fill((75 * fraction) / 4),
      0,
    ]);
    near(told.paid('world-shareholders', 'world-insurer', 'estate:debtor'), [
      0,
      0,
      ...Array(4).fill((225 * fraction) / 4),
      0,
    ]);
    near(told.column('holding:debtor:owner'), [25, 25, 0, 0]);
    near(told.column('outside:debtor'), [25, 25, 50, 50]);
    near(told.column('debtor:debt'), [300, 300, 0, 0]);
    // It goes on, debtless, with its business.
    near(told.paid('world', 'debtor', 'sales'), Array(8).fill(10));
  });

  it('new debt that a party draws as secured is served apart from its older debt, as much in all', () => {
    const plan = (seniority?: string) =>
      smallPlan({
        end: '2028-Q4',
        parties: {
          debtor: {
            name: 'Debtor',
            kind: 'other',
            cash: 0,
            debt: { amount: 300, rate: 0, maturities: { 2028: 300 }, holders: { bank: 1 } },
            listed: { price: 10, shares: 1e6, volatility: 0, beta: -4 / 4.5 },
            operations: { revenue: 40, growth: 0, margin: 1, tax: 0 },
            funding: { buffer: 200, ebitda_multiple: 12, value_fraction: 1, equity_fraction: 0, seniority },
          },
        },
      });
    const forcedAfter = (seniority?: string): Told => {
      const made = plan(seniority);
      const forced = made.columnNames.indexOf('debtor:forced_default');
      return tell({ ...made, patches: [{ quarter: 2, column: forced, operation: 'set', value: 1 }] });
    };
    const secured = forcedAfter('secured');
    const drawn = secured.paid('world-bank', 'debtor', 'debt_draw')[0]!;
    // 480 is the most that it may owe, so 180 is drawn at once, at its rate averaged into that of all.
    expect(drawn).toBeCloseTo(180, 9);
    expect(secured.column('debtor:secured_debt')[0]).toBeCloseTo(180, 9);
    const rate = secured.column('debtor:debt_rate')[0]!;
    expect(secured.paid('debtor', 'world-bank', 'secured_debt_service')[1]).toBeCloseTo(180 * (rate / 4 + 1 / 24), 9);
    const senior = forcedAfter();
    expect(senior.paid('debtor', 'world-bank', 'debt_service')[1]).toBeCloseTo(
      secured.paid('debtor', 'world-bank', 'secured_debt_service')[1]! +
        secured.paid('debtor', 'world-bank', 'debt_service')[1]!,
      9,
    );
  });

  it('secured new debt leaves less to the senior creditors of the web', () => {
    const told = (seniority?: string): Told => {
      const made = smallPlan({
        end: '2028-Q4',
        parties: {
          debtor: {
            name: 'Debtor',
            kind: 'other',
            cash: 0,
            listed: { price: 10, shares: 1e6, volatility: 0, beta: -4 / 4.5 },
            operations: { revenue: 40, growth: 0, margin: 1, tax: 0 },
            funding: { buffer: 500, ebitda_multiple: 12, value_fraction: 1, equity_fraction: 0, seniority },
          },
          one: { name: 'One', kind: 'lender', cash: 0 },
        },
        deals: { note: loan('one', 'debtor', { principal: 300, maturity: '2030-12-31' }) },
      });
      const forced = made.columnNames.indexOf('debtor:forced_default');
      return tell({ ...made, patches: [{ quarter: 2, column: forced, operation: 'set', value: 1 }] });
    };
    const sum = (of: Told, to: string): number => of.paid('world-shareholders', to).reduce((total, x) => total + x, 0);
    for (const seniority of ['secured', 'senior']) {
      const of = told(seniority);
      const cash = of.cash('debtor')[2]!;
      const outside = of.column('debtor:debt')[2]!;
      const assets = 240 + cash;
      const charged = seniority === 'secured' ? Math.min(outside, 240) : 0;
      const fraction = (assets - charged) / (300 + outside - charged);
      expect(sum(of, 'one')).toBeCloseTo(300 * Math.min(1, fraction), 6);
      expect(sum(of, 'world-other')).toBeCloseTo(charged + (outside - charged) * Math.min(1, fraction), 6);
    }
    expect(sum(told('secured'), 'one')).toBeLessThan(sum(told('senior'), 'one'));
  });

  it('outside debt matures as written: an eighth of it in a year is that sum, not an eighth of what is left', () => {
    const told = run(
      {
        debtor: {
          name: 'Debtor',
          kind: 'other',
          cash: 1000,
          debt: { amount: 80, rate: 0, maturities: { 2026: 40, 2027: 40 } },
        },
      },
      {},
    );
    near(told.paid('debtor', 'world-other', 'debt_service'), [...Array(8).fill(10), 0, 0]);
  });

  it('a vehicle without recourse fails alone: its owner loses its stake and nothing else', () => {
    const told = run(
      {
        vehicle: { name: 'Vehicle', kind: 'vehicle', cash: 0, asset_value: 60 },
        owner: { name: 'Owner', kind: 'other', cash: 500 },
        bank: { name: 'Bank', kind: 'lender', cash: 0 },
      },
      { site: loan('bank', 'vehicle', { recourse: 'none', secured_on: { assets: 60 } }) },
      { stakes: { vehicle: { holders: { owner: 1 } } } },
    );
    near(told.column('vehicle:status'), [0, 2, 2]);
    near(told.column('owner:status'), [0, 0, 0]);
    near(told.cash('owner'), [500, 500, 500, 500]);
    expect(told.column('site.loan:claim_lost')[2]).toBeCloseTo(70, 9);
  });
});

describe('rescue', () => {
  const parties = (rescue: boolean, partnerCash: number): SmallBook['parties'] => ({
    x: {
      name: 'X',
      kind: 'cloud',
      cash: 40,
      rescue,
      listed: { price: 10, shares: 100, volatility: 0, beta: -4 / 4.5 },
      operations: { revenue: 20, growth: 0, margin: 1, tax: 0 },
    },
    partner: { name: 'Partner', kind: 'cloud', cash: partnerCash },
  });
  const deals = { debt: loan('world-bank', 'x', {}) };
  const stakes = { x: { holders: { partner: 0.5 } } };

  it('a partner with more to lose than the need lends it, super-senior; nobody fails', () => {
    const told = run(parties(true, 500), deals, { stakes });
    // Need: 100 due against 40 and two quarters of 5. The partner loses half of 1000 otherwise.
    near(told.paid('partner', 'x', 'rescue'), [0, 50, 0]);
    near(told.column('x:status'), Array(8).fill(0));
    near(told.column('x:rescued_in'), [0, 2, 2]);
    // Interest of 8 % a year on the loan from the quarter after.
    expect(told.paid('x', 'partner', 'rescue_repayment')[2]).toBeCloseTo(1, 9);
  });

  it('is offered once; the loan is repaid over twelve quarters after four of grace, all of it', () => {
    const rich = parties(true, 500);
    const earning = { ...rich, x: { ...rich.x, operations: { revenue: 0, growth: 0, margin: 0, tax: 0 } } };
    const told = run(earning, deals, { stakes, end: '2031-Q4' });
    const back = told.paid('x', 'partner', 'rescue_repayment');
    // It earns nothing and cannot pay the interest: it fails for good.
    expect(back[2]).toBeCloseTo(0, 9);
    expect(told.column('x:status')[2]).toBe(3);
    const able = {
      ...rich,
      x: { ...rich.x, operations: { revenue: 80, growth: 0, margin: 0.5, tax: 0 } },
    };
    const paid = run(able, { debt: loan('world-bank', 'x', { principal: 160 }) }, { stakes, end: '2031-Q4' });
    const lent = paid.paid('partner', 'x', 'rescue').reduce((sum, v) => sum + v, 0);
    expect(lent).toBeGreaterThan(0);
    const outstanding = paid.column('rescue:x:partner');
    expect(outstanding[5]).toBeCloseTo(lent, 9);
    expect(outstanding[17]).toBeCloseTo(0, 9);
    const returned = paid.paid('x', 'partner', 'rescue_repayment');
    let balance = lent;
    for (let q = 2; q < 18; q++) balance = balance * 1.02 - returned[q]!;
    expect(balance).toBeCloseTo(0, 6);
  });

  it('counts the room for debt that funding leaves a partner, by the same rule: a holding company borrows on its stakes', () => {
    const holding = {
      ...parties(true, 30),
      partner: {
        name: 'Partner',
        kind: 'investor',
        cash: 30,
        funding: { buffer: 0, value_fraction: 0.1, equity_fraction: 0 },
      },
    };
    const told = run(holding, deals, { stakes });
    near(told.paid('partner', 'x', 'rescue'), [0, 50, 0]);
    // Half of x is worth 500; a tenth of that and of its cash is the most that it may owe. It lacks 20, at 5 % a year.
    near(told.paid('world-other', 'partner', 'debt_draw'), [0, 20]);
    near(told.column('partner:debt').slice(0, 2), [0, 20]);
    expect(told.column('partner:debt_rate')[1]).toBeCloseTo(0.05, 12);
    expect(told.column('partner:debt_room')[1]).toBeCloseTo(0.1 * told.column('partner:value')[0]! - 20, 9);
    const none = run(
      { ...holding, partner: { ...holding.partner, funding: { ...holding.partner.funding, value_fraction: 0.03 } } },
      deals,
      { stakes },
    );
    near(none.column('x:status').slice(1, 3), [2, 2]);
  });

  it('does not come where the partners cannot spare the need, or the party is not one to be rescued, or the world has none', () => {
    near(run(parties(true, 45), deals, { stakes }).column('x:status').slice(1, 3), [2, 2]);
    near(run(parties(false, 500), deals, { stakes }).column('x:status').slice(1, 3), [2, 2]);
    const plan = smallPlan({ end: '2028-Q4', parties: parties(true, 500), deals, stakes });
    near(tell(plan, { isCentral: true, rescues: false }).column('x:status').slice(1, 3), [2, 2]);
  });
});
