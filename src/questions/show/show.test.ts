// cases: small books whose sums are worked out by hand, one rule a case; they stay together to be read as one list
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBook } from '../../book/readBook.ts';
import { answerOf } from '../answer.ts';
import { type ShowResult, show } from './show.ts';
import { showAnswerSchema } from './showSchema.ts';

const HEAD = `
book: {format: 1, title: A web, as_of: 2025-12-31, currency: USD, horizon: {end: 2035-Q4}}
sources:
  filing: {title: Filing, publisher: Firm, date: 2025-01-01, grade: A}
  guess: {title: Guess, publisher: Us, date: 2025-01-01, grade: D}
parties:
  lab: {name: Lab, kind: lab, source: filing, cash: 5B}
  cloud: {name: Cloud, kind: cloud, source: filing, debt: {amount: 7B}, listed: {price: 10, shares: 1B}}
  chips: {name: Chips, kind: chipmaker, source: filing, listed: {price: 50, shares: 2B}}
`;

function resultOf(text: string, asOf?: string): ShowResult {
  const { book, diagnostics } = readBook(
    [{ name: 'book.yaml', text: HEAD + text }],
    asOf === undefined ? {} : { asOf },
  );
  if (book === null) throw new Error(diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'));
  const answer = answerOf(book, show(book), diagnostics);
  expect(showAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error?.issues ?? []).toEqual([]);
  return answer.result as ShowResult;
}

const deal = (id: string, head: string, terms: string): string => `
  ${id}:
    between: [lab, cloud, chips]
    source: filing
    said_by: seller
    date: 2025-06-30
    ${head}
    terms:
${terms.replace(/^/gm, '      ')}`;

const CAPACITY =
  'compute: {type: capacity, buyer: lab, seller: cloud, amount: 2, price: 10B, start: 2026-Q3, years: 3, ramp: 4}';
const BILLION = 1e9;

describe('the layers of a deal', () => {
  it('sums a capacity contract over its delivered years: 2 × 10B × (0.25 + 0.5 + 0.75 + 9)/4', () => {
    const r = resultOf(`deals:${deal('a', 'status: signed', CAPACITY)}`);
    expect(r.deals.a!.headline).toBe((20 * 10.5 * BILLION) / 4);
    expect(r.deals.a!.terms.compute!.total).toBe(52.5 * BILLION);
  });

  it('spreads it over the calendar years in which it falls due', () => {
    const r = resultOf(`deals:${deal('a', 'status: signed', CAPACITY)}`);
    // 5B a quarter at full delivery: 2026 has a quarter and a half quarter of it, 2027 three quarters and three whole
    const years = r.commitments.by_year.map((y) => [y.year, y.headline / BILLION]);
    const expected = [
      [2026, 3.75],
      [2027, 18.75],
      [2028, 20],
      [2029, 10],
    ];
    expect(years.map(([year]) => year)).toEqual(expected.map(([year]) => year));
    years.forEach(([, sum], i) => {
      expect(sum).toBeCloseTo(expected[i]![1]!, 9);
    });
  });

  it('takes a total as it stands, and gives the price that follows from it', () => {
    const terms = 'c: {type: capacity, buyer: lab, seller: cloud, amount: 4.5, total: 300B, start: 2027-Q1, years: 5}';
    const r = resultOf(`deals:${deal('a', 'status: signed', terms)}`);
    expect(r.deals.a!.headline).toBe(300 * BILLION);
    // 300 / (4.5 × 5) = 13.33 a unit and year
    expect(r.deals.a!.terms.c!.price).toBeCloseTo((300 * BILLION) / 22.5, 3);
  });

  it('adds equipment and leases to commitments, and leaves equity, loans and guarantees apart', () => {
    const terms = `chips: {type: supply, buyer: lab, seller: chips, amount: 3, price: 15B, start: 2026-Q1, years: 1, own: true}
site: {type: lease, lessor: cloud, lessee: lab, asset_value: 9B, payment: 1B, start: 2027-Q1, years: 8}
stock: {type: equity, investor: chips, issuer: lab, amount: 6B}
loan: {type: loan, lender: cloud, borrower: lab, principal: 4B, rate: 5%, maturity: 2030-12-31}
cover: {type: guarantee, guarantor: chips, of: a.loan, cover: 50%}`;
    const r = resultOf(`deals:${deal('a', 'status: signed', terms)}`);
    expect(r.total.headline).toBe((45 + 8) * BILLION);
    expect(r.finance.headline).toBe(10 * BILLION);
    expect(r.contingent.headline).toBe(2 * BILLION);
    expect(r.deals.a!.headline).toBe(63 * BILLION);
    expect(r.exposures).toContainEqual({
      holder: 'chips',
      counterparty: 'lab',
      kind: 'guarantee',
      of: 'a.cover',
      amount: 2 * BILLION,
      headline: 2 * BILLION,
    });
  });

  it('lets a written headline stand in for the sum of the purchases', () => {
    const r = resultOf(`deals:${deal('a', 'status: signed\n    headline: 100B\n    firm: 30B', CAPACITY)}`);
    expect([r.deals.a!.headline, r.total.headline]).toEqual([100 * BILLION, 100 * BILLION]);
    expect(r.total.firm).toBeCloseTo(30 * BILLION, 0);
  });

  it('takes firmness from the term, else the deal, else the status', () => {
    const of = (head: string, more = ''): number => {
      const r = resultOf(`deals:${deal('a', head, CAPACITY.replace('}', `${more}}`))}`);
      return r.total.firm / r.total.headline;
    };
    expect(of('status: signed')).toBe(1);
    expect(of('status: announced')).toBe(0);
    expect(of('status: intent\n    firm: 40%')).toBeCloseTo(0.4, 12);
    expect(of('status: signed\n    firm: 40%', ', firm: 25%')).toBeCloseTo(0.25, 12);
    expect(of('status: signed\n    firm: 5.25B')).toBeCloseTo(0.1, 12);
  });

  it('expects half the probability of what is not firm', () => {
    const r = resultOf(`deals:${deal('a', 'status: announced\n    firm: 20%\n    performance: 50%', CAPACITY)}`);
    expect(r.total.expected / r.total.headline).toBeCloseTo(0.2 + 0.8 * 0.25, 12);
  });

  it('takes off what another deal delivers, unless that one has ended', () => {
    const inner = deal('b', 'status: signed\n    firm: 1\n    delivered_through: {a: 30%}', CAPACITY);
    const outer = (status: string): string => deal('a', `status: ${status}`, CAPACITY.replace('cloud', 'chips'));
    const standing = resultOf(`deals:${outer('signed')}${inner}`);
    expect(standing.deals.b!.net).toBeCloseTo(0.7 * 52.5 * BILLION, 0);
    expect(standing.total.net).toBeCloseTo(1.7 * 52.5 * BILLION, 0);
    const ended = resultOf(`deals:${outer('lapsed')}${inner}`);
    expect(ended.total).toMatchObject({ headline: 52.5 * BILLION, net: 52.5 * BILLION });
  });

  it('sets talks and ended deals aside', () => {
    const r = resultOf(`deals:${deal('a', 'status: talks', CAPACITY)}${deal('b', 'status: terminated', CAPACITY)}`);
    expect(r.total.headline).toBe(0);
    expect(r.set_aside.talks).toEqual({ headline: 52.5 * BILLION, deals: ['a'] });
    expect(r.set_aside.ended.deals).toEqual(['b']);
    expect(r.exposures.every((e) => e.amount === 0)).toBe(true);
  });
});

