import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { log } from '../base/elementary.ts';
import type { Book } from '../book/book.ts';
import { readBook } from '../book/readBook.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { keptTable } from '../run/kept.ts';
import { type BlockResult, simulateBlock, simulatePaths } from '../run/simulate.ts';
import { planScenario } from './planScenario.ts';

const TEXT = readFileSync('books/small/two-party/book.yaml', 'utf8').split('\nscenarios:')[0] as string;
const PATHS = 64;
/** 2027-Q1, the fifth quarter of a run that starts in 2026-Q1. */
const LATER = 4;

function bookWith(changes: string, sets: readonly string[] = []): Book {
  const scenarios = `\nscenarios:\n  tried:\n    says: A change to be tried.\n    source: example\n    changes:\n${changes.replace(/^/gm, '      ')}\n`;
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: `${TEXT}${scenarios}` }], { sets });
  if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return book;
}

interface Tried {
  readonly base: Plan;
  readonly plan: Plan;
  readonly before: BlockResult;
  readonly after: BlockResult;
}

function tried(changes: string): Tried {
  const book = bookWith(changes);
  const base = planBook(book);
  const made = planScenario(book, base, 'tried');
  expect(made.diagnostics).toEqual([]);
  const { plan } = made.world!;
  return { base, plan, before: simulatePaths(base, 3, 0, PATHS, true), after: simulatePaths(plan, 3, 0, PATHS, true) };
}

function column(plan: Plan, block: BlockResult, name: string): Float64Array {
  const k = keptTable(plan).index.get(name);
  if (k === undefined) throw new Error(`nothing is kept under ${name}`);
  return block.kept.subarray(k * block.lanes, (k + 1) * block.lanes);
}

/** Value of a named column in each quarter of the central case. */
function centrally(plan: Plan, name: string): number[] {
  const at = plan.columnNames.indexOf(name);
  if (at < 0) throw new Error(`there is no column ${name}`);
  const seen: number[] = [];
  simulateBlock(plan, { seed: 0, firstPath: 0, lanes: 1, isCentral: true }, (block) => {
    seen.push(block.data[at] as number);
  });
  return seen;
}

describe('a scenario that changes nothing', () => {
  it.each([
    ['sets what already stands', '- {set: {parties.lab.cash: 6B, deals.lab-cloud-compute.terms.compute.price: 12B}}'],
    [
      'shocks by nothing',
      '- {from: 2027-Q1, shock: {party: lab, growth: 0%, revenue: 1, debt_room: 1, appetite: 1, compute_price: 1}}',
    ],
    ['renegotiates nothing', '- {from: 2027-Q1, shock: {party: lab, renegotiate: {price: 0%, volume: 0%, delay: 0}}}'],
    ['scales by one', '- {scale: {lab-cloud-compute: 1}}\n- {from: 2027-Q1, scale: {lab-cloud-compute.compute: 1}}'],
  ])('is the base to the last bit: %s', (_what, changes) => {
    const { before, after } = tried(changes);
    expect(after.kept).toEqual(before.kept);
  });
});

describe('changes from the start', () => {
  it('are those of the same book with the quantity set', () => {
    const { after } = tried('- {set: {parties.lab.demand.growth.2027: 0%, parties.cloud.cash: 3B}}');
    const set = bookWith('- {cut: []}\n- {scale: {lab-cloud-compute: 1}}', [
      'parties.lab.demand.growth.2027=0%',
      'parties.cloud.cash=3B',
    ]);
    expect(after.kept).toEqual(simulatePaths(planBook(set), 3, 0, PATHS, true).kept);
  });

  it('later ones win over earlier ones', () => {
    const once = tried('- {set: {parties.cloud.cash: 9B}}');
    const twice = tried('- {set: {parties.cloud.cash: 1B}}\n- {set: {parties.cloud.cash: 9B}}');
    expect(twice.after.kept).toEqual(once.after.kept);
  });

  it('without a deal nothing is paid under it', () => {
    const { base, before, plan, after } = tried('- {without: [lab-cloud-compute]}');
    expect(column(base, before, 'lab.bought.2027').every((paid) => paid > 0)).toBe(true);
    expect(column(plan, after, 'lab.bought.2027').every((paid) => paid === 0)).toBe(true);
  });

  it('scaling a deal scales what is delivered and lent under it, and not its price', () => {
    const { base, plan } = tried('- {scale: {lab-cloud-compute: 2}}');
    const delivered = (of: Plan): number[] => centrally(of, 'lab-cloud-compute.compute:delivered');
    expect(delivered(plan)).toEqual(delivered(base).map((d) => 2 * d));
    const outstanding = (of: Plan): number => centrally(of, 'lab-cloud-compute.vendor-loan:outstanding')[2] as number;
    expect(outstanding(plan)).toBeCloseTo(2 * outstanding(base), 3);
  });
});

