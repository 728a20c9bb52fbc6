import { beforeAll, describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { askContagion, type ContagionAsked } from '../../experiments/askContagion.ts';
import { planBook } from '../../plan/planBook.ts';
import { centralCase } from '../../run/centralCase.ts';
import { bookDues } from './bookDues.ts';
import { type ContagionResult, contagionAnswerSchema } from './contagionSchema.ts';

async function ask(book: Book, asked: ContagionAsked): Promise<ContagionResult> {
  const openRunner = () => Promise.reject(new Error('clearing a book needs no runner'));
  const answer = await askContagion({ book, diagnostics: [], openRunner, paths: 1, seed: 1 }, asked);
  expect(answer.error).toBeNull();
  expect(contagionAnswerSchema.safeParse(answer).error).toBeUndefined();
  return answer.result!;
}

const party = (cash: string, more: object = {}) => ({
  name: 'Party',
  kind: 'other',
  cash,
  operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 },
  ...more,
});
const order = (buyer: string, seller: string): object => ({
  between: [buyer, seller],
  date: '2025-12-01',
  status: 'signed',
  terms: {
    chips: { type: 'supply', buyer, seller, total: '8B', start: '2026-01-01', years: 2, own: true },
  },
});

describe('dues of a book by hand', () => {
  const book = smallBook({
    parties: { buyer: party('5B'), seller: party('1B'), maker: party('0.1B') },
    deals: { first: order('buyer', 'seller'), second: order('seller', 'maker') },
    stakes: { maker: { holders: { buyer: 0.25 } } },
  });

  it('are what is paid in four quarters, and assets what the outside pays and cash', () => {
    const plan = planBook(book);
    const network = bookDues(book, plan, centralCase(plan, false), ['buyer', 'seller', 'maker']);
    const owed = (from: string, to: string): number =>
      network.obligations.amount.reduce(
        (sum, amount, row) =>
          network.ids[network.obligations.debtor[row]!] === from &&
          network.ids[network.obligations.creditor[row]!] === to
            ? sum + amount
            : sum,
        0,
      );
    expect(owed('buyer', 'seller')).toBeCloseTo(4e9, 0);
    expect(owed('seller', 'maker')).toBeCloseTo(4e9, 0);
    expect(network.outsideAssets![0]).toBeCloseTo(6e9, 0);
    expect(network.outsideAssets![2]).toBeCloseTo(1.1e9, 0);
    expect(network.holdings).toEqual([{ owner: 0, owned: 2, fraction: 0.25 }]);
  });

  it('fail in turn: who loses its assets pays nothing, who is not paid pays what it has', async () => {
    const { parties, total } = await ask(book, { model: 'eisenberg-noe', fail: ['buyer'] });
    // The maker keeps something, so that a quarter of that is all that the buyer can pay.
    const { buyer, seller, maker } = parties;
    expect([buyer!.round, seller!.round, maker!.round]).toEqual([0, 1, null]);
    const costs = 0.7e9;
    expect(buyer!.due).toBeCloseTo(4e9 + costs, -1);
    const received = (buyer!.payment * 4e9) / buyer!.due;
    expect(seller!.payment).toBeCloseTo(2e9 + received, -1);
    const got = (seller!.payment * 4e9) / seller!.due;
    expect(maker!.net_worth).toBeCloseTo(1.1e9 + got - costs, -1);
    expect(buyer!.payment).toBeCloseTo(0.25 * maker!.net_worth, -1);
    expect(seller!.losses[0]).toMatchObject({ from: 'buyer', mechanism: 'claim' });
    expect(total.defaulted).toBe(2);
    expect(seller!.marked_loss).toBeGreaterThan(0);
  });

  it('cost more where assets and receipts of a defaulter are lost in part, and the same where nothing is', async () => {
    const [none, some, all] = await Promise.all([
      ask(book, { model: 'eisenberg-noe', shocks: ['buyer=90%'] }),
      ask(book, { model: 'rogers-veraart', alpha: 0.5, beta: 0.5, shocks: ['buyer=90%'] }),
      ask(book, { model: 'rogers-veraart', alpha: 1, beta: 1, shocks: ['buyer=90%'] }),
    ]);
    expect(some.total.shortfall).toBeGreaterThan(none.total.shortfall);
    expect(all.total.shortfall).toBeCloseTo(none.total.shortfall, 0);
    const valued = await ask(book, { model: 'neva', valuation: 'eisenberg-noe', shocks: ['buyer=90%'] });
    expect(valued.parties.seller!.defaulted).toBe(none.parties.seller!.defaulted);
    expect(none.parties.seller!.marked_loss).toBeNull();
  });
});

describe('the shipped book', () => {
  let book: Book;
  beforeAll(() => {
    book = bookFolder('ai-buildout', { asOf: '2025-11-30' });
  });

  it('pays all its dues while nobody is hit, and keeps what the ledger of the central case says', async () => {
    const plan = planBook(book);
    const central = centralCase(plan, false);
    const { total, parties } = await ask(book, { model: 'eisenberg-noe', shocks: ['all=0%'] });
    expect([total.defaulted, total.shortfall]).toEqual([0, 0]);
    // Cash after four quarters, without what nobody is held to (dividends, what channels invest), and shares in others.
    for (const { id, account } of plan.parties) {
      let left = central.cash[account * plan.quarters + 3]!;
      for (const [r, row] of plan.rows.entries()) {
        if (row.role !== 'payout' && !(row.purpose === 'finance' && row.ref === '')) continue;
        const isFromParty = plan.parties.some((p) => p.account === row.payer);
        const sign = row.payer === account ? 1 : row.payee === account && isFromParty ? -1 : 0;
        for (let q = 0; q < 4; q++) left += sign * central.payments[r * plan.quarters + q]!;
      }
      const own = parties[id]!.net_worth;
      expect(own).toBeGreaterThanOrEqual(left - 1e-6 * Math.abs(left) - 1);
      if (book.content.stakes !== undefined && !holds(book, id)) expect(own / 1e9).toBeCloseTo(left / 1e9, 6);
    }
  });

  it('clears after a scenario', async () => {
    const result = await ask(book, { model: 'eisenberg-noe', scenario: 'credit-closes' });
    expect(result.failed).toEqual([]);
    expect(result.total.due).toBeGreaterThan(0);
  });
});

function holds(book: Book, id: string): boolean {
  return Object.values(book.content.stakes ?? {}).some(({ holders }) => Object.hasOwn(holders, id));
}
