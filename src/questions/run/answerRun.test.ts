// cases: every figure of a run's answer against the same figure added up payment by payment, one path at a time
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digest } from '../../base/digest.ts';
import { yearOfQuarter } from '../../base/quarter.ts';
import { rankCorrelation } from '../../base/rankCorrelation.ts';
import { type JsonValue, stableJson } from '../../base/stableJson.ts';
import { wilsonInterval } from '../../base/wilson.ts';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { runWorlds } from '../../experiments/runWorlds.ts';
import type { Plan } from '../../plan/plan.ts';
import { planBook } from '../../plan/planBook.ts';
import { inputValues } from '../../run/inputValues.ts';
import { simulateBlock } from '../../run/simulate.ts';
import { answerText } from '../answer.ts';
import { show } from '../show/show.ts';
import { answerRun } from './answerRun.ts';
import { type RunResult, runAnswerSchema } from './runSchema.ts';

const PATHS = 160;
const SEED = 7;

function bookOf(name: string, sets: readonly string[] = []): Book {
  const folder = new URL(`../../../books/small/${name}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const texts = files.map((file) => ({ name: file, text: readFileSync(new URL(file, folder), 'utf8') }));
  const { book, diagnostics } = readBook(texts, { sets });
  if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return book;
}

async function runsOf(books: readonly Book[], paths = PATHS) {
  const worlds = books.map((book, i) => ({ id: i === 0 ? '' : `world-${i}`, book, plan: planBook(book) }));
  return await runWorlds(worlds, { paths, seed: SEED, runner: inProcessRunner() });
}

/** What happened on one path, payment by payment, told by an engine that knows nothing of kept columns. */
interface Told {
  readonly bought: Map<string, number>;
  readonly boughtByYear: Map<number, number>;
  readonly dealPaid: Map<string, number>;
  readonly funding: Map<string, { due: number; operating: number; committed: number; raised: number }>;
  readonly defaults: Map<string, number>;
  readonly causes: Map<string, number>;
  readonly cash: Map<string, number>;
  readonly claimLost: Map<string, number>;
  readonly outsideLost: Map<string, number>;
  readonly called: Map<string, number>;
  readonly price: number[];
}

const BUYING = new Set(['capacity', 'supply', 'lease']);

function add<K>(map: Map<K, number>, key: K, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}

function tellPath(plan: Plan, path: number, rescues = true): Told {
  const told: Told = {
    bought: new Map(),
    boughtByYear: new Map(),
    dealPaid: new Map(),
    funding: new Map(),
    defaults: new Map(),
    causes: new Map(),
    cash: new Map(),
    claimLost: new Map(),
    outsideLost: new Map(),
    called: new Map(),
    price: [],
  };
  const kind = new Map(plan.terms.map((t) => [t.ref, t.kind]));
  const nameOf = (account: number): string => plan.accounts[account]!.id;
  simulateBlock(plan, { seed: SEED, firstPath: path, lanes: 1, rescues }, ({ data }, quarter) => {
    const year = yearOfQuarter(plan.firstQuarter + quarter);
    for (const row of plan.rows) {
      const amount = data[row.column]!;
      const [from, to] = [nameOf(row.payer), nameOf(row.payee)];
      const isPurchase = row.role === 'payment' && BUYING.has(kind.get(row.ref) ?? '');
      if (isPurchase && plan.parties.some((p) => p.id === from)) {
        add(told.bought, from, amount);
        add(told.boughtByYear, year, amount);
      }
      const isMoney = row.role === 'draw' || (row.role === 'payment' && kind.get(row.ref) === 'equity');
      if (isPurchase || isMoney) add(told.dealPaid, row.deal, amount);
      book(told, `${from}.${year}`, row.ref === '' ? 'operating' : 'due', row.ref === '' ? -amount : amount);
      const isRaised = row.role === 'equity' || row.role === 'debt_draw';
      const isCommitted = row.ref !== '' && row.purpose === 'finance';
      book(told, `${to}.${year}`, isRaised ? 'raised' : isCommitted ? 'committed' : 'operating', amount);
    }
    for (const party of plan.parties) {
      told.defaults.set(party.id, data[party.columns.status!]!);
      told.causes.set(party.id, data[party.columns.cause!]!);
      told.cash.set(`${party.id}.${year}`, data[party.columns.cash!]!);
      told.outsideLost.set(party.id, data[party.columns.lost!]!);
    }
    for (const claim of plan.claims) told.claimLost.set(plan.terms[claim.term]!.ref, data[claim.columns.lost!]!);
    for (const term of plan.terms) if (term.kind === 'guarantee') add(told.called, term.ref, data[term.rows.call!]!);
    if (plan.hasMarket) told.price.push(data[plan.market.columns.price!]!);
  });
  return told;
}

function book(told: Told, key: string, what: 'due' | 'operating' | 'committed' | 'raised', amount: number): void {
  const line = told.funding.get(key) ?? { due: 0, operating: 0, committed: 0, raised: 0 };
  line[what] += amount;
  told.funding.set(key, line);
}

const average = (xs: readonly number[]): number => xs.reduce((all, x) => all + x, 0) / xs.length;
const close = (made: number, expected: number, size = Math.abs(expected)): void =>
  expect(Math.abs(made - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, size));

const POOR = ['parties.lab.cash=2B', 'parties.lab.demand.margin=45%', 'market.demand=4 to 8'];
const glut = bookOf('take-or-pay-in-a-glut', POOR);
const chain = bookOf('guarantee-chain');
const [glutRuns, chainRuns] = [await runsOf([glut]), await runsOf([chain])];
const answerOfRuns = (runs: typeof glutRuns, askedPaths = PATHS) =>
  answerRun({ worlds: runs, askedPaths, diagnostics: [] });
const [glutAnswer, chainAnswer] = [answerOfRuns(glutRuns), answerOfRuns(chainRuns)];
const resultOf = (answer: typeof glutAnswer): RunResult => answer.result as RunResult;
const worlds = [
  { name: 'a lab in a market', book: glut, runs: glutRuns, result: resultOf(glutAnswer) },
  { name: 'a chain of guarantees', book: chain, runs: chainRuns, result: resultOf(chainAnswer) },
].map((world) => {
  const plan = world.runs[0]!.run.plan;
  return { ...world, plan, paths: Array.from({ length: PATHS }, (_, p) => tellPath(plan, p)) };
});
const everyWorld = describe.each(worlds);

everyWorld('$name', ({ book, plan, result, paths, runs }) => {
  const shown = show(book).result;

  it('counts what is paid for goods and services, in all, by year and by buyer', () => {
    const inAll = (told: Told): number => [...told.bought.values()].reduce((all, x) => all + x, 0);
    close(result.commitments.total.expected_paid!.mean, average(paths.map(inAll)) + shown.total.paid);
    for (const row of result.commitments.by_year) {
      const isRun = paths[0]!.boughtByYear.has(row.year);
      if (!isRun) continue;
      const paid = shown.commitments.by_year.find((y) => y.year === row.year)?.paid ?? 0;
      close(row.expected_paid!.mean, average(paths.map((t) => t.boughtByYear.get(row.year) ?? 0)) + paid);
    }
    for (const [id, buyer] of Object.entries(result.commitments.by_buyer)) {
      close(buyer.expected_paid!.mean, average(paths.map((t) => t.bought.get(id) ?? 0)) + buyer.paid);
      expect(buyer.headline).toBe(shown.commitments.by_buyer[id]!.headline);
    }
  });

  it('foots the labs’ funding gap with every payment', () => {
    const labs = plan.labs.map((lab) => plan.parties[lab.party]!.id);
    for (const row of result.funding_gap) {
      expect(Object.keys(row.by_lab)).toEqual(labs);
      const gaps = paths.map(() => 0);
      for (const lab of labs) {
        const unmet = runs[0]!.run.values(`${lab}.unmet.${row.year}`);
        const lines = paths.map((told) => told.funding.get(`${lab}.${row.year}`)!);
        const size = Math.max(...lines.map((l) => Math.abs(l.due) + Math.abs(l.operating)));
        const of = row.by_lab[lab]!;
        close(of.due.mean, average(lines.map((l, p) => l.due + unmet[p]!)), size);
        close(of.operating.mean, average(lines.map((l) => l.operating)), size);
        close(of.committed.mean, average(lines.map((l) => l.committed)), size);
        close(of.raised.mean, average(lines.map((l) => l.raised)), size);
        lines.forEach((l, p) => {
          gaps[p]! += Math.max(0, l.due + unmet[p]! - l.operating - l.committed);
        });
        close(
          of.gap.mean,
          average(lines.map((l, p) => Math.max(0, l.due + unmet[p]! - l.operating - l.committed))),
          size,
        );
      }
      close(row.labs.gap.mean, average(gaps), Math.max(1, ...gaps));
    }
  });

  it('counts defaults within one and five years, and what set them off', () => {
    for (const [id, party] of Object.entries(result.parties)) {
      const within = (quarters: number): number =>
        paths.filter((t) => t.defaults.get(id)! > 0 && t.defaults.get(id)! <= quarters).length;
      expect(party.default_probability).toBe(within(20) / PATHS);
      expect(party.default_probability_1y).toBe(within(4) / PATHS);
      expect(party.defaults).toBe(within(20));
      const { low, high } = wilsonInterval(within(20), PATHS);
      expect(party.default_probability_interval).toEqual([low, high]);
      const sum = party.default_triggers.reduce((all, t) => all + t.share, 0);
      close(sum, within(20) > 0 ? 1 : 0);
      for (const row of party.cash) close(row.mean, average(paths.map((t) => t.cash.get(`${id}.${row.year}`)!)));
    }
  });

  it('adds up what each deal pays and loses, and what each exposure is expected to lose', () => {
    for (const [id, deal] of Object.entries(result.deals)) {
      const told = shown.deals[id]!;
      close(deal.expected_paid.mean, average(paths.map((t) => t.dealPaid.get(id) ?? 0)) + told.paid);
      const promised = told.purchases.headline + told.finance.headline;
      if (deal.performed === null) expect(promised).toBe(0);
      else close(deal.performed.mean * promised, deal.expected_paid.mean);
      const refs = [...paths[0]!.claimLost.keys()].filter((ref) => ref.startsWith(`${id}.`));
      close(deal.loss.mean, average(paths.map((t) => refs.reduce((all, ref) => all + netLoss(book, t, ref), 0))));
    }
    for (const e of result.exposures) {
      if (e.kind === 'contract' || e.kind === 'loan')
        close(e.expected_loss ?? 0, average(paths.map((t) => netLoss(book, t, e.of))));
      if (e.kind === 'guarantee') close(e.expected_loss!, average(paths.map((t) => t.called.get(e.of)!)));
      if (e.kind === 'stake' && e.expected_loss !== null) {
        close(e.expected_loss, e.amount * average(paths.map((t) => (t.defaults.get(e.counterparty)! > 0 ? 1 : 0))));
      }
    }
  });

  it('shares every loss out to its holders', () => {
    const whole = average(
      paths.map((t) => {
        const outside = [...t.outsideLost.values()].reduce((all, x) => all + x, 0);
        const claims = [...t.claimLost.keys()].reduce((all, ref) => all + netLoss(book, t, ref), 0);
        return outside + claims + [...t.called.values()].reduce((all, x) => all + x, 0);
      }),
    );
    close(
      result.losses_by_holder.reduce((all, h) => all + h.loss.mean, 0),
      whole,
    );
    for (const holder of result.losses_by_holder)
      close(
        holder.from.reduce((all, f) => all + f.share, 0),
        1,
      );
  });

  it('foots the central case of every party, year by year', () => {
    for (const party of Object.values(result.central.parties)) {
      let cash = party.at_start;
      for (const year of party.by_year) {
        cash += year.received - year.paid;
        expect(Math.abs(cash - year.cash)).toBeLessThan(0.005);
        cash = year.cash;
      }
    }
    expect(result.conservation.max_relative_error).toBeLessThan(1e-9);
  });

  it('is of the stated form, and its digest is that of everything else in it', () => {
    const answer = answerOfRuns(runs);
    const parsed = JSON.parse(answerText(answer)) as { result: RunResult };
    expect(runAnswerSchema.safeParse(parsed).error?.issues ?? []).toEqual([]);
    const { digest: signed, ...rest } = parsed.result;
    expect(digest(stableJson(rest as unknown as JsonValue))).toBe(signed);
  });
});

/** What a creditor lost under a term after what its guarantor paid. */
function netLoss(book: Book, told: Told, ref: string): number {
  const lost = told.claimLost.get(ref) ?? 0;
  for (const [id, deal] of Object.entries(book.content.deals ?? {})) {
    for (const [term, t] of Object.entries(deal.terms)) {
      if (t.type !== 'guarantee') continue;
      const of = t.of.includes('.') ? t.of : `${id}.${t.of}`;
      if (of === ref) return Math.max(0, lost - told.called.get(`${id}.${term}`)!);
    }
  }
  return lost;
}

describe('losses under a cent', () => {
  it('are dust of doubles: nobody bears them, and no path counts as one with a loss', () => {
    const [first] = glutRuns;
    const dusty = (column: string): boolean => /\.(lost|outside_lost|called)$/.test(column);
    const withLosses = (size: number) => ({
      ...first!,
      run: {
        ...first!.run,
        values: (column: string) => (dusty(column) ? new Float64Array(PATHS).fill(size) : first!.run.values(column)),
      },
    });
    const dust = resultOf(answerOfRuns([withLosses(1e-7)]));
    expect(dust.losses_by_holder).toEqual([]);
    expect(Object.values(dust.deals).map((d) => d.loss.mean)).toEqual([0]);
    const cents = resultOf(answerOfRuns([withLosses(0.02)]));
    expect(cents.losses_by_holder.length).toBeGreaterThan(0);
    expect(Object.values(cents.deals).every((d) => d.loss.mean > 0)).toBe(true);
  });
});

describe('the worlds of these tests', () => {
  it('hold defaults, calls on guarantees and losses, so that the sums above are not of nothings', () => {
    expect(resultOf(glutAnswer).parties.lab!.defaults).toBeGreaterThan(0);
    expect(resultOf(chainAnswer).parties.tenant!.defaults).toBeGreaterThan(0);
    expect(worlds[1]!.paths.some((t) => [...t.called.values()].some((x) => x > 0))).toBe(true);
    expect(resultOf(chainAnswer).losses_by_holder.map((h) => h.kind)).toEqual(
      expect.arrayContaining(['class', 'party']),
    );
    expect(resultOf(glutAnswer).funding_gap.some((row) => row.labs.gap.mean > 0)).toBe(true);
  });
});

describe('market and hourly price', () => {
  it('tells the price of every quarter; by the hour only where the book says of what', () => {
    const { market } = resultOf(glutAnswer);
    const { paths } = worlds[0]!;
    for (const [q, row] of market.price.entries()) close(row.mean, average(paths.map((t) => t.price[q]!)));
    expect(market.hourly).toBeNull();
    expect(resultOf(chainAnswer).market.price).toEqual([]);
  });

  it('tells the long-run cost: by hand for figures that are certain, in every quarter the same', async () => {
    const certain = bookOf('take-or-pay-in-a-glut', [
      'market.build={chips: 25B, shell: 12B, chip_life: 5, shell_life: 20}',
      'market.cost_of_capital=10%',
      'market.ageing=0%',
      'market.running_cost=1.5B',
    ]);
    const { market } = resultOf(answerOfRuns(await runsOf([certain], 5), 5));
    // A quarter's interest and a twentieth, or an eightieth, of the capex, four times a year.
    const interest = 1.1 ** 0.25 - 1;
    const cost = 25e9 * 4 * (interest + 1 / 20) + 12e9 * 4 * (interest + 1 / 80) + 1.5e9;
    expect(market.long_run_cost).toHaveLength(market.price.length);
    for (const [q, row] of market.long_run_cost.entries()) {
      close(row.p5, cost);
      close(row.p95, cost);
      close(market.price[q]!.mean, market.price_to_cost[q]!.mean * cost);
    }
  });

  it('turns a price per GW-year into one an hour: 12B × 1.4 kW ÷ 1e6 kW ÷ 8,760 h', async () => {
    const hourly = bookOf('take-or-pay-in-a-glut', ['market.unit.hourly={name: GPU, kilowatts: 1.4}']);
    const runs = await runsOf([hourly], 5);
    const { market } = resultOf(answerOfRuns(runs, 5));
    expect(market.hourly!.kilowatts).toBe(1.4);
    for (const [q, row] of market.price.entries()) close(market.hourly!.price[q]!.p50, (row.p50 * 1.4) / 1e6 / 8760);
  });
});

describe('stand-alone and with support', () => {
  it('differ by those who were rescued', async () => {
    const runs = await runsOf([glut], 3);
    const never = { ...runs[0]!, standAlone: { ...runs[0]!.standAlone, values: () => Float64Array.of(1, 5, 0) } };
    const { lab } = resultOf(answerOfRuns([never], 3)).parties;
    expect(lab!.default_probability_stand_alone).toBe(2 / 3);
    expect(lab!.default_probability_1y_stand_alone).toBe(1 / 3);
  });
});

describe('comparison', () => {
  it('is the mean difference on the same path, with its own standard error', async () => {
    const richer = bookOf('take-or-pay-in-a-glut', [
      'parties.lab.cash=4B',
      'parties.lab.demand.margin=45%',
      'market.demand=4 to 8',
    ]);
    const runs = await runsOf([glut, richer]);
    const compared = resultOf(answerOfRuns(runs)).comparison['world-1'] as Record<string, never>;
    const [a, b] = runs.map(({ run }) => run.values('lab.default').map((at) => (at > 0 && at <= 20 ? 1 : 0)));
    const differences = [...b!].map((x, p) => x - a![p]!);
    const mean = average(differences);
    const sd = Math.sqrt(differences.reduce((all, d) => all + (d - mean) * (d - mean), 0) / (PATHS - 1));
    expect(mean).not.toBe(0);
    const told = (compared.parties as Record<string, Record<string, { difference: number; standard_error: number }>>)
      .lab!;
    close(told.default_probability!.difference, mean);
    close(told.default_probability!.standard_error, sd / Math.sqrt(PATHS));
    const cash = told.cash as never as { year: number; difference: number }[];
    const first = cash[0]!.year;
    close(
      cash[0]!.difference,
      average([...runs[1]!.run.values(`lab.cash.${first}`)]) - average([...runs[0]!.run.values(`lab.cash.${first}`)]),
      1e10,
    );
    expect(Object.keys(compared)).toEqual(['measures', 'commitments', 'funding_gap', 'parties', 'deals', 'market']);
  });

  it('of a world with itself is nothing everywhere', async () => {
    const runs = await runsOf([glut, glut], 20);
    const text = JSON.stringify(resultOf(answerOfRuns(runs, 20)).comparison);
    const figures = [...text.matchAll(/"difference":(-?[\d.e+-]+)/g)].map((m) => Number(m[1]));
    expect(figures.length).toBeGreaterThan(50);
    expect(figures.every((x) => x === 0)).toBe(true);
  });
});

describe('drivers', () => {
  const { drivers } = resultOf(glutAnswer);
  const { plan } = glutRuns[0]!.run;

  it('are rank correlations with the inputs, and means in their lowest and highest fifth', () => {
    const inputs = inputValues(plan, SEED, PATHS);
    const price = Float64Array.from(worlds[0]!.paths, (t) => t.price[11]!);
    const told = drivers.filter((d) => d.measure === 'price_2028-Q4' && plan.inputs.some((i) => i.path === d.input));
    expect(told.length).toBeGreaterThan(0);
    for (const driver of told) {
      const values = inputs.values(plan.inputs.findIndex((i) => i.path === driver.input));
      close(driver.rank_correlation, rankCorrelation(values, price)!);
      expect(Math.abs(driver.rank_correlation)).toBeGreaterThan(4 / Math.sqrt(PATHS - 1));
      const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
      close(driver.if_low, average(order.slice(0, PATHS / 5).map((p) => price[p]!)));
      close(driver.if_high, average(order.slice(-PATHS / 5).map((p) => price[p]!)));
    }
  });

  it('give the inputs that an answer rests on shares that add to one, with grade and place', () => {
    const shares = glutAnswer.rests_on.map((r) => r.share!);
    close(
      shares.reduce((all, share) => all + share, 0),
      1,
    );
    for (const input of glutAnswer.rests_on) {
      const planned = plan.inputs.find((i) => i.path === input.path);
      if (planned !== undefined) expect(input.place === null).toBe(planned.isDefault);
    }
    close(resultOf(glutAnswer).evidence.D, 1);
  });
});

describe('warnings', () => {
  it('say that a run was interrupted, rests on assumptions, or has few defaults behind a probability', () => {
    const codes = (answer: typeof glutAnswer): string[] => answer.warnings.map((w) => w.code);
    expect(codes(answerOfRuns(glutRuns, PATHS + 1))).toContain('run.interrupted');
    expect(codes(glutAnswer)).not.toContain('run.interrupted');
    expect(codes(glutAnswer)).toContain('run.mostly-assumed');
    const few = Object.values(resultOf(chainAnswer).parties).some((p) => p.defaults > 0 && p.defaults < 30);
    expect(codes(chainAnswer).includes('run.few-defaults')).toBe(few);
  });

  it('say that a party sells a tenth more in the first quarter than it last reported', async () => {
    const { central, plan } = glutRuns[0]!.run;
    const cloud = plan.parties.find((p) => p.id === 'cloud')!.account;
    const sales = new Set(['sales', 'market_sales', 'spot', 'payment', 'haircut', 'chips']);
    let rate = 0;
    for (const [i, row] of plan.rows.entries()) {
      if (row.payee === cloud && sales.has(row.role)) rate += 4 * central.payments[i * plan.quarters]!;
    }
    expect(rate).toBeGreaterThan(1e9);
    const codesAt = async (reported: number): Promise<string[]> => {
      const cautious = bookOf('take-or-pay-in-a-glut', [...POOR, `parties.cloud.reported={revenue: ${reported}}`]);
      return answerOfRuns(await runsOf([cautious], 3), 3).warnings.map((w) => w.code);
    };
    expect(await codesAt(Math.round(rate / 1.1001))).toContain('run.above-run-rate');
    expect(await codesAt(Math.round(rate / 1.0999))).not.toContain('run.above-run-rate');
  });

  it('a run without a finished path is no answer', () => {
    const none = { ...glutRuns[0]!, run: { ...glutRuns[0]!.run, paths: 0 } };
    expect(answerRun({ worlds: [none], askedPaths: 10, diagnostics: [] }).error?.code).toBe('run.no-paths');
  });
});