describe('changes from a later quarter', () => {
  it.each([
    ['a set', '- {from: 2027-Q1, set: {parties.lab.demand.growth.2027: -20%}}'],
    ['a shock of revenue', '- {from: 2027-Q1, shock: {party: lab, revenue: 0.5}}'],
    ['a shock of growth', '- {from: 2027-Q1, shock: {party: lab, growth: -40%}}'],
  ])('%s leaves the quarters before as they were and lowers revenue after', (_what, changes) => {
    const { base, plan, before, after } = tried(changes);
    expect(column(plan, after, 'lab.revenue.2026')).toEqual(column(base, before, 'lab.revenue.2026'));
    const was = column(base, before, 'lab.revenue.2027');
    const stillSolvent = [...column(plan, after, 'lab.default')].map((d) => d === 0 || d > LATER + 4);
    const lower = [...column(plan, after, 'lab.revenue.2027')].map((x, l) => x < (was[l] as number));
    expect(lower.filter((x, l) => !x && stillSolvent[l])).toEqual([]);
  });

  it('a shock to a business outside the web hits its sales', () => {
    const { base, plan } = tried('- {from: 2027-Q1, shock: {party: cloud, revenue: 0.5}}');
    const sales = (of: Plan): number[] => centrally(of, 'cloud:operations_revenue');
    for (const [q, x] of sales(plan).entries())
      expect(x / (sales(base)[q] as number)).toBeCloseTo(q < LATER ? 1 : 0.5, 12);
  });

  it('a default happens in that quarter on every path that had seen none, and money is still conserved', () => {
    const { base, plan, before, after } = tried('- {from: 2027-Q1, shock: {party: cloud, default: true}}');
    const was = column(base, before, 'cloud.default');
    const now = column(plan, after, 'cloud.default');
    expect([...now]).toEqual([...was].map((d) => (d > 0 && d <= LATER ? d : LATER + 1)));
    expect(after.conservationError).toBeLessThan(1e-9);
  });

  it('a renegotiated price and volume multiply what is due', () => {
    const { base, plan } = tried('- {from: 2027-Q1, shock: {party: lab, renegotiate: {price: 15%, volume: 30%}}}');
    const delivered = (of: Plan): number[] => centrally(of, 'lab-cloud-compute.compute:delivered');
    const ratio = delivered(plan).map((d, q) => d / (delivered(base)[q] as number));
    expect(ratio.slice(0, LATER)).toEqual(Array(LATER).fill(1));
    for (const r of ratio.slice(LATER, 12)) expect(r).toBeCloseTo(0.7, 12);
    expect(centrally(plan, 'lab-cloud-compute.compute:price_factor')[LATER]).toBeCloseTo(0.85, 12);
  });

  it('a delay holds what is delivered and puts off what was to come', () => {
    const { base, plan } = tried('- {from: 2026-Q3, shock: {party: lab, renegotiate: {delay: 2}}}');
    const shape = (of: Plan): number[] => [
      ...(of.terms.find((t) => t.ref === 'lab-cloud-compute.compute')!.schedules.shape as Float64Array),
    ];
    // By the book: a quarter more of the full amount each quarter of 2026, then full for four years.
    expect(shape(base).slice(0, 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    expect(shape(plan).slice(0, 8)).toEqual([0.25, 0.5, 0.5, 0.5, 0.75, 1, 1, 1]);
  });

  it('ending a deal ends deliveries', () => {
    const { base, plan } = tried('- {from: 2027-Q1, without: [lab-cloud-compute]}');
    const delivered = (of: Plan): number[] => centrally(of, 'lab-cloud-compute.compute:delivered');
    expect(delivered(plan)).toEqual(delivered(base).map((d, q) => (q < LATER ? d : 0)));
  });

  it('the price of compute falls', () => {
    const { base, plan } = tried('- {from: 2027-Q1, shock: {compute_price: 0.5}}');
    const price = (of: Plan): number[] => centrally(of, 'market:price');
    expect(price(plan).slice(0, LATER)).toEqual(price(base).slice(0, LATER));
    expect(price(plan)[LATER]).toBeLessThan(0.75 * (price(base)[LATER] as number));
  });

  it('appetite stays down for good', () => {
    const { plan } = tried('- {from: 2027-Q1, shock: {appetite: 0.75}}');
    for (const [q, a] of centrally(plan, 'market:appetite').entries())
      expect(a).toBeCloseTo(q < LATER ? 0 : log(0.75), 12);
  });

  it('room for debt shrinks for the party named, or for all', () => {
    const room = (changes: string): number[] => {
      const { plan } = tried(changes);
      return ['lab', 'cloud'].map((id) => centrally(plan, `${id}:funding_shock`)[LATER] as number);
    };
    expect(room('- {from: 2027-Q1, shock: {debt_room: 0.2}}')).toEqual([0.2, 0.2]);
    expect(room('- {from: 2027-Q1, shock: {party: cloud, debt_room: 0.2}}')).toEqual([1, 0.2]);
  });
});

describe('what matches nothing is told at its line', () => {
  const lineOf = (book: Book): number => book.locate('scenarios.tried.changes.0')?.line ?? 0;
  it.each([
    ['from: 2027-Q1, set: {deals.lab-cloud-compute.terms.compute.amount: 3}', 'leave out `from`'],
    ['from: 2040-Q1, shock: {party: lab, revenue: 0.5}', 'earlier quarter'],
    ['from: 2027-Q1, shock: {party: cloud, renegotiate: {price: 10%}}', 'name a buyer'],
  ])('%s', (change, help) => {
    const book = bookWith(`- {${change}}`);
    const { world, diagnostics } = planScenario(book, planBook(book), 'tried');
    expect(world).toBeNull();
    expect(diagnostics.map((d) => d.code)).toEqual(['scenario.no-effect']);
    expect(diagnostics[0]!.help).toContain(help);
    expect(diagnostics[0]!.place?.line).toBe(lineOf(book));
  });

  it('a value that the book could not hold', () => {
    const book = bookWith('- {set: {parties.lab.cash: 6bn}}');
    const { world, diagnostics } = planScenario(book, planBook(book), 'tried');
    expect(world).toBeNull();
    expect(diagnostics.every((d) => d.place?.file === 'book.yaml')).toBe(true);
    expect(diagnostics[0]!.place?.line).toBe(lineOf(book));
  });

  it('a scenario that is not there', () => {
    const book = bookWith('- {cut: []}\n- {scale: {lab-cloud-compute: 1}}');
    const { world, diagnostics } = planScenario(book, planBook(book), 'tryed');
    expect(world).toBeNull();
    expect(diagnostics[0]!.help).toContain('did you mean `tried`?');
  });
});