describe('paid to date', () => {
  it('is what fell due before the quarter in which the book stands', () => {
    const terms = 'c: {type: capacity, buyer: lab, seller: cloud, total: 8B, price: 1B, start: 2025-Q1, years: 2}';
    const r = resultOf(`deals:${deal('a', 'status: signed', terms)}`);
    expect(r.total.paid).toBe(4 * BILLION);
    expect(resultOf(`deals:${deal('a', 'status: signed', terms)}`, '2025-08-15').total.paid).toBe(2 * BILLION);
  });
  it('counts tranches dated by then or marked, and what was drawn', () => {
    const terms = `stock:
  type: equity
  investor: chips
  issuer: lab
  amount: 10B
  tranches: {one: {amount: 2B, date: 2025-07-31}, two: {share: 30%, paid: true}, three: {share: 50%, date: 2026-02-28}}
loan: {type: loan, lender: cloud, borrower: lab, principal: 4B, drawn: 1B, rate: 5%, maturity: 2030-12-31}`;
    const r = resultOf(`deals:${deal('a', 'status: signed', terms)}`);
    expect(r.finance.paid).toBe(6 * BILLION);
    expect(r.exposures.filter((e) => e.kind === 'loan')[0]!.amount).toBe(1 * BILLION);
    expect(r.exposures.filter((e) => e.kind === 'commitment').map((e) => e.amount)).toEqual([5 * BILLION, 3 * BILLION]);
  });
  it('is as written where it is written', () => {
    const r = resultOf(`deals:${deal('a', 'status: signed\n    paid: 1.5B', CAPACITY)}`);
    expect(r.deals.a!.paid).toBe(1.5 * BILLION);
    expect(r.total.paid).toBe(1.5 * BILLION);
    expect(r.commitments.by_year.find((y) => y.year === 2026)!.paid).toBe(1.5 * BILLION);
  });
});

