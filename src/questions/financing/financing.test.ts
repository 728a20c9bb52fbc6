import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook, tell } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { askFinancing } from '../../experiments/askFinancing.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { runWorlds } from '../../experiments/runWorlds.ts';
import { planBook } from '../../plan/planBook.ts';
import { answerRun } from '../run/answerRun.ts';
import { runNeeds } from '../run/runNeeds.ts';
import { measuredFinancing } from './financingMeasured.ts';
import { financingNeeds, fundedParties } from './financingNeeds.ts';
import { type FinancingResult, financingAnswerSchema } from './financingSchema.ts';
import { partyFlows } from './partyFlows.ts';

const PATHS = 64;
const runner = inProcessRunner();

async function answerTo(book: Book, paths = PATHS, selling: readonly number[] = []): Promise<FinancingResult> {
  const answer = await askFinancing(
    { book, diagnostics: [], openRunner: async () => runner, paths, seed: 1 },
    { selling },
  );
  financingAnswerSchema.parse(answer);
  return answer.result!;
}

const MARKET = {
  capacity: 10,
  demand: 1e-9,
  growth: { 2026: 0 },
  reference_price: 10,
  running_cost: 4,
  build: { chips: 20, shell: 0, chip_life: 5, shell_life: 20 },
  risk_free: 0.04,
  equity_premium: 0,
};

const signed = (terms: object): object => ({
  between: ['owner', 'firm'],
  date: '2025-10-15',
  status: 'signed',
  firm: 1,
  terms,
});

/** One of 8 in the middle of every quarter. */
const tranches = Object.fromEntries(
  [2026, 2027].flatMap((year) =>
    ['02', '05', '08', '11'].map((month) => [`t${year}-${month}`, { amount: 1, date: `${year}-${month}-15` }]),
  ),
);
const lease = {
  type: 'lease',
  lessor: 'owner',
  lessee: 'firm',
  asset_value: 1,
  payment: 40,
  start: '2026-01-01',
  years: 5,
};
const equity = { type: 'equity', investor: 'owner', issuer: 'firm', amount: 8, tranches };

/** A firm that earns 4 a quarter, owes 10, is promised 1, and may sell new shares of a tenth of its value a year. */
function firm(): Book {
  return smallBook({
    end: '2027-Q4',
    parties: {
      firm: {
        name: 'Firm',
        kind: 'other',
        cash: 0,
        private: { valuation: 400, volatility: 0, beta: 0 },
        operations: { revenue: 16, growth: 0, margin: 1, capex: 0 },
        funding: { buffer: 0, equity_fraction: 0.1, ebitda_multiple: 0, value_fraction: 0, line: 0 },
      },
      owner: { name: 'Owner', kind: 'other', cash: 1000 },
    },
    market: MARKET,
    deals: { site: signed({ lease }), round: signed({ equity }) },
  });
}

describe('a firm by hand', () => {
  it('earns 4 of every 10 that fall due and is promised 1: 0.4, 0.5, 0.5, and the rest by new shares', async () => {
    const { firm: told } = (await answerTo(firm(), 8)).parties;
    const { coverage, by_year: years } = told!;
    for (const [layer, is] of [
      [coverage.operating, 0.4],
      [coverage.with_committed, 0.5],
      [coverage.with_debt_room, 0.5],
      [told!.equity_reliance, 0.5],
    ] as const) {
      expect(layer!.p5).toBeCloseTo(is, 9);
      expect(layer!.p95).toBeCloseTo(is, 9);
    }
    for (const year of years) {
      expect(year.due.mean).toBeCloseTo(40, 9);
      expect(year.due_headline).toBeCloseTo(40, 9);
      expect(year.operating.mean).toBeCloseTo(16, 9);
      expect(year.committed.mean).toBeCloseTo(4, 9);
      expect(year.gap.mean).toBeCloseTo(20, 9);
    }
    expect(told!.obligations.firm).toBeCloseTo(80, 9);
  });

  it('could sell a tenth of its value a year in new shares, discounted at 4 %', async () => {
    const book = firm();
    const { firm: told } = (await answerTo(book, 4)).parties;
    const value = tell(planBook(book)).column('firm:value');
    const worth = (amount: (q: number) => number): number =>
      value.reduce((sum, _, q) => sum + Math.exp(-0.01 * (q + 1)) * amount(q), 0);
    const expected = 0.5 + worth((q) => 0.025 * value[q]!) / worth(() => 10);
    expect(told!.coverage.with_equity_demand!.p50).toBeCloseTo(expected, 9);
    expect(told!.needs_equity).toMatchObject({
      probability: expected >= 1 ? 1 : 0,
      uncovered: expected >= 1 ? 0 : 1,
      covered_without: 0,
    });
  });
});

