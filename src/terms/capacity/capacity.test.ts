import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';
import type { Plan } from '../../plan/plan.ts';
import { capacitySteps, putOffPayment, stillPutOff } from './capacity.ts';

/** Demand is next to nothing, so the price lies at the running cost of 4; long-run cost is 20/5 + 4 = 8. */
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
  sublet_haircut: 0.2,
};

const lab = (training: number): object => ({
  name: 'Buyer',
  kind: 'lab',
  cash: 1000,
  demand: { revenue: 0, growth: 0, margin: 0.5, other_costs: 0, training, revenue_per_capacity: 1, elasticity: 0 },
});

interface More {
  readonly buyer?: object;
  readonly seller?: object;
  readonly deal?: object;
  readonly book?: Partial<SmallBook>;
}

const capacityBook = (term: object, more: More = {}): Told => tell(capacityPlan(term, more));

function capacityPlan(term: object, more: More): Plan {
  return smallPlan({
    end: '2029-Q4',
    parties: {
      seller: { name: 'Seller', kind: 'cloud', cash: 1000, capacity: 5, ...more.seller },
      buyer: more.buyer ?? { name: 'Buyer', kind: 'cloud', cash: 1000 },
      ...more.book?.parties,
    },
    market: MARKET,
    deals: {
      compute: {
        between: ['seller', 'buyer'],
        date: '2025-10-15',
        status: 'signed',
        firm: 1,
        ...more.deal,
        terms: {
          term: {
            type: 'capacity',
            buyer: 'buyer',
            seller: 'seller',
            amount: 1,
            start: '2026-01-01',
            years: 2,
            price: 10,
            take_or_pay: 0.8,
            ...term,
          },
        },
      },
      ...more.book?.deals,
    },
  });
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};
/** What was put off and has not fallen due, by quarter. */
const putOff = (told: Told): number[] => {
  const instalments = Array.from({ length: 8 }, (_, q) => told.column(`compute.term:deferred_${q}`));
  return instalments[0]!.map((_, quarter) => instalments.reduce((sum, column) => sum + column[quarter]!, 0));
};
const payments = (told: Told): number[] => told.paid('buyer', 'seller', 'payment');

