import { describe, expect, it } from 'vitest';
import { exp, log } from '../../base/elementary.ts';
import { momentsOf, standardDeviation } from '../../base/moments.ts';
import { fillNormals, streamKey } from '../../base/random.ts';
import { readBook } from '../../book/readBook.ts';
import { readOutcomes } from '../../book/readOutcomes.ts';
import { askBacktest } from '../../experiments/askBacktest.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { backtestAnswerSchema } from './backtestSchema.ts';
import type { LaterFact } from './laterFacts.ts';
import { scoreSample } from './scoreFact.ts';
import { dayInRun, valueOnDay } from './valueOnDay.ts';

const TEXT = `
book: {format: 1, title: A share and a builder, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}, source: paper}
sources:
  paper: {title: A paper, publisher: Somebody, date: 2025-12-31, grade: B}
parties:
  cloud:
    name: Cloud
    kind: cloud
    source: paper
    cash: {2025-12-31: 15B, 2026-03-31: 14B, 2026-09-30: {value: 13B, known: 2026-11-01}}
    listed:
      price: {2025-12-31: 100, 2026-06-30: 120, 2026-08-14: {value: 90, said_by: modeller}}
      shares: 1B
      volatility: 40%
    operations: {revenue: 30B, growth: 5%, margin: 30%, tax: 0}
  maker:
    {name: Maker, kind: chipmaker, source: paper, cash: 5B, reported: {backlog: {2025-12-31: 1B, 2026-06-30: 2B}}}
deals:
  cloud-maker-letter:
    between: [cloud, maker]
    date: 2025-06-01
    status: intent
    source: paper
    firm: 0%
    terms: {chips: {type: supply, buyer: cloud, seller: maker, total: 1B, start: 2026-Q2, years: 1, own: true}}
    amendments:
      off: {date: 2026-05-01, status: terminated, source: paper}
`;

const reading = (asOf: string) => {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: TEXT }], { asOf });
  if (book === null) throw new Error(JSON.stringify(diagnostics));
  return book;
};

const FACT: LaterFact = {
  path: 'deals.a.terms.b.ended',
  date: '2026-03-31',
  known: '2026-03-31',
  observed: 0,
  interval: null,
  lastKnown: null,
  sources: [],
  grade: 'B',
  reason: null,
};

async function test(outcomes: string | null = null, paths = 400) {
  const answer = await askBacktest({
    book: reading('2025-12-31'),
    later: outcomes === null ? reading('2026-09-30') : null,
    outcomes: outcomes === null ? null : readOutcomes({ name: 'outcomes.yaml', text: outcomes }),
    diagnostics: [],
    openRunner: async () => inProcessRunner(),
    paths,
    seed: 1,
  });
  expect(backtestAnswerSchema.safeParse(answer).error).toBeUndefined();
  return answer.result!;
}

