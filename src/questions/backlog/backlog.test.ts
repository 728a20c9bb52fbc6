import { describe, expect, it } from 'vitest';
import { type SmallBook, smallBook } from '../../../test/engineBook.ts';
import { quarterOf } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { askBacklog } from '../../experiments/askBacklog.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { type BacklogResult, type BridgeStep, backlogAnswerSchema } from './backlogSchema.ts';
import { fiscalYearOf } from './fiscalYear.ts';

const MARKET = {
  capacity: 10,
  demand: 1e-9,
  growth: { 2026: 0 },
  reference_price: 10,
  elasticity: 1,
  running_cost: 4,
  build: { chips: 20, shell: 0, chip_life: 5, shell_life: 20 },
  cost_of_capital: 0,
  ageing: 0,
  lead: 2,
  risk_free: 0.04,
};

const compute = (more: object = {}): object => ({
  between: ['seller', 'buyer'],
  date: '2025-10-15',
  status: 'signed',
  firm: 1,
  terms: {
    term: {
      type: 'capacity',
      buyer: 'buyer',
      seller: 'seller',
      amount: 1,
      start: '2026-01-01',
      years: 2,
      price: 10,
      take_or_pay: 1,
      ...more,
    },
  },
});

function bookOf(more: Partial<SmallBook> = {}): Book {
  return smallBook({
    end: '2026-Q4',
    parties: {
      seller: {
        name: 'Seller',
        kind: 'cloud',
        cash: 1000,
        capacity: 5,
        fiscal_year_end: '05-31',
        reported: { backlog: { '2025-09-30': 50 }, backlog_share: { buyer: 0.5 } },
      },
      buyer: { name: 'Buyer', kind: 'cloud', cash: 1000 },
    },
    market: MARKET,
    deals: { compute: compute() },
    ...more,
  });
}

async function answerTo(book: Book, paths = 64): Promise<BacklogResult> {
  const answer = await askBacklog({
    book,
    diagnostics: [],
    openRunner: async () => inProcessRunner(),
    paths,
    seed: 1,
  });
  backlogAnswerSchema.parse(answer);
  return answer.result!;
}

const rowAt = (result: BacklogResult, step: BridgeStep, seller = 'seller') =>
  result.sellers[seller]!.bridge.find((row) => row.step === step)!;
const total = (rows: readonly { amount: number }[]): number => rows.reduce((sum, row) => sum + row.amount, 0);

describe('a fiscal year', () => {
  it('is the one that holds the middle of the quarter', () => {
    expect([1, 2, 3, 4].map((n) => fiscalYearOf(quarterOf(2026, n)))).toEqual([2026, 2026, 2026, 2026]);
    // Ends with May: its last quarter is the one around March and April, and the middle of the next is in May.
    expect([1, 2, 3, 4].map((n) => fiscalYearOf(quarterOf(2026, n), '05-31'))).toEqual([2026, 2026, 2027, 2027]);
    expect([1, 2, 3, 4].map((n) => fiscalYearOf(quarterOf(2026, n), '01-31'))).toEqual([2027, 2027, 2027, 2027]);
    expect(fiscalYearOf(quarterOf(2026, 1), '02-10')).toBe(2027);
  });
});