describe('a capacity contract', () => {
  it('rises over its ramp, runs its years and ends', () => {
    const told = capacityBook({ ramp: 4 });
    near(told.column('market:price'), Array(16).fill(4));
    near(payments(told), [0.625, 1.25, 1.875, 2.5, 2.5, 2.5, 2.5, 2.5, 0, 0]);
  });

  it('in a book without a market is taken and paid as it is delivered', () => {
    const term = {
      type: 'capacity',
      buyer: 'buyer',
      seller: 'seller',
      amount: 1,
      price: 10,
      start: '2026-01-01',
      years: 1,
    };
    const party = { name: 'Firm', kind: 'cloud', cash: 100 };
    const told = tell(
      smallPlan({
        parties: { buyer: party, seller: party },
        deals: {
          compute: { between: ['buyer', 'seller'], date: '2025-10-15', status: 'signed', firm: 0.5, terms: { term } },
        },
      }),
    );
    near(payments(told), [...Array(4).fill(2.5 * (0.5 + 0.5 * 0.3)), 0]);
  });

  it('two of amount, price and total give the third', () => {
    // Delivered years with a ramp of four quarters over two years: (¼ + ½ + ¾ + 1)/4 + 1 = 1.625.
    near(payments(capacityBook({ ramp: 4, price: undefined, total: 26 })), [0.25 * 4, 2, 3, 4, 4, 4, 4, 4, 0]);
    near(payments(capacityBook({ ramp: 4, amount: undefined, total: 32.5 })), [1.25, 2.5, 3.75, 5, 5, 5, 5, 5, 0]);
  });

  it('what is not firm is delivered to its mean performance in the central case', () => {
    near(payments(capacityBook({ firm: 0.5 })), [2.5 * (0.5 + 0.5 * 0.3)]);
  });

  it('a lab pays what it uses, at least the take-or-pay share, whose unused part is sub-let with a haircut for the seller', () => {
    const told = capacityBook({}, { buyer: lab(0.5) });
    near(payments(told), [2, 2]);
    near(told.paid('world', 'buyer', 'sublet'), [(0.3 * 4 * 0.8) / 4]);
    near(told.paid('world', 'seller', 'haircut'), [(0.3 * 4 * 0.2) / 4]);
    near(told.column('compute.term:taken'), [0.8]);
    // What it does not take goes back to the seller: 5 owned less 1 contracted plus 0.2, ageing aside.
    const owned = told.column('seller:capacity_owned')[0]!;
    expect(told.column('seller:capacity_free')[0]).toBeCloseTo(owned - 0.8, 12);
  });

  it('a lab that needs everything takes everything; one that can sub-let above the price takes everything too', () => {
    near(payments(capacityBook({}, { buyer: lab(1.5) })), [2.5]);
    const cheap = capacityBook({ price: 3 }, { buyer: lab(0.5) });
    near(payments(cheap), [0.75]);
    near(cheap.paid('world', 'buyer', 'sublet'), [(0.5 * 4 * 0.8) / 4]);
  });

  it('its indexed share pays the market price', () => {
    near(payments(capacityBook({ indexed: 0.5 })), [(0.5 * 10 + 0.5 * 4) / 4]);
  });

  it('a prepayment comes with the first delivery and is credited over the contract: the sum is the total', () => {
    const paid = payments(capacityBook({ prepayment: 0.25, start: '2026-04-01' }));
    near(paid, [0, 5 + 1.875, 1.875, 1.875, 1.875, 1.875, 1.875, 1.875, 1.875, 0]);
    expect(paid.reduce((sum, x) => sum + x, 0)).toBeCloseTo(20, 9);
  });

  it('a prepayment is made on what is performed, not on what was only announced', () => {
    const paid = payments(capacityBook({ prepayment: 0.25, firm: 0.5, start: '2026-04-01' }));
    expect(paid.reduce((sum, x) => sum + x, 0)).toBeCloseTo(20 * 0.65, 9);
  });

  it('the renegotiable share moves after two quarters under water, once in four quarters', () => {
    const told = capacityBook({ renegotiable: 0.6, renegotiation_pass: 0.3, years: 4 });
    const first = 0.4 * 10 + 0.6 * (4 + 0.3 * 6);
    const second = 0.4 * first + 0.6 * (4 + 0.3 * (first - 4));
    near(
      payments(told),
      [10, 10, first, first, first, first, second, second].map((price) => price / 4),
    );
  });

  it('a lab that lets capacity to another uses only the rest itself', () => {
    const seller = {
      name: 'Seller',
      kind: 'lab',
      cash: 1000,
      capacity: 5,
      demand: {
        revenue: 0,
        growth: 0,
        margin: 0.5,
        other_costs: 0,
        training: 4.5,
        revenue_per_capacity: 1,
        elasticity: 0,
      },
    };
    const told = capacityBook({}, { seller });
    const owned = told.column('seller:capacity_owned')[0]!;
    // It buys on the spot what it has let.
    expect(told.column('seller:spot_purchases')[0]).toBeCloseTo(4.5 - (owned - 1), 9);
    expect(told.column('compute.term:delivered')[0]).toBe(1);
  });

  it('contracts of one seller are served in proportion where it owns too little', () => {
    const told = capacityBook(
      { amount: 3 },
      {
        seller: { capacity: 2 },
        book: {
          deals: {
            second: {
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
                },
              },
            },
          },
        },
      },
    );
    const owned = told.column('seller:capacity_owned')[0]!;
    expect(told.column('compute.term:delivered')[0]).toBeCloseTo(Math.min(3, owned * 0.75), 12);
    expect(told.column('second.term:delivered')[0]).toBeCloseTo(Math.min(1, owned * 0.25), 12);
  });
});

