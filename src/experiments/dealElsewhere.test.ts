import { describe, expect, it } from 'vitest';
import { smallBook } from '../../test/engineBook.ts';
import type { Book } from '../book/book.ts';
import type { BusinessLeverage } from '../questions/leverage/leverageSchema.ts';
import { askLeverage } from './askLeverage.ts';
import { inProcessRunner } from './runner.ts';

const maker = (name: string, price: number) => ({
  name,
  kind: 'chipmaker',
  cash: '10B',
  listed: { price, shares: '1B', volatility: 0.4, beta: 1 },
  operations: { revenue: '1B', growth: 0, margin: 0.3, web_margin: 0.5, tax: 0 },
});
const parties = {
  first: maker('First', 100),
  second: maker('Second', 50),
  buyer: { name: 'Buyer', kind: 'other', cash: '60B', operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 } },
  third: { name: 'Third', kind: 'other', cash: '60B', operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 } },
};
const sale = (seller: string, buyer: string, price: string, more: object = {}): object => ({
  between: [buyer, seller],
  date: '2025-12-01',
  status: 'signed',
  terms: {
    chips: { type: 'supply', buyer, seller, amount: 1, price, start: '2026-01-01', years: 2, own: true },
    ...more,
  },
});
const warrant = {
  type: 'warrant',
  issuer: 'first',
  holder: 'buyer',
  shares: '20M',
  strike: 0.01,
  expiry: '2027-12-31',
  volume: 'order.chips',
  tranches: { all: { share: 1, delivered: 0.5 } },
};

async function told(deals: Record<string, object>): Promise<Record<string, BusinessLeverage>> {
  const runner = inProcessRunner();
  const book: Book = smallBook({ parties, deals });
  const { result } = await askLeverage({ book, diagnostics: [], openRunner: async () => runner, paths: 64, seed: 5 });
  return Object.fromEntries(Object.entries(result!.deals).map(([id, { business }]) => [id, business!]));
}

describe('a deal served by the next-best vendor', () => {
  it('is served by who sells to this buyer already, else by the largest seller of the kind', async () => {
    const { order, other } = await told({
      order: sale('first', 'buyer', '8B'),
      other: sale('second', 'third', '12B'),
    });
    expect(order!.next_best).toEqual({
      seller: 'second',
      basis: 'largest other seller',
      ahead: 12e9,
      unit_price: 12e9,
    });
    expect(other!.next_best!.seller).toBe('first');
    const { order: again } = await told({
      order: sale('first', 'buyer', '8B'),
      other: sale('second', 'buyer', '12B'),
    });
    expect(again!.next_best!.basis).toBe('sells to this buyer');
  });

  it('costs the seller its margin, and brings the vendor its own at its own price', async () => {
    const { order } = await told({ order: sale('first', 'buyer', '8B'), other: sale('second', 'third', '12B') });
    // Without a market nothing is resold: the margin on 8 billion is lost whoever serves.
    expect(order!.displaced).toBeCloseTo(0, 9);
    const { amount } = order!.signer_gain_without_fear;
    expect(amount).toBeCloseTo(order!.signer_gain_if_nobody_serves.amount, -3);
    expect(amount / order!.present_value.expected).toBeCloseTo(0.5, 6);
    // The threat: gains of vendor and buyer at 12 billion, less the buyer's at 8.
    const { gross, predicted, in_one_step } = order!;
    expect(predicted).toMatchObject({ rival: 'second', rival_from: 'run' });
    expect(in_one_step.rival).toBe('second');
    expect(in_one_step.gross).toEqual(gross);
  });

  it('is served by nobody where nobody else sells the kind: the struck-out world stands in', async () => {
    const { order } = await told({ order: sale('first', 'buyer', '8B') });
    expect(order!.next_best).toBeNull();
    expect(order!.signer_gain_without_fear).toEqual(order!.signer_gain_if_nobody_serves);
    expect(order!.predicted.rival).toBeNull();
  });

  it('lets the rival threaten with what the deal would bring if the book said that the rival serves', async () => {
    const other = sale('second', 'third', '6B');
    const { order } = await told({ order: sale('first', 'buyer', '8B'), other });
    const { order: swapped } = await told({ order: sale('second', 'buyer', '6B'), other });
    const { gross, predicted } = order!;
    const threat = swapped!.gross.buyer + swapped!.gross.seller - gross.buyer;
    expect(threat).toBeGreaterThan(predicted.nash!);
    expect(predicted.with_threat).toBeCloseTo(Math.min(threat, gross.seller), -2);
  });
});

describe('compute served by the next-best cloud', () => {
  const market = {
    capacity: 20,
    demand: 19,
    growth: 0.1,
    reference_price: '12B',
    elasticity: 1,
    running_cost: '1.5B',
    lead: 4,
    build: { chips: '25B', shell: '13B' },
  };
  const cloud = (name: string, capacity: number) => ({
    name,
    kind: 'cloud',
    cash: '60B',
    capacity,
    operations: { revenue: '9B', growth: 0, margin: 0.3, tax: 0 },
  });
  const rent = (seller: string, buyer: string, amount: number): object => ({
    between: [buyer, seller],
    date: '2025-12-01',
    status: 'signed',
    terms: { compute: { type: 'capacity', buyer, seller, amount, price: '12B', start: '2026-04-01', years: 4 } },
  });

  it('leaves the seller what it had under way, so that it loses the contract and no more', async () => {
    const runner = inProcessRunner();
    const book = smallBook({
      end: '2030-Q4',
      parties: { ...parties, one: cloud('One', 0.1), two: cloud('Two', 1) },
      market,
      deals: { mine: rent('one', 'buyer', 0.5), theirs: rent('two', 'third', 0.5) },
    });
    const asking = { book, diagnostics: [], openRunner: async () => runner, paths: 64, seed: 5 };
    const { mine } = (await askLeverage(asking)).result!.deals;
    const { next_best, signer_gain_without_fear: gain, signer_gain_if_nobody_serves: struck } = mine!.business!;
    expect(next_best).toMatchObject({ seller: 'two', basis: 'largest other seller', unit_price: null });
    const sales = mine!.business!.present_value.expected;
    expect(Math.abs(gain.amount - struck.amount)).toBeLessThan(0.02 * sales);
    // What two then builds for the buyer presses on the price at which one lets what it has.
    expect(gain.amount).toBeGreaterThan(struck.amount);
  });
});

describe('a deal in which nothing passes beside the price', () => {
  it('brings its sides what it would if the warrant had never been written', async () => {
    const withWarrant = await told({ order: sale('first', 'buyer', '8B', { warrant }) });
    const without = await told({ order: sale('first', 'buyer', '8B') });
    const { gross, in_one_step, transfer } = withWarrant.order!;
    expect(transfer.mid).toBeGreaterThan(1e9);
    expect(gross.seller).toBeCloseTo(without.order!.gross.seller, -2);
    expect(gross.buyer).toBeCloseTo(without.order!.gross.buyer, -2);
    // Where the warrant changes nothing else in the run, one step finds the same.
    expect(in_one_step.gross.seller).toBeCloseTo(gross.seller, -4);
  });

  it('is the deal itself where nothing passes', async () => {
    const { order } = await told({ order: sale('first', 'buyer', '8B') });
    expect(order!.in_one_step.gross).toEqual(order!.gross);
    expect(order!.in_one_step.nash_less_run).toBeNull();
  });
});
