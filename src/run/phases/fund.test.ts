import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';

/** A business that loses 10 a quarter and can raise money. */
function losing(funding: object, more: object = {}): Told {
  return tell(
    smallPlan({
      end: '2028-Q4',
      parties: {
        firm: {
          name: 'Firm',
          kind: 'other',
          cash: 100,
          listed: { price: 100, shares: 100, volatility: 0, beta: -4 / 4.5 },
          operations: { revenue: 40, growth: 0, margin: -1, tax: 0 },
          funding: { buffer: 30, ebitda_multiple: 0, value_fraction: 0, ...funding },
          ...more,
        },
      },
    }),
  );
}
const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};

describe('funding', () => {
  it('raises what keeps the buffer over four quarters, every quarter anew: what came last quarter is no income of this one', () => {
    const told = losing({ equity_fraction: 1 });
    near(told.paid('world-shareholders', 'firm', 'equity'), [0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10]);
    near(told.cash('firm'), [90, 80, 70, 60, 60, 60, 60, 60, 60, 60, 60, 60]);
  });

  it('equity over any four quarters stays within its fraction of value; new shares at the market value', () => {
    const told = losing({ equity_fraction: 0.002 });
    const raised = told.paid('world-shareholders', 'firm', 'equity');
    const value = told.column('firm:value');
    for (let q = 4; q < 12; q++) {
      const year = raised.slice(Math.max(0, q - 3), q + 1).reduce((sum, x) => sum + x, 0);
      expect(year, `quarter ${q}`).toBeLessThanOrEqual(0.002 * value[q]! + 1e-9);
    }
    expect(raised.reduce((sum, x) => sum + x, 0)).toBeGreaterThan(40);
    const shares = told.column('firm:shares');
    for (let q = 1; q < 12; q++)
      expect(shares[q]! / shares[q - 1]!).toBeCloseTo(1 + raised[q]! / (value[q]! - raised[q]!), 6);
  });

  it('debt comes first, up to its room, and is served from the next quarter on', () => {
    const told = losing({ equity_fraction: 1, ebitda_multiple: 0, value_fraction: 0.1, line: 25 });
    const drawn = told.paid('world-other', 'firm', 'debt_draw');
    near(drawn.slice(0, 6), [0, 0, 0, 0, 10, drawn[5]!]);
    // The line is all the room there is without earnings: then equity.
    expect(told.column('firm:debt')[11]).toBeLessThanOrEqual(25 + 1e-9);
    expect(told.paid('world-shareholders', 'firm', 'equity')[4]).toBeCloseTo(0, 9);
    expect(told.paid('firm', 'world-other', 'debt_service')[5]).toBeGreaterThan(0);
    for (const cash of told.cash('firm').slice(4)) expect(cash).toBeGreaterThan(30);
  });

  it('who can raise nothing pays until the cash is gone, and fails in the quarter in which it is', () => {
    const told = losing({ equity_fraction: 0 });
    near(told.cash('firm').slice(0, 10), [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]);
    near(told.column('firm:status'), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11]);
  });

  it('goes by investors first: a firm plans with what its investor can pay after it has raised money itself', () => {
    const told = (funding?: object): Told =>
      tell(
        smallPlan({
          end: '2028-Q4',
          parties: {
            firm: {
              name: 'Firm',
              kind: 'other',
              cash: 40,
              listed: { price: 100, shares: 100, volatility: 0, beta: -4 / 4.5 },
              operations: { revenue: 40, growth: 0, margin: -1, tax: 0 },
              funding: { buffer: 30, ebitda_multiple: 0, value_fraction: 0, equity_fraction: 1 },
            },
            investor: {
              name: 'Investor',
              kind: 'other',
              cash: 20,
              listed: { price: 100, shares: 100, volatility: 0, beta: -4 / 4.5 },
              funding,
            },
          },
          deals: {
            round: {
              between: ['firm', 'investor'],
              date: '2025-10-15',
              status: 'signed',
              firm: 1,
              terms: {
                equity: {
                  type: 'equity',
                  investor: 'investor',
                  issuer: 'firm',
                  amount: 100,
                  tranches: { all: { share: 1, date: '2026-05-01' } },
                },
              },
            },
          },
        }),
      );
    // 30 and 100 of the investor less four quarters of 10 leave 90. Of the 100 only 20 come: 10, so 20 are raised.
    near(told().paid('investor', 'firm', 'payment'), [0, 20, 0]);
    near(told().paid('world-shareholders', 'firm', 'equity'), [0, 20, 10]);
    const able = told({ buffer: 0, ebitda_multiple: 0, value_fraction: 0, equity_fraction: 1 });
    near(able.paid('investor', 'firm', 'payment'), [0, 100, 0]);
    near(able.paid('world-shareholders', 'firm', 'equity'), [0, 0, 0]);
  });
});