describe('a capacity contract whose buyer fails', () => {
  const poor = { name: 'Buyer', kind: 'cloud', cash: 3 };
  const damages = (loss: number, from: number, to: number): number => {
    let sum = 0;
    let discount = 1;
    for (let q = from; q < to; q++) {
      discount /= 1.01;
      sum += (0.8 * loss * discount) / 4;
    }
    return sum;
  };
  /** The price cut that a seller grants first: no lower than letting again at 3.2 plus what it would recover, 0.4·6. */
  const agreed = 3.2 + 0.4 * 6;

  it('asks for a lower price first, then for delay, then takes less', () => {
    // Nothing but 3 of cash and what it resells at the market: 1 a quarter. 2.5 is due in the first, then it is short.
    const told = capacityBook({ renegotiable: 0 }, { buyer: { ...poor, cash: 1 } });
    // Short by 2.5 − 1 = 1.5 (what it resells is next to nothing in a glut): the price falls to 5.6, 1.4 is due; half is put off.
    near(payments(told).slice(0, 1), [1]);
    expect(told.column('compute.term:price_factor')[0]).toBeCloseTo(agreed / 10, 12);
    expect(putOff(told)[0]).toBeCloseTo(agreed / 4 - 1, 9);
    expect(told.column('buyer:status')[0]).toBe(0);
  });

  it('pays what was put off in eight equal instalments, whatever else is put off meanwhile, and loses none of it', () => {
    const plan = capacityPlan({ renegotiable: 0 }, {});
    const term = plan.terms.find((t) => t.ref === 'compute.term')!;
    const { due } = capacitySteps;
    /** An eighth of what was put off in each of the eight quarters before. */
    const instalment = (amounts: readonly number[], quarter: number): number =>
      amounts.reduce((s, x, q) => (q < quarter && q >= quarter - 8 ? s + x / 8 : s), 0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 20 }), (amounts) => {
        const data = new Float64Array(plan.columnNames.length);
        const lanes = { data, width: 1, from: 0, to: 1 };
        const paid: number[] = [];
        for (let quarter = 0; quarter < amounts.length + 8; quarter++) {
          due!(term, lanes, quarter);
          paid.push(data[term.rows.payment!]!);
          expect(paid[quarter]).toBeCloseTo(instalment(amounts.slice(0, quarter), quarter), 9);
          putOffPayment(term, lanes, 0, amounts[quarter] ?? 0);
          // Who looks ahead sees the same instalments, and none after the last.
          let ahead = 0;
          for (let k = 1; k <= 12; k++) {
            const [out, into] = [new Float64Array(1), new Float64Array(1)];
            capacitySteps.instalments!(term, lanes, quarter, k, out, into);
            expect(out[0]).toBeCloseTo(instalment(amounts.slice(0, quarter + 1), quarter + k), 9);
            expect(into[0]).toBe(out[0]);
            ahead += out[0]!;
          }
          expect(ahead).toBeCloseTo(stillPutOff(term, lanes, 0), 9);
        }
        expect(stillPutOff(term, lanes, 0)).toBe(0);
        const sum = (values: readonly number[]): number => values.reduce((s, x) => s + x, 0);
        expect(sum(paid)).toBeCloseTo(sum(amounts), 9);
      }),
    );
  });

  /** Cash of 1 for the first payment, then what a fund pays in a quarter later. */
  const saved = (paidIn: number): More => ({
    buyer: { ...poor, cash: 1, private: { valuation: 1000 } },
    book: {
      parties: { fund: { name: 'Fund', kind: 'investor', cash: 1000 } },
      deals: {
        round: {
          between: ['fund', 'buyer'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            shares: {
              type: 'equity',
              investor: 'fund',
              issuer: 'buyer',
              amount: paidIn,
              tranches: { only: { share: 1, date: '2026-05-15' } },
            },
          },
        },
      },
    },
  });
  const first = agreed / 4 - 1;

  it('then pays the lower price and the eight instalments, the last after the contract has ended', () => {
    const told = capacityBook({}, saved(100));
    near(payments(told), [1, ...Array(7).fill(agreed / 4 + first / 8), first / 8, 0, 0]);
    expect(told.result.conservationError).toBeLessThan(1e-9);
  });

  it('a second price cut leaves what was put off before as it is', () => {
    const told = capacityBook({}, saved(1.2));
    // Due are 1.4 for the quarter and 0.05 put off before, against 1.2: the 0.25 that lack come off the 1.4.
    near(payments(told).slice(0, 2), [1, 1.2]);
    expect(told.column('compute.term:price_factor')[1]).toBeCloseTo((1.2 - first / 8) / 2.5, 9);
  });

  it('still owes what it put off when the seller is wound up', () => {
    const plan = capacityPlan({}, saved(100));
    const forced = plan.columnNames.indexOf('seller:forced_default');
    const fails = (quarter: number) => ({ quarter, column: forced, operation: 'set' as const, value: 1 });
    const told = tell({ ...plan, patches: [fails(1), fails(2)] });
    expect(told.column('compute.term:alive').slice(0, 4)).toEqual([1, 1, 1, 0]);
    const full = agreed / 4 + first / 8;
    near(payments(told), [1, full, full, ...Array(6).fill(first / 8), 0, 0]);
    expect(told.result.conservationError).toBeLessThan(1e-9);
  });

  it('owes damages for what the market does not bring, on the take-or-pay part', () => {
    const told = capacityBook({}, { buyer: { ...poor, cash: 0 } });
    const failed = told.column('buyer:status').findIndex((s) => s > 0);
    expect(failed).toBe(0);
    // Price 5.6 after the cut, 4 from letting again: 1.6 lost on 0.8 from the quarter in which the estate opens to the last of 8.
    const price = agreed;
    const missed = agreed / 4 - (agreed / 4) * 0.5;
    const deferred = (agreed / 4) * 0.5;
    expect(told.column('compute.term:claim_amount')[1]).toBeCloseTo(
      missed + deferred + damages(price - 4, 1, 8) * 0.8,
      6,
    );
    near(payments(told).slice(1, 4), [0, 0, 0]);
  });

  it('loses nothing on the indexed share', () => {
    const half = capacityBook({ indexed: 0.5 }, { buyer: { ...poor, cash: 0 } });
    // The indexed half pays 4 like the market: 7 in all, of which the contract half is cut to 5.6. Half of that is put off.
    const cut = half.column('compute.term:price_factor')[0]! * 10;
    const deferred = putOff(half)[0]!;
    expect(deferred).toBeCloseTo((0.5 * agreed + 0.5 * 4) / 8, 9);
    const paidPart = half.column('compute.term:claim_amount')[1]! - deferred - damages(0.5 * (cut - 4), 1, 8) * 0.8;
    // Half of the payment was missed, the other half put off.
    expect(paidPart).toBeCloseTo(deferred, 6);
  });

  it('a right to cancel costs the payments of the notice and the fee on what remains, over eight quarters', () => {
    const told = capacityBook(
      { cancel: { notice: 2, fee: 0.25 }, price: 3.2, indexed: 0 },
      { buyer: { ...poor, cash: 0.1 } },
    );
    // 0.8 due against 0.1: no price or volume cut, since the market is dearer; half put off; still short, so it leaves.
    const payment = (0.8 * 3.2) / 4;
    const owed = 0.4 + 2 * payment + 0.25 * 5 * payment;
    near(payments(told).slice(0, 3), [0.1, 0, 0]);
    expect(told.column('compute.term:alive')[0]).toBe(0);
    // It fails all the same; the claim is what it missed and what of the exit is not yet due.
    expect(told.column('compute.term:claim_amount')[1]).toBeCloseTo(0.3 + owed, 9);
  });

  it('its guarantor is held to the take-or-pay part that letting again does not bring', () => {
    const told = capacityBook(
      { price: 10, renegotiable: 0 },
      {
        buyer: { ...poor, cash: 0 },
        book: {
          parties: { parent: { name: 'Parent', kind: 'other', cash: 100 } },
          deals: {
            cover: {
              between: ['parent', 'seller'],
              date: '2025-10-15',
              status: 'signed',
              firm: 1,
              terms: { guarantee: { type: 'guarantee', guarantor: 'parent', of: 'compute.term', cover: 0.5 } },
            },
          },
        },
      },
    );
    const monthly = (0.8 * 0.8 * (agreed - 4)) / 4;
    // Half of the missed due; then half of the loss of each quarter of the schedule, a quarter later, to its end.
    near(told.paid('parent', 'seller', 'call'), [0, (agreed / 4) * 0.25, ...Array(7).fill(monthly / 2), 0, 0]);
  });
});