describe('evidence and stakes', () => {
  it('grades a sum by the weakest figure in it, and names who said that one', () => {
    const terms =
      'c: {type: capacity, buyer: lab, seller: cloud, amount: 2, price: {value: 10B, source: guess, said_by: modeller}, start: 2026-Q1, years: 1}';
    const r = resultOf(`deals:${deal('a', 'status: signed', terms)}`);
    expect(r.evidence.by_grade.D).toMatchObject({ headline: 20 * BILLION, share: 1 });
    expect(r.evidence.by_said_by.modeller!.share).toBe(1);
  });
  it('reads holdings as fractions or as shares', () => {
    const r = resultOf('stakes:\n  cloud: {holders: {lab: 25%, chips: 100M}}\n');
    expect(r.stakes.cloud!.sum).toBeCloseTo(0.35, 12);
    expect(r.parties.chips!.stakes.cloud).toEqual({ fraction: 0.1, amount: 1 * BILLION });
    expect(r.parties.cloud).toMatchObject({ value: 10 * BILLION, debt: 7 * BILLION, cash: null });
  });
});

describe('laws', () => {
  const deals = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 50 }),
      years: fc.integer({ min: 1, max: 9 }),
      ramp: fc.integer({ min: 0, max: 8 }),
      start: fc.integer({ min: 2023, max: 2029 }),
      firm: fc.integer({ min: 0, max: 100 }),
      buyer: fc.constantFrom('lab', 'chips'),
    }),
    { minLength: 1, maxLength: 5 },
  );
  it('years, buyers and deals each add up to the total, and no layer exceeds the one above it', () => {
    fc.assert(
      fc.property(deals, (list) => {
        const text = list.map((d, i) =>
          deal(
            `d${i}`,
            `status: signed\n    firm: ${d.firm}%`,
            `c: {type: capacity, buyer: ${d.buyer}, seller: cloud, amount: ${d.amount}, price: "8B to 12B", start: ${d.start}-Q2, years: ${d.years}, ramp: ${d.ramp}}`,
          ),
        );
        const r = resultOf(`deals:${text.join('')}`);
        for (const layer of ['headline', 'net', 'firm', 'paid'] as const) {
          const close = (sum: number): void => expect(sum / BILLION).toBeCloseTo(r.total[layer] / BILLION, 6);
          close(r.commitments.by_year.reduce((all, y) => all + y[layer], 0));
          close(Object.values(r.commitments.by_buyer).reduce((all, b) => all + b[layer], 0));
          close(Object.values(r.deals).reduce((all, d) => all + d[layer], 0));
          close(r.parties.cloud!.sales[layer]);
        }
        expect(r.total.net).toBeLessThanOrEqual(r.total.headline);
        expect(r.total.firm).toBeLessThanOrEqual(r.total.expected * (1 + 1e-12));
        expect(r.total.headline_interval![0]).toBeLessThan(r.total.headline);
        expect(r.total.headline_interval![1]).toBeGreaterThan(r.total.headline);
      }),
      { numRuns: 25 },
    );
  });
});
