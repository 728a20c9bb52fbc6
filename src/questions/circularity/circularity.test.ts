import { beforeAll, describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { type SmallBook, smallBook } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { asAnnounced } from '../../experiments/withoutFinance.ts';
import type { Plan } from '../../plan/plan.ts';
import { planBook } from '../../plan/planBook.ts';
import { centralCase } from '../../run/centralCase.ts';
import { answerOf } from '../answer.ts';
import { type CentralWorld, circularity } from './circularity.ts';
import { type CircularityResult, circularityAnswerSchema, type PartyCircularity } from './circularitySchema.ts';
import { grantsRecorded } from './grants.ts';
import type { Window } from './partyReturns.ts';

function asked(book: Book, window?: Window): CircularityResult {
  const plan = planBook(book);
  const central = (of: Plan): CentralWorld => ({ plan: of, central: centralCase(of, true, grantsRecorded(of)) });
  const input = { book, world: central(plan), announced: central(asAnnounced(plan)) };
  const finding = circularity(window === undefined ? input : { ...input, window });
  const answer = JSON.parse(JSON.stringify(answerOf(book, finding, [])));
  expect(circularityAnswerSchema.safeParse(answer).error).toBeUndefined();
  return finding.result;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** A vendor puts 100M into a shop that has 300M; the shop buys for 200M in the quarter after. */
function vendorBook(
  change: { amount?: object; parties?: SmallBook['parties']; deals?: SmallBook['deals'] } = {},
): Book {
  return smallBook({
    parties: {
      vendor: { name: 'Vendor', kind: 'chipmaker', cash: '500M' },
      shop: { name: 'Shop', kind: 'other', cash: '300M' },
      ...change.parties,
    },
    deals: {
      round: {
        between: ['vendor', 'shop'],
        date: '2025-12-01',
        status: 'signed',
        terms: {
          equity: {
            type: 'equity',
            investor: 'vendor',
            issuer: 'shop',
            amount: '100M',
            valuation: '1B',
            tranches: { a: { share: '100%', date: '2026-02-01' } },
            ...change.amount,
          },
        },
      },
      chips: {
        between: ['shop', 'vendor'],
        date: '2025-12-01',
        status: 'signed',
        terms: {
          chips: { type: 'supply', buyer: 'shop', seller: 'vendor', total: '200M', start: '2026-Q2', years: '0.25' },
        },
      },
      ...change.deals,
    },
  });
}

describe('a vendor puts 100 into a shop that has 300 and buys for 200 a quarter later', () => {
  const result = asked(vendorBook());
  const { vendor } = result.parties;

  it('a quarter of the shop’s money is the vendor’s: 50 of 200 come back, at most all 100, and nothing must', () => {
    expect(vendor!.financed_out).toBeCloseTo(100e6, 3);
    expect(vendor!.income).toBeCloseTo(200e6, 3);
    expect(vendor!.pro_rata.amount).toBeCloseTo(50e6, 3);
    expect(vendor!.pro_rata.share).toBeCloseTo(0.25, 9);
    expect([vendor!.low.amount, vendor!.high.amount]).toEqual([0, 100e6]);
  });
  it('all of it directly, on one route, and the ceiling is the smaller of 100 and 200', () => {
    expect(vendor!.direct).toEqual({ low: 0, pro_rata: vendor!.pro_rata.amount, high: 100e6 });
    expect(vendor!.through_web).toEqual({ low: 0, pro_rata: 0, high: 0 });
    expect(result.routes.map((r) => [r.parties, r.most])).toEqual([[['vendor', 'shop', 'vendor'], 100e6]]);
    expect(vendor!.audit.ceiling).toBe(100e6);
    expect(vendor!.audit.flows.map((f) => [f.from, f.to, f.amount])).toEqual([
      ['shop', 'vendor', 200e6],
      ['vendor', 'shop', 100e6],
    ]);
  });
  it('what does not come back is kept by the shop; its claim is paid by its own cash and the vendor’s', () => {
    expect(vendor!.ends.map((e) => [e.how, e.party])).toContainEqual(['kept', 'shop']);
    expect(sum(vendor!.ends.map((e) => e.amount))).toBeCloseTo(100e6, 0);
    expect(result.circulations).toEqual([{ parties: ['vendor', 'shop'], amount: 100e6 }]);
    expect(result.web_share.high).toBeCloseTo(2 / 3, 9);
    expect(result.lookthrough.dependence).toEqual([
      expect.objectContaining({ party: 'vendor', payer: 'shop', direct_share: 1 }),
    ]);
    expect(result.lookthrough.dependence[0]!.ultimate_share).toBeCloseTo(0.75, 9);
  });
  it('earmarked for the chips, all of it must come back', () => {
    const { low, pro_rata, high } = asked(vendorBook({ amount: { earmark: 'chips' } })).parties.vendor!;
    expect([low.amount, high.amount]).toEqual([100e6, 100e6]);
    expect(pro_rata.amount).toBeCloseTo(100e6, 3);
  });
  it('asked for the first quarter only, it has given 100 and nothing has come back', () => {
    const first = asked(vendorBook(), { from: 0, to: 0 }).parties.vendor!;
    expect([first.financed_out, first.income, first.high.amount]).toEqual([100e6, 0, 0]);
    const second = asked(vendorBook(), { from: 1, to: 1 }).parties.vendor!;
    expect([second.financed_out, second.income, second.high.amount]).toEqual([0, 200e6, 100e6]);
    expect(second.pro_rata.amount).toBeCloseTo(50e6, 3);
  });
});

it('money raised on shares that a vendor granted is the vendor’s, and only what is sold of them', () => {
  const tender = (issuer: string): object => ({
    sale: {
      between: ['fund', 'shop'],
      date: '2025-12-01',
      status: 'signed',
      terms: {
        tender: {
          type: 'tender',
          issuer,
          buyers: { fund: '100%' },
          sellers: { shop: '100%' },
          authorised: '40M',
          sold: '40M',
          price: '$10',
          date: '2026-02-01',
        },
      },
    },
    grant: {
      between: ['vendor', 'shop'],
      date: '2025-12-01',
      status: 'signed',
      terms: {
        warrant: {
          type: 'warrant',
          issuer: 'vendor',
          holder: 'shop',
          shares: '10M',
          strike: '$0.01',
          expiry: '2030-12-31',
        },
      },
    },
  });
  const parties = {
    vendor: {
      name: 'Vendor',
      kind: 'chipmaker',
      cash: '500M',
      listed: { ticker: 'V', price: '$10', shares: '100M', volatility: '40%', beta: '1' },
    },
    fund: { name: 'Fund', kind: 'investor', cash: '1B' },
  };
  const book = vendorBook({ parties, deals: tender('vendor') as SmallBook['deals'] });
  const { vendor, fund } = asked(book).parties;
  expect(vendor!.financed_out).toBeCloseTo(140e6, 0);
  expect(vendor!.sentence).toContain('$40.0 million on shares that Vendor granted');
  expect(fund).toBeUndefined();
});

describe('the shipped book', () => {
  let result: CircularityResult;
  let parties: [string, PartyCircularity][];
  beforeAll(() => {
    result = asked(bookFolder('ai-buildout', { asOf: '2025-11-30' }));
    parties = Object.entries(result.parties);
  }, 60_000);

  it('answers for those who finance or granted shares, each with a sentence and flows to check', () => {
    expect(parties.map(([id]) => id)).toEqual(expect.arrayContaining(['nvidia', 'microsoft', 'amd', 'softbank']));
    for (const [, p] of parties) expect(p.sentence).toContain(p.name);
  });
  it('in order: low, mixed, high, never more than what was put in; direct under the ceiling that is made by hand', () => {
    for (const [id, p] of parties) {
      expect(p.low.amount, id).toBeLessThanOrEqual(p.pro_rata.amount);
      expect(p.pro_rata.amount, id).toBeLessThanOrEqual(p.high.amount);
      expect(p.high.amount, id).toBeLessThanOrEqual(p.financed_out * (1 + 1e-9));
      expect(p.direct.high, id).toBeLessThanOrEqual(p.audit.ceiling * (1 + 1e-9));
      const byHand = sum(
        [...new Set(p.audit.flows.filter((f) => f.purpose === 'finance').map((f) => f.to))].map((other) => {
          const of = (from: string | null, to: string): number =>
            sum(p.audit.flows.filter((f) => (from === null || f.from === from) && f.to === to).map((f) => f.amount));
          return Math.min(of(null, other), of(other, id));
        }),
      );
      expect(p.audit.ceiling, id).toBeCloseTo(byHand, 3);
    }
  });
  it('years add up to the horizon where money mixes evenly', () => {
    for (const [id, p] of parties) {
      expect(sum(p.by_year.map((y) => y.pro_rata.amount)), id).toBeCloseTo(p.pro_rata.amount, 0);
      expect(sum(p.by_year.map((y) => y.income)), id).toBeCloseTo(p.income, 0);
    }
  });
  it('routes carry no more than what comes back, and circles no more than what circulates', () => {
    for (const [id, p] of parties) {
      const routes = result.routes.filter((r) => r.for === id);
      expect(sum(routes.map((r) => r.pro_rata)), id).toBeLessThanOrEqual(p.pro_rata.amount * (1 + 1e-9) + 1);
    }
    const largest = result.circulations[0]!;
    expect(largest.amount * largest.parties.length).toBeLessThanOrEqual(result.web.circulating * (1 + 1e-9));
    expect(result.web_share.low).toBeLessThanOrEqual(result.web_share.high!);
  });
  it('claims are paid by somebody', () => {
    for (const c of result.lookthrough.claims) expect(sum(c.payers.map((p) => p.share))).toBeLessThanOrEqual(1 + 1e-6);
  });
  it('if NVIDIA’s letter of intent were performed, most of it would be forced back', () => {
    const { announced } = result.parties.nvidia!;
    expect(announced!.low.amount).toBeGreaterThan(0.5 * announced!.financed_out);
  });
});