describe('the bridge from reported backlog', () => {
  it('foots: what is reported is named or unexplained, and a contract is told by hand', async () => {
    const result = await answerTo(bookOf());
    // Signed after the day of the report: nothing of the 50 is named.
    expect(rowAt(result, 'reported').amount).toBe(50);
    expect(rowAt(result, 'reported').by_customer).toEqual({ buyer: 25 });
    expect(rowAt(result, 'named').amount).toBe(0);
    expect(rowAt(result, 'unexplained').amount).toBe(50);
    // Ten a year for two years, half of which lies behind the run's horizon.
    expect(rowAt(result, 'signed_later').amount).toBeCloseTo(20, 9);
    expect(rowAt(result, 'firm').amount).toBeCloseTo(20, 9);
    expect(rowAt(result, 'firm').by_year).toEqual([
      { year: 2026, amount: 5 },
      { year: 2027, amount: 10 },
      { year: 2028, amount: 5 },
    ]);
    expect(rowAt(result, 'expected_paid').amount).toBeCloseTo(20, 6);
    expect(result.sellers.seller!.beyond_horizon).toBeCloseTo(10, 6);
    // Without a default or a choice only the kernel is uncertain; its mean is e^(−rt).
    const within = [1, 2, 3, 4].reduce((sum, q) => sum + 2.5 * Math.exp((-0.04 * q) / 4), 0);
    const later = [5, 6, 7, 8].reduce((sum, q) => sum + 2.5 * Math.exp(-(0.04 + 0.045) * (q / 4)), 0);
    const value = rowAt(result, 'present_value');
    expect(Math.abs(value.amount! - within - later)).toBeLessThan(4 * value.standard_error! + 1e-9);
    // Four a unit and year to run it, the same part of the price after the horizon.
    expect(rowAt(result, 'cost_to_serve').amount!).toBeCloseTo(0.4 * value.amount!, 6);
    expect(rowAt(result, 'margin').amount!).toBeCloseTo(0.6 * value.amount!, 6);
    for (const { bridge } of Object.values(result.sellers))
      for (const row of bridge) {
        const customers = Object.values(row.by_customer);
        if (row.step !== 'reported' && row.step !== 'unexplained' && row.amount !== null)
          expect(customers.reduce((sum, x) => sum + x, 0)).toBeCloseTo(row.amount, 6);
        if (row.by_year.length > 0) expect(total(row.by_year)).toBeCloseTo(row.amount!, 6);
      }
  });

  it('names what was signed by the day of the report', async () => {
    const book = bookOf({ deals: { compute: { ...compute(), date: '2025-08-01' } } });
    const result = await answerTo(book, 16);
    expect(rowAt(result, 'named').amount).toBeCloseTo(20, 9);
    expect(rowAt(result, 'unexplained').amount).toBeCloseTo(30, 9);
    expect(rowAt(result, 'unexplained').by_customer.buyer).toBeCloseTo(5, 9);
  });

  it('counts the capital for what is not yet delivered, and expects less of a buyer that may fail', async () => {
    const poor = bookOf({
      parties: {
        seller: { name: 'Seller', kind: 'cloud', cash: 1000, capacity: 5 },
        buyer: { name: 'Buyer', kind: 'cloud', cash: 6 },
      },
      deals: { compute: compute({ start: '2026-04-01' }) },
    });
    const result = await answerTo(poor, 16);
    // One unit, delivered from the second quarter on, at 20 of chips.
    expect(rowAt(result, 'capital_to_spend').by_year.length).toBe(1);
    expect(rowAt(result, 'capital_to_spend').amount).toBeCloseTo(20, 6);
    const expected = rowAt(result, 'expected_paid').amount!;
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(rowAt(result, 'firm').amount! - 1);
    expect(rowAt(result, 'reported').amount).toBeNull();
  });

  it('looks the payments through to where the money came in: an investor’s through the buyer', async () => {
    const book = bookOf({
      parties: {
        seller: { name: 'Seller', kind: 'cloud', cash: 1000, capacity: 5 },
        buyer: { name: 'Buyer', kind: 'cloud', cash: 0 },
        backer: { name: 'Backer', kind: 'investor', cash: 400 },
      },
      deals: {
        compute: compute(),
        money: {
          between: ['backer', 'buyer'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            equity: {
              type: 'equity',
              investor: 'backer',
              issuer: 'buyer',
              amount: 200,
              valuation: 800,
              tranches: { first: { share: 1, date: '2026-01-15' } },
            },
          },
        },
      },
      stakes: { buyer: { holders: { backer: 0.1 } } },
    });
    const result = await answerTo(book, 4);
    const payers = result.sellers.seller!.payers;
    expect(payers.reduce((sum, p) => sum + p.share, 0)).toBeCloseTo(1, 9);
    expect(payers[0]).toMatchObject({ party: 'backer', money: 'cash' });
    expect(payers[0]!.share).toBeGreaterThan(0.9);
    expect(total(payers)).toBeCloseTo(10, 6);
    expect(result.payers[0]!.to.seller).toBeCloseTo(payers[0]!.amount, 9);
  });
});