describe('a lab by hand', () => {
  const lab = (share: object, served = 1e12): Book =>
    smallBook({
      end: '2027-Q4',
      parties: {
        firm: {
          name: 'Firm',
          kind: 'lab',
          cash: 400,
          private: { valuation: 400, volatility: 0, beta: 0 },
          demand: {
            revenue: 40,
            growth: 0,
            growth_sd: 0,
            loading: 0,
            margin: 0.5,
            other_costs: 0,
            training: 0,
            revenue_per_capacity: served,
            elasticity: 0,
          },
          funding: { buffer: 0, equity_fraction: 0, ebitda_multiple: 0, value_fraction: 0, line: 0 },
        },
        owner: { name: 'Owner', kind: 'other', cash: 1000 },
      },
      market: MARKET,
      deals: {
        site: signed({ lease }),
        royalty: signed({ share: { type: 'revenue_share', payer: 'firm', payee: 'owner', rate: 0.2, ...share } }),
      },
    });
  const requiredOf = async (book: Book) => (await answerTo(book, 2)).parties.firm!.required_revenue;

  it('keeps 0.5 − 0.2 of a unit of revenue: of 40, a gap of 40 + 8 − 20 closes at 40 + 28/0.3', async () => {
    for (const year of await requiredOf(lab({}))) {
      expect(year.revenue!.p50).toBeCloseTo(40, 9);
      expect(year.required!.p50).toBeCloseTo(40 + 28 / 0.3, 6);
    }
  });

  it('keeps 0.5 once a share of revenue has reached its cap: 6 in the first year, nothing in the second', async () => {
    const [first, second] = await requiredOf(lab({ cap: 6 }));
    expect(first!.required!.p50).toBeCloseTo(40 + 26 / 0.5, 6);
    expect(second!.required!.p50).toBeCloseTo(40 + 20 / 0.5, 6);
  });

  it('buys compute for it at the price of the last quarter, of which a unit serves 20', async () => {
    const book = lab({}, 20);
    const price = tell(planBook(book)).column('market:price');
    for (const [i, year] of (await requiredOf(book)).entries()) {
      const spent = (40 / 20) * price.slice(4 * i, 4 * i + 4).reduce((sum, p) => sum + p / 4, 0);
      const keeps = 0.3 - price[4 * i + 3]! / 20;
      expect(keeps).toBeGreaterThan(0.02);
      expect(year.required!.p50).toBeCloseTo(40 + (28 + spent) / 0.3, 6);
      expect(year.required_with_compute!.p50).toBeCloseTo(40 + (28 + spent) / keeps, 6);
      expect(year.paying_paths).toBe(1);
    }
  });
});

