import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';

/** A lender of the book, a borrower with plenty of cash, no market: only the loan moves money. */
function loanBook(loan: object, more: { borrower?: object; deal?: object; book?: Partial<SmallBook> } = {}): Told {
  return tell(
    smallPlan({
      asOf: more.book?.asOf ?? '2025-12-31',
      end: '2028-Q4',
      parties: {
        lender: { name: 'Lender', kind: 'lender', cash: 1000 },
        borrower: { name: 'Borrower', kind: 'other', cash: 1000, ...more.borrower },
        ...more.book?.parties,
      },
      deals: {
        facility: {
          between: ['lender', 'borrower'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          ...more.deal,
          terms: {
            loan: { type: 'loan', lender: 'lender', borrower: 'borrower', principal: 400, rate: 0.08, ...loan },
          },
        },
        ...more.book?.deals,
      },
      stakes: more.book?.stakes ?? {},
      milestones: more.book?.milestones ?? {},
    }),
  );
}

const DRAWN_IN_2026 = { draws: { all: { share: 1, date: '2026-01-31' } } };

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};

describe('a loan', () => {
  it('bullet: drawn on its day, interest on what stood before, all back at maturity', () => {
    const told = loanBook({ ...DRAWN_IN_2026, maturity: '2026-12-31' });
    near(told.paid('lender', 'borrower', 'draw'), [400, 0, 0, 0, 0]);
    near(told.paid('borrower', 'lender', 'service'), [0, 8, 8, 408, 0]);
    // Interest is income from the web and taxed at 15 %; principal is not.
    near(told.cash('lender'), [600, 606.8, 613.6, 1020.4, 1020.4]);
    near(told.column('facility.loan:outstanding'), [400, 400, 400, 0, 0]);
  });

  it('linear: equal parts of principal from the first quarter in which it stands', () => {
    const told = loanBook({ maturity: '2026-12-31', amortisation: 'linear' });
    near(told.paid('borrower', 'lender', 'service'), [108, 106, 104, 102, 0]);
  });

  it('linear after an interest-only time', () => {
    // Three quarters from the day of the deal: 2025-Q4 and the first two of the run pay interest alone.
    const told = loanBook({ maturity: '2026-12-31', amortisation: 'linear', interest_only: 3 });
    near(told.paid('borrower', 'lender', 'service'), [8, 8, 208, 204, 0]);
  });

  it('annuity: the level payment of the closed form P·i / (1 − (1 + i)^−n)', () => {
    const told = loanBook({ maturity: '2027-12-31', amortisation: 'annuity' });
    let discount = 1;
    for (let k = 0; k < 8; k++) discount /= 1.02;
    const level = (400 * 0.02) / (1 - discount);
    near(told.paid('borrower', 'lender', 'service'), [...Array(8).fill(level), 0, 0]);
    expect(told.column('facility.loan:outstanding')[7]).toBeCloseTo(0, 9);
  });

  it('what was drawn before the run stands from its start; what the book says is drawn goes before the schedule', () => {
    const dated = { draws: { a: { amount: 100, date: '2025-11-30' }, b: { amount: 300, date: '2026-04-01' } } };
    near(loanBook({ ...dated, maturity: '2027-12-31' }).column('facility.loan:outstanding'), [100, 400, 400]);
    near(loanBook({ drawn: 250, maturity: '2027-12-31' }).column('facility.loan:outstanding'), [250, 250]);
  });

  it('a draw that waits for a milestone comes in its quarter', () => {
    const told = loanBook(
      { draws: { a: { share: 0.5, milestone: 'opening' } }, maturity: '2027-12-31' },
      { book: { milestones: { opening: { says: 'It opens.', date: '2026-08-15' } } } },
    );
    near(told.paid('lender', 'borrower', 'draw'), [0, 0, 200, 0]);
  });

  it('a draw between the last balance and the day of the book is posted once, with certainty', () => {
    const dated = {
      firm: 0.5,
      draws: { a: { amount: 100, date: '2025-11-15' }, b: { amount: 300, date: '2025-12-15' } },
    };
    const told = loanBook({ ...dated, maturity: '2027-12-31' }, { book: { asOf: '2025-11-30' } });
    near(told.paid('lender', 'borrower', 'draw'), [100 + 300 * (0.5 + 0.5 * 0.3), 0]);
    const said = loanBook({ ...dated, drawn: 100, maturity: '2027-12-31' }, { book: { asOf: '2025-11-30' } });
    near(said.column('facility.loan:outstanding'), [295, 295]);
  });

  it('what is not firm is drawn to its mean performance in the central case: π/2', () => {
    const told = loanBook({ ...DRAWN_IN_2026, maturity: '2027-12-31', firm: 0.25 });
    near(told.paid('lender', 'borrower', 'draw'), [400 * (0.25 + 0.75 * 0.3), 0]);
  });

  it('a borrower that can repay raises nothing for it: the forecast repays a loan once', () => {
    const rich = {
      cash: 450,
      listed: { price: 10, shares: 100, volatility: 0, beta: 0 },
      funding: { buffer: 0, equity_fraction: 1, value_fraction: 0, ebitda_multiple: 0 },
    };
    for (const amortisation of ['bullet', 'linear', 'annuity']) {
      const told = loanBook({ rate: 0.01, amortisation, maturity: '2026-12-31' }, { borrower: rich });
      near(told.paid('world-shareholders', 'borrower', 'equity'), Array(8).fill(0));
    }
    const poor = loanBook({ rate: 0, maturity: '2026-12-31' }, { borrower: { ...rich, cash: 390 } });
    expect(poor.paid('world-shareholders', 'borrower', 'equity').reduce((sum, x) => sum + x, 0)).toBeCloseTo(10, 9);
  });

  it('a margin call makes the excess over the loan-to-value limit fall due in the next quarter', () => {
    const told = loanBook(
      { maturity: '2028-12-31', margin_call_at: 0.5, secured_on: { stake: { issuer: 'target', shares: 0.4 } } },
      {
        book: {
          parties: {
            target: {
              name: 'Target',
              kind: 'other',
              cash: 0,
              listed: { price: 10, shares: 200, volatility: 0, beta: -4 / 4.5 },
            },
          },
          stakes: { target: { holders: { borrower: 1 } } },
        },
      },
    );
    // Drift r_f + β·ERP = 4 % − 4 % = 0: the target stays at 2000, the pledge at 800, the limit at 400.
    near(told.column('target:value'), [2000, 2000, 2000]);
    near(told.paid('borrower', 'lender', 'service'), [8, 8, 8]);
    const called = loanBook(
      { maturity: '2028-12-31', margin_call_at: 0.3, secured_on: { stake: { issuer: 'target', shares: 0.4 } } },
      {
        book: {
          parties: {
            target: {
              name: 'Target',
              kind: 'other',
              cash: 0,
              listed: { price: 10, shares: 200, volatility: 0, beta: -4 / 4.5 },
            },
          },
          stakes: { target: { holders: { borrower: 1 } } },
        },
      },
    );
    // Limit 240: after the first quarter 160 is called, interest on 400 beside it; then interest on 240.
    near(called.paid('borrower', 'lender', 'service'), [8, 168, 4.8, 4.8]);
    near(called.column('facility.loan:outstanding'), [400, 240, 240]);
  });

  it('a covenant tested every quarter: breach, cure, and the whole loan due when the cure has run out', () => {
    const covenant = { covenants: { liquidity: { measure: 'minimum_cash', threshold: 950, cure: 2 } } };
    // Cash 992 after one quarter, 984, 976, …: under 950 from the seventh quarter on (1000 − 7·8 = 944).
    const told = loanBook({ maturity: '2028-12-31', ...covenant });
    near(told.cash('borrower').slice(0, 7), [992, 984, 976, 968, 960, 952, 944]);
    // Breached in quarters 6, 7 and 8; two quarters of cure; due in the ninth.
    near(told.paid('borrower', 'lender', 'service'), [8, 8, 8, 8, 8, 8, 8, 8, 8, 408, 0, 0]);
  });

  it('a covenant tested once a year is breached between its tests too', () => {
    const covenant = { covenants: { liquidity: { measure: 'minimum_cash', threshold: 996, test: 'yearly', cure: 2 } } };
    // Breached at the first test, the cure of two quarters runs out in the third, due in the fourth.
    const told = loanBook({ maturity: '2028-12-31', ...covenant });
    near(told.paid('borrower', 'lender', 'service'), [8, 8, 8, 408, 0]);
  });

  it('a breach that is cured in time calls nothing', () => {
    const covenant = { covenants: { cover: { measure: 'interest_cover', threshold: 2, cure: 3 } } };
    // Outside revenue doubles after the first year: EBITDA 48 then 96 a year against interest of 32.
    const operations = { revenue: 240, growth: { 2026: 0, 2027: 2 }, margin: 0.2, tax: 0 };
    const told = loanBook({ maturity: '2028-12-31', ...covenant }, { borrower: { operations } });
    const quick = loanBook(
      { maturity: '2028-12-31', covenants: { cover: { measure: 'interest_cover', threshold: 2, cure: 6 } } },
      { borrower: { operations } },
    );
    expect(told.paid('borrower', 'lender', 'service')[4]).toBeCloseTo(408, 9);
    near(quick.paid('borrower', 'lender', 'service').slice(0, 11), Array(11).fill(8));
  });
});