describe('a backtest', () => {
  it('takes exactly what became public between the two days', async () => {
    const { facts, unscored } = await test();
    expect(facts.map((f) => `${f.path} ${f.date}`)).toEqual([
      'parties.cloud.cash 2026-03-31',
      'deals.cloud-maker-letter.status 2026-05-01',
      'parties.cloud.listed.price 2026-06-30',
    ]);
    expect(unscored.map((u) => u.path)).toEqual(['parties.cloud.listed.price', 'parties.maker.reported.backlog']);
    expect(facts[0]!.place?.line).toBe(TEXT.slice(0, TEXT.indexOf('2026-03-31: 14B')).split('\n').length);
  });

  it('reads the run on the right quarter: a share price after two quarters is the lognormal of half a year', async () => {
    const { facts } = await test(null, 1000);
    const price = facts.find((f) => f.path === 'parties.cloud.listed.price')!;
    // Drift r_f + β·ERP = .04 + 1.2 × .045, volatility .4 over half a year.
    const middle = 100 * exp((0.04 + 1.2 * 0.045 - 0.08) / 2);
    const spread = 1.645 * 0.4 * Math.sqrt(0.5);
    expect(Math.abs(log(price.predicted.p50 / middle))).toBeLessThan(0.05);
    expect(Math.abs(log(price.predicted.p95 / price.predicted.p50) - spread)).toBeLessThan(0.06);
    expect(price.last_known).toBe(100);
    expect(price.error_no_change).toBe(20);
  });

  it('tells the deal that came to nothing by its chance, and its score is that of Brier', async () => {
    const { facts } = await test(null, 1000);
    const deal = facts.find((f) => f.path === 'deals.cloud-maker-letter.status')!;
    expect(deal.observed).toBe(0);
    expect(Math.abs(deal.predicted.mean - 0.1)).toBeLessThan(0.03);
    expect(deal.crps).toBeCloseTo(deal.predicted.mean * deal.predicted.mean, 9);
  });

  it('sums scores over facts and kinds alike', async () => {
    const { facts, n, yes_no, coverage, mean_crps, groups } = await test();
    expect([n, yes_no.n]).toEqual([2, 1]);
    const ranged = facts.filter((f) => f.within_90 !== null);
    expect(coverage).toBeCloseTo(ranged.filter((f) => f.within_90).length / n, 12);
    expect(mean_crps).toBeCloseTo(ranged.reduce((sum, f) => sum + f.crps / f.scale, 0) / n, 12);
    expect(Object.values(groups).reduce((sum, g) => sum + g.n, 0)).toBe(n);
    expect(Object.values(groups).reduce((sum, g) => sum + g.yes_no.n, 0)).toBe(1);
  });

  it('leaves what is so or not out of the coverage, whatever its chance, and scores it by Brier', async () => {
    const { facts, yes_no, coverage, mean_percentile, groups } = await test();
    const deal = facts.find((f) => f.path === 'deals.cloud-maker-letter.status')!;
    // A chance of some 10 %: the range of zeros and ones is [0, 1] and could not have been missed.
    expect([deal.predicted.p5, deal.predicted.p95]).toEqual([0, 1]);
    expect(deal.within_90).toBeNull();
    expect(groups['what happened']).toMatchObject({ n: 0, coverage: null, mean_percentile: null, mean_crps: null });
    const ranged = facts.filter((f) => f !== deal);
    expect(coverage).toBe(ranged.filter((f) => f.within_90).length / 2);
    expect(mean_percentile).toBeCloseTo((ranged[0]!.percentile + ranged[1]!.percentile) / 2, 12);
    expect(yes_no.mean_probability).toBe(deal.predicted.mean);
    expect(yes_no.mean_brier).toBeCloseTo(deal.predicted.mean * deal.predicted.mean, 12);
    expect(yes_no.share_true).toBe(0);
  });

  it('gives a chance of one in four the Brier score of a hand', () => {
    const chance = (observed: number, kind: 'stands' | 'level') =>
      scoreSample(Float64Array.of(0, 1, 0, 0), 0, {
        fact: { ...FACT, observed },
        series: { meaning: '', unit: '', kind, group: 'contracts', parts: [[0]], of: ([x = 0]) => x },
      });
    // (1/4 − 1)² = 9/16 where it came true, (1/4 − 0)² = 1/16 where not; the mean of one of each is 5/16.
    expect(chance(1, 'stands')).toMatchObject({ crps: 9 / 16, scale: 1, within_90: null });
    expect(chance(0, 'stands')).toMatchObject({ crps: 1 / 16, scale: 1, within_90: null });
    expect((chance(1, 'stands').crps + chance(0, 'stands').crps) / 2).toBe(5 / 16);
    expect(chance(0, 'level').within_90).toBe(true);
  });

  it('holds outcomes of their own and forecasts of the time against the run', async () => {
    const { facts, forecasts } = await test(`
outcomes:
  price: {path: parties.cloud.listed.price, date: 2026-12-31, value: 80, source: x, grade: B}
forecasts:
  sage: {says: A sage on the share, made: 2026-01-15, path: parties.cloud.listed.price, values: {2026: 130}}
`);
    expect(facts.map((f) => f.forecasts)).toEqual([{ sage: 130 }]);
    const sage = forecasts.sage!;
    expect(sage.mean_error).toBe(50);
    expect(sage.had_later_facts).toBe(true);
    expect(sage.mean_error_model).toBeCloseTo(Math.abs(facts[0]!.predicted.p50 - 80), 9);
    expect(sage.skill).toBeCloseTo(1 - facts[0]!.crps / 50, 12);
  });
});

describe('a day inside a quarter', () => {
  it('lies by its days between the two ends', () => {
    expect(dayInRun('2026-03-31', 4 * 2026)).toEqual({ quarter: 0, passed: 1 });
    expect(dayInRun('2026-05-15', 4 * 2026)).toEqual({ quarter: 1, passed: 45 / 91 });
    expect(valueOnDay('balance', 10, 20, 0.25)).toBe(12.5);
    expect(valueOnDay('level', 10, 40, 0.5)).toBeCloseTo(20, 12);
    expect(valueOnDay('flow', 10, 40, 0.5)).toBe(40);
  });

  it('leaves a walk the spread of a walk', () => {
    const n = 20_000;
    const [first, second] = [new Float64Array(n), new Float64Array(n)];
    fillNormals(first, 0, n, streamKey(1, 'walk'), 0, 0);
    fillNormals(second, 0, n, streamKey(1, 'walk'), 0, 1);
    const onDay = first.map((x, i) => log(valueOnDay('walk', exp(x), exp(x + second[i]!), 0.3)));
    expect(Math.abs(standardDeviation(momentsOf(onDay)) - Math.sqrt(1.3))).toBeLessThan(0.02);
  });
});