describe('a rescue by hand', () => {
  it('lends the 50 that 40 and two quarters of 5 leave of 100: a source of its own, less the 8 % a year it costs', async () => {
    const loan = {
      type: 'loan',
      lender: 'world-bank',
      borrower: 'firm',
      principal: 100,
      rate: 0,
      maturity: '2026-06-30',
    };
    const book = smallBook({
      end: '2027-Q4',
      market: MARKET,
      parties: {
        firm: {
          name: 'Firm',
          kind: 'cloud',
          cash: 40,
          rescue: true,
          private: { valuation: 1000, volatility: 0, beta: 0 },
          operations: { revenue: 20, growth: 0, margin: 1, tax: 0 },
          funding: { buffer: 0, equity_fraction: 0, ebitda_multiple: 0, value_fraction: 0, line: 0 },
        },
        partner: { name: 'Partner', kind: 'cloud', cash: 500 },
      },
      stakes: { firm: { holders: { partner: 0.5 } } },
      deals: { debt: { ...signed({ loan }), between: ['firm', 'world-bank'] } },
    });
    const { firm } = (await answerTo(book, 4)).parties;
    const [first, second] = firm!.by_year;
    const told = {
      due: 100,
      operating: 20,
      rescue: 50,
      rescue_service: 2,
      drawn: 0,
      unpaid: 0,
      gap: 82,
      from_cash: 32,
    };
    for (const [what, is] of Object.entries(told))
      expect(first![what as 'due' | 'rescue'].mean, what).toBeCloseTo(is, 9);
    expect(second!.rescue.mean).toBe(0);
    expect(second!.rescue_service.mean).toBeGreaterThan(4);
    expect(firm!.rescued_probability).toBe(1);
    expect(firm!.default_probability).toBe(0);
    const carried = new Map(firm!.sources.map(({ source, share }) => [source, share!]));
    expect(carried.get('rescue')).toBeGreaterThan(0);
    expect(carried.get('debt')).toBe(0);
    expect([...carried.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // Nobody has promised it: 40 in cash and 5 a quarter cover less than 100.
    expect(firm!.coverage.with_equity_demand!.p95).toBeLessThan(0.8);
  });
});

describe('the shipped book', () => {
  const book = bookFolder('ai-buildout', { asOf: '2026-06-30' });

  it('sources and what stays unpaid add to what is due, on every path and quarter', async () => {
    const plan = planBook(book);
    const [world] = await runWorlds([{ id: '', book, plan }], { paths: PATHS, seed: 3, runner, needs: financingNeeds });
    for (const party of fundedParties(plan)) {
      const f = partyFlows(world!.run, party);
      for (let q = 0; q < plan.quarters; q++)
        for (let l = 0; l < PATHS; l++) {
          const sources =
            f.operating[q]![l]! -
            f.service[q]![l]! -
            f.rescueService[q]![l]! +
            f.committed[q]![l]! +
            f.drawn[q]![l]! +
            f.sold[q]![l]! +
            f.channelled[q]![l]! +
            f.rescue[q]![l]! +
            f.fromCash[q]![l]! +
            f.unpaid[q]![l]!;
          const scale = 1e9 + Math.abs(f.due[q]![l]!) + Math.abs(f.operating[q]![l]!);
          expect(Math.abs(sources - f.due[q]![l]!) / scale).toBeLessThan(1e-9);
        }
    }
  });

  it('nothing stays unpaid on a path on which the party never fails, rescued or not, and something does in a failure', async () => {
    const before = bookFolder('ai-buildout', { asOf: '2025-11-30' });
    const plan = planBook(before);
    const [world] = await runWorlds([{ id: '', book: before, plan }], {
      paths: 256,
      seed: 3,
      runner,
      needs: financingNeeds,
    });
    const run = world!.run;
    let [rescued, failures] = [0, 0];
    for (const party of fundedParties(plan)) {
      const { unpaid, rescue } = partyFlows(run, party);
      const failed = run.values(`${party.id}.default`);
      const carried = run.values(`${party.id}.rescued`);
      for (let l = 0; l < 256; l++) {
        const all = unpaid.reduce((sum, quarter) => sum + quarter[l]!, 0);
        if (failed[l] === 0) expect(all, `${party.id} on path ${l}`).toBe(0);
        else if (unpaid[failed[l]! - 1]![l]! > 0) failures += 1;
        if (failed[l] === 0 && carried[l]! > 0) rescued += 1;
        // Partners lend once, in the quarter of the rescue.
        for (const [q, lent] of rescue.entries()) expect(lent[l]! > 0, `${party.id}`).toBe(q === carried[l]! - 1);
      }
    }
    expect(rescued).toBeGreaterThan(0);
    expect(failures).toBeGreaterThan(0);
  });

  it('by source and by year tells the same dues, those up to a failure, on a day on which many fail', async () => {
    const { parties } = await answerTo(bookFolder('ai-buildout', { asOf: '2025-11-30' }), 256);
    let failing = 0;
    for (const party of Object.values(parties)) {
      const due = party.obligations.due.mean / 1e9;
      expect(party.by_year.reduce((sum, year) => sum + year.due.mean, 0) / 1e9).toBeCloseTo(due, 6);
      const carried = party.sources.reduce((sum, source) => sum + source.carries, 0) / 1e9;
      expect(carried).toBeCloseTo(party.obligations.present_value / 1e9, 6);
      if (due > 1 && party.default_probability > 0) failing += 1;
      const { probability, uncovered, covered_without: without, failed } = party.needs_equity;
      expect(probability + uncovered + without + failed).toBeCloseTo(1, 12);
      expect(failed).toBeCloseTo(1 - party.lasts, 12);
      expect(party.failed_after_rescue).toBeLessThanOrEqual(Math.min(failed, party.rescued_probability));
    }
    expect(failing).toBeGreaterThan(2);
    expect(parties.openai!.failed_after_rescue).toBeGreaterThan(0);
    // On a path that ends in failure, sources may cover all that was due up to it.
    const { failed, uncovered } = parties.nscale!.needs_equity;
    expect(failed).toBeGreaterThan(uncovered);
  });

  it('carries in its sources all that was due; layers never fall; the market gives no more than it is asked', async () => {
    const { parties } = await answerTo(book, PATHS, [0.15]);
    expect(Object.keys(parties)).toContain('openai');
    for (const party of Object.values(parties)) {
      const share = party.sources.reduce((sum, s) => sum + (s.share ?? 0), 0);
      if (party.obligations.present_value > 0) expect(share).toBeCloseTo(1, 9);
      const layers = Object.values(party.coverage).map((c) => c?.p50 ?? 0);
      for (let k = 1; k < 4; k++) expect(layers[k]!).toBeGreaterThanOrEqual(layers[k - 1]!);
      const { probability, uncovered, covered_without: without, failed } = party.needs_equity;
      expect(probability + uncovered + without + failed).toBeCloseTo(1, 12);
      expect(failed).toBe(party.default_probability);
      expect(party.sell.map((s) => s.share)).toEqual([0.01, 0.05, 0.1, 0.15, 0.25, 0.5, 1]);
      for (const sale of party.sell) expect(sale.may.discount).toBeLessThanOrEqual(sale.must.discount + 1e-9);
    }
  });

  it('measures path by path what the answer tells as a distribution', async () => {
    const plan = planBook(book);
    const [world] = await runWorlds([{ id: '', book, plan }], { paths: PATHS, seed: 1, runner, needs: financingNeeds });
    const read = world!.run.values;
    const path = 'parties.openai.coverage.with_debt_room';
    expect(measuredFinancing(book, plan, 'parties.openai.coverage.other')).toBeNull();
    expect(measuredFinancing(book, plan, 'parties.nvidia.coverage.with_debt_room')).toBeNull();
    const slice = { book, plan, seed: 1, from: 0, paths: PATHS, world: () => read, whole: () => read };
    const values = measuredFinancing(book, plan, path)!.columns(slice)(path)!;
    const top = 'coverage.with_debt_room';
    expect(measuredFinancing(book, plan, top)!.columns(slice)(top)).toEqual(values);
    const { openai } = (await answerTo(book)).parties;
    const mean = values.reduce((sum, x) => sum + x, 0) / PATHS;
    expect(mean).toBeCloseTo(openai!.coverage.with_debt_room!.mean, 9);
    const lasting = 'parties.openai.lasts';
    const lasts = measuredFinancing(book, plan, lasting)!.columns(slice)(lasting)!;
    expect(lasts).toEqual(Float64Array.from(read('openai.default'), (quarter) => (quarter > 0 ? 0 : 1)));
    expect(lasts.reduce((sum, x) => sum + x, 0) / PATHS).toBeCloseTo(openai!.lasts, 12);
    const needs = values.filter((x, l) => lasts[l] === 1 && !(x < 1)).length / PATHS;
    expect(needs).toBeCloseTo(openai!.needs_equity.covered_without, 12);
  });
});

describe('other books', () => {
  it.each(['two-party', 'take-or-pay-in-a-glut', 'penny-warrant'])(
    'without channels the gap is that of the run until the party fails on some path: %s',
    async (name) => {
      const book = bookFolder(`small/${name}`);
      const runs = await runWorlds([{ id: '', book, plan: planBook(book) }], {
        paths: PATHS,
        seed: 1,
        runner,
        needs: runNeeds,
      });
      const told = answerRun({ worlds: runs, askedPaths: PATHS, diagnostics: [] }).result!;
      const { parties } = await answerTo(book);
      let compared = 0;
      for (const [i, row] of told.funding_gap.entries())
        for (const [lab, { gap }] of Object.entries(row.by_lab)) {
          if (parties[lab] === undefined) continue;
          const { by_year: years, default_probability: fails } = parties[lab]!;
          if ((years[i + 1]?.failed_before ?? fails) > 0) {
            expect(years[i]!.gap.mean / 1e9).toBeLessThan(gap.mean / 1e9 + 1e-9);
            continue;
          }
          compared += 1;
          expect(years[i]!.gap.mean / 1e9).toBeCloseTo(gap.mean / 1e9, 9);
          expect(years[i]!.gap.p95 / 1e9).toBeCloseTo(gap.p95 / 1e9, 9);
        }
      expect(compared).toBeGreaterThan(0);
    },
  );

  it('a book without a private party that raises money has an empty answer', async () => {
    expect((await answerTo(bookFolder('small/venture-exit'), 4)).parties).toEqual({});
  });

  it('a lab without deals of its own is told that nothing falls due', async () => {
    const book = smallBook({
      parties: { firm: { name: 'Firm', kind: 'other', cash: 1, private: { valuation: 4 }, funding: { buffer: 0 } } },
    });
    const { firm } = (await answerTo(book, 4)).parties;
    expect(firm!.coverage.operating).toBeNull();
    expect(firm!.sell[0]!.must.ratio).toBe(1);
  });
});