/** A borrower that cannot pay: cash 50 and nothing else, a loan of 400 due in the second quarter. */
describe('a loan that is not repaid', () => {
  const book = (loan: object, more: Partial<SmallBook> = {}, borrower: object = {}): Told =>
    loanBook({ maturity: '2026-06-30', ...loan }, { borrower: { cash: 50, ...borrower }, book: more });

  it('stage one pays what there is; the estate opens a quarter later and never revises it', () => {
    const told = book({}, {}, { asset_value: 240 });
    // 8 of interest is paid; of 408 the 42 left; the estate sells assets of 240 at half, over four quarters.
    near(told.paid('borrower', 'lender', 'service'), [8, 42, 0, 0]);
    near(told.column('borrower:status'), [0, 2, 2, 2]);
    near(told.paid('world-shareholders', 'lender', 'estate'), [0, 0, 30, 30, 30, 30, 0]);
    // Claim: unpaid dues 366 and no more: the principal of 400 in them, less the 42 paid.
    expect(told.column('facility.loan:claim_amount')[2]).toBeCloseTo(366, 9);
    expect(told.column('facility.loan:claim_lost')[2]).toBeCloseTo(246, 9);
  });

  it('recourse to a party makes it owe what the estate leaves, up to its amount, in the quarter in which the estate opens', () => {
    const parent = { parent: { name: 'Parent', kind: 'other', cash: 500 } };
    const told = book({ recourse: { to: 'parent', up_to: 200 } }, { parties: parent }, { asset_value: 240 });
    near(told.paid('parent', 'lender', 'recourse'), [0, 0, 200, 0]);
    expect(told.column('facility.loan:claim_lost')[2]).toBeCloseTo(46, 9);
    near(told.cash('parent'), [500, 500, 300, 300]);
  });

  it('a secured claim is paid from its collateral before senior ones; without recourse it stops there', () => {
    const second = {
      note: {
        between: ['other', 'borrower'],
        date: '2025-10-15',
        status: 'signed',
        firm: 1,
        terms: {
          loan: {
            type: 'loan',
            lender: 'other',
            borrower: 'borrower',
            principal: 300,
            rate: 0,
            maturity: '2026-06-30',
          },
        },
      },
    };
    const other = { other: { name: 'Other', kind: 'lender', cash: 0 } };
    const told = (recourse: string): Told =>
      book(
        { rate: 0, secured_on: { assets: 100 }, recourse },
        { parties: other, deals: second },
        { cash: 0, asset_value: 600 },
      );
    // Assets bring 300. Secured 100 first; then 200 over 300 of the secured rest and 300 of the note.
    const full = told('full');
    near(full.paid('world-shareholders', 'lender', 'estate'), [0, 0, 50, 50, 50, 50, 0]);
    near(full.paid('world-shareholders', 'other', 'estate'), [0, 0, 25, 25, 25, 25, 0]);
    const none = told('none');
    near(none.paid('world-shareholders', 'lender', 'estate'), [0, 0, 25, 25, 25, 25, 0]);
    near(none.paid('world-shareholders', 'other', 'estate'), [0, 0, 50, 50, 50, 50, 0]);
  });

  it('subordinated claims come after senior ones', () => {
    const second = {
      note: {
        between: ['other', 'borrower'],
        date: '2025-10-15',
        status: 'signed',
        firm: 1,
        terms: {
          loan: {
            type: 'loan',
            lender: 'other',
            borrower: 'borrower',
            principal: 100,
            rate: 0,
            maturity: '2027-06-30',
            seniority: 'subordinated',
          },
        },
      },
    };
    const other = { other: { name: 'Other', kind: 'lender', cash: 0 } };
    const told = book({ rate: 0 }, { parties: other, deals: second }, { cash: 0, asset_value: 840 });
    // 420 from the assets: 400 to the senior lender, 20 of the accelerated 100 to the subordinated one.
    near(told.paid('world-shareholders', 'lender', 'estate'), [0, 0, 100, 100, 100, 100, 0]);
    near(told.paid('world-shareholders', 'other', 'estate'), [0, 0, 5, 5, 5, 5, 0]);
  });

  it('a second failure neither raises the old claim again nor cancels what the first estate promised', () => {
    const plan = smallPlan({
      end: '2028-Q4',
      parties: {
        lender: { name: 'Lender', kind: 'lender', cash: 0 },
        borrower: { name: 'Borrower', kind: 'other', cash: 50, asset_value: 240 },
      },
      deals: {
        facility: {
          between: ['lender', 'borrower'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            loan: {
              type: 'loan',
              lender: 'lender',
              borrower: 'borrower',
              principal: 400,
              rate: 0.08,
              maturity: '2026-06-30',
            },
          },
        },
      },
    });
    const forced = plan.columnNames.indexOf('borrower:forced_default');
    const twice = tell({ ...plan, patches: [{ quarter: 3, column: forced, operation: 'set', value: 1 }] });
    // The first estate promised 30 a quarter in quarters 2 to 5; two of them stand when the second opens in quarter 4.
    near(twice.paid('world-shareholders', 'lender', 'estate'), [0, 0, 30, 30, 15, 15, 15, 15, 0]);
  });
});
