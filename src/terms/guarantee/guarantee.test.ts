import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';

/** A vehicle borrows from a bank, a parent guarantees the loan; the vehicle has cash for a quarter or two. */
function guaranteeBook(
  guarantee: object,
  more: { loan?: object; vehicle?: object; parent?: object; status?: string; deals?: SmallBook['deals'] } = {},
): Told {
  return tell(
    smallPlan({
      end: '2029-Q4',
      parties: {
        bank: { name: 'Bank', kind: 'lender', cash: 0 },
        vehicle: { name: 'Vehicle', kind: 'vehicle', cash: 10, ...more.vehicle },
        parent: { name: 'Parent', kind: 'other', cash: 1000, ...more.parent },
      },
      deals: {
        site: {
          between: ['bank', 'vehicle', 'parent'],
          date: '2025-10-15',
          status: more.status ?? 'signed',
          firm: 1,
          terms: {
            loan: {
              type: 'loan',
              lender: 'bank',
              borrower: 'vehicle',
              principal: 400,
              rate: 0.08,
              maturity: '2026-12-31',
              recourse: 'none',
              ...more.loan,
            },
            guarantee: { type: 'guarantee', guarantor: 'parent', of: 'site.loan', cover: 0.5, ...guarantee },
          },
        },
        ...more.deals,
      },
    }),
  );
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};

describe('a guarantee', () => {
  it('is called in the next quarter with its cover of what stayed unpaid, then on the original schedule; acceleration does not bind it', () => {
    // Interest 8 a quarter: the second leaves 6 unpaid. Estate worth nothing. The original schedule: 8, then 408 at the end of the year.
    const told = guaranteeBook({});
    near(told.paid('vehicle', 'bank', 'service'), [8, 2, 0, 0, 0, 0]);
    // Half of 6; the estate opens; half of the 8 missed in the third quarter; half of the 408 missed in the fourth.
    near(told.paid('parent', 'bank', 'call'), [0, 0, 3, 4, 204, 0, 0]);
  });

  it('a bullet missed on its day is guaranteed once', () => {
    const told = guaranteeBook({}, { loan: { maturity: '2026-06-30' } });
    near(told.paid('vehicle', 'bank', 'service'), [8, 2, 0, 0]);
    near(told.paid('parent', 'bank', 'call'), [0, 0, 203, 0, 0, 0, 0]);
  });

  it('pays no more than its limit in all', () => {
    const told = guaranteeBook({ up_to: 5 });
    near(told.paid('parent', 'bank', 'call'), [0, 0, 3, 2, 0, 0]);
    near(told.column('site.guarantee:paid_out'), [0, 0, 3, 5, 5]);
  });

  it('costs its fee on the principal that it covers, paid by the debtor', () => {
    const told = guaranteeBook({ fee: 0.02 }, { vehicle: { cash: 1000 } });
    near(told.paid('vehicle', 'parent', 'fee'), [1, 1, 1, 1, 0]);
  });

  it('that is only announced counts with its probability in the central case', () => {
    // π of an announced deal is 0.3; the loan is drawn before the run and stands in full.
    const told = guaranteeBook({ firm: 0 }, { status: 'announced' });
    near(told.paid('parent', 'bank', 'call'), [0, 0, 0.9, 1.2]);
  });

  it('ends on its last day', () => {
    near(guaranteeBook({ until: '2026-09-30' }).paid('parent', 'bank', 'call'), [0, 0, 3, 0, 0, 0]);
  });

  it('what the estate pays goes first to the creditor; it lightens what the guarantor is held to', () => {
    // Assets of 320 bring 160, forty a quarter on a claim of 6 + 400 from the third quarter on.
    const told = guaranteeBook({}, { vehicle: { asset_value: 320 } });
    near(told.paid('world-shareholders', 'bank', 'estate'), [0, 0, 40, 40, 40, 40, 0]);
    // Schedule after the failure: 8 in the third quarter against 40 paid, principal falls to 368; interest 7.36 and 40 in the
    // fourth, when the rest is due: 368 + 7.36 − 40 = 335.36 unpaid. Two more instalments come later.
    near(told.paid('parent', 'bank', 'call'), [0, 0, 3, 0, 167.68, 0, 0]);
  });

  it('a guarantor who paid stands behind the creditor’s remainder in the estate', () => {
    // Full cover of a bullet missed on its day: 406 paid by the guarantor in the third quarter. The estate brings 400 of 406.
    const told = guaranteeBook({ cover: 1 }, { loan: { maturity: '2026-06-30' }, vehicle: { asset_value: 800 } });
    near(told.paid('parent', 'bank', 'call'), [0, 0, 406, 0]);
    // The guarantor makes the creditor whole in the quarter of the first instalment, and takes the claim over.
    near(told.paid('world-shareholders', 'bank', 'estate'), [0, 0, 0, 0, 0, 0, 0]);
    near(told.paid('world-shareholders', 'parent', 'recovery'), [0, 0, 100, 100, 100, 100, 0]);
  });

  it('a guarantor that cannot pay is in default itself, as a debtor of its guarantee', () => {
    const told = guaranteeBook({}, { parent: { cash: 1 } });
    near(told.paid('parent', 'bank', 'call'), [0, 0, 1, 0]);
    near(told.column('parent:status'), [0, 0, 3, 3]);
  });

  it('is one of several: what the estate returns beyond the creditor’s remainder is shared by what each guarantor paid', () => {
    const told = guaranteeBook(
      { cover: 0.75 },
      {
        loan: { maturity: '2026-06-30' },
        vehicle: { asset_value: 640 },
        deals: {
          uncle: {
            between: ['bank', 'parent'],
            date: '2025-10-15',
            status: 'signed',
            firm: 1,
            terms: { half: { type: 'guarantee', guarantor: 'world-insurer', of: 'site.loan', cover: 0.25 } },
          },
        },
      },
    );
    // 406 stay unpaid on the day: 304.50 and 101.50 are called. The estate brings 320 of 406; the creditor has all of its claim.
    near(told.paid('parent', 'bank', 'call'), [0, 0, 304.5, 0]);
    near(told.paid('world-insurer', 'bank', 'call'), [0, 0, 101.5, 0]);
    near(told.paid('world-shareholders', 'bank', 'estate'), [0, 0, 0, 0, 0, 0, 0]);
    near(told.paid('world-shareholders', 'parent', 'recovery'), [0, 0, 60, 60, 60, 60, 0]);
    near(told.paid('world-shareholders', 'world-insurer', 'recovery'), [0, 0, 20, 20, 20, 20, 0]);
  });
});
