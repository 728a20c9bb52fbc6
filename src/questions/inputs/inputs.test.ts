import { describe, expect, it } from 'vitest';
import { normalAt, streamKey } from '../../base/random.ts';
import { askInputs, type InputsOptions } from '../../experiments/askInputs.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { type Book, readBook } from '../../index.ts';
import { effectsOf } from './effectsOf.ts';
import type { InputsResult, ToldInput } from './inputsSchema.ts';

const PATHS = 600;

/** A lender of whom little is known: the cash of its borrower decides, everything else is dust. */
const PLANTED = `
book: {format: 1, title: Planted, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}}
sources:
  filing: {title: Filing, publisher: Filer, date: 2025-11-01, url: "https://example.org/filing", grade: A}
  modeller: {title: Modeller, publisher: Modeller, grade: D, note: a judgement}
parties:
  borrower:
    name: Borrower
    kind: vehicle
    source: modeller
    cash: {uniform: {min: 0M, max: 200M}, source: modeller, note: The balance was not published.}
    debt: {amount: "10M to 11M", rate: "4% to 5%", holders: {bank: 100%}, source: filing}
  lender: {name: Lender, kind: lender, source: filing, cash: "900M to 1B"}
deals:
  facility:
    title: Facility
    between: [borrower, lender]
    date: 2025-10-01
    status: signed
    source: filing
    terms:
      loan: {type: loan, lender: lender, borrower: borrower, principal: 100M, rate: 6%, maturity: 2026-12-31, source: filing}
`;

function planted(): Book {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: PLANTED }]);
  if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return book;
}

async function asked(options: InputsOptions = {}): Promise<InputsResult> {
  const answer = await askInputs(
    { book: planted(), diagnostics: [], openRunner: async () => inProcessRunner(), paths: PATHS, seed: 3 },
    options,
  );
  if (answer.result === null) throw new Error(answer.error?.message);
  return answer.result;
}

const of = (result: InputsResult, path: string): ToldInput => {
  const found = result.inputs.find((i) => i.path === path);
  if (found === undefined) throw new Error(`no input ${path}`);
  return found;
};

describe('inputs', () => {
  it('find a planted driver first, and say that it is the fact worth publishing', async () => {
    const figure = 'parties.borrower.default_probability';
    const result = await asked({ figures: [figure], isRanked: true });
    const [first] = result.inputs;
    expect(first?.path).toBe('parties.borrower.cash');
    expect(first?.standing).toBe('undisclosed');
    expect(first?.place?.line).toBe(11);
    expect(first?.share).toBeGreaterThan(0.95);
    // Default is a step in the cash: known cash decides it but for the class in which the step falls.
    expect(first?.reduction).toBeGreaterThan(0.8);
    const [measure] = result.measures;
    expect(measure?.path).toBe(figure);
    expect(measure?.tells_most?.input).toBe('parties.borrower.cash');
    expect(measure?.tells_most?.sd_left).toBeLessThan((measure?.sd ?? 0) / 2);
  });

  it('put undisclosed facts first, then what else is uncertain; what is certain is counted alone', async () => {
    const result = await asked();
    const standings = result.inputs.map((i) => i.standing);
    const last = standings.lastIndexOf('undisclosed');
    expect(standings.slice(0, last + 1).every((s) => s === 'undisclosed')).toBe(true);
    expect(of(result, 'parties.lender.cash').standing).toBe('published');
    expect(result.counts.uncertain).toBe(result.inputs.length);
    expect(result.counts.stated).toBeGreaterThan(result.counts.uncertain);
  });

  it('about a party keep to its own inputs, its deals and what moves its figures', async () => {
    const result = await asked({ about: 'lender' });
    expect(result.inputs.some((i) => i.path === 'parties.lender.cash')).toBe(true);
    for (const input of result.inputs)
      expect(
        input.path.startsWith('parties.lender') || input.path.startsWith('deals.') || input.effects.length > 0,
      ).toBe(true);
  });

  it('know no figure that a run does not have', async () => {
    const asking = { book: planted(), diagnostics: [], openRunner: async () => inProcessRunner(), paths: 8, seed: 1 };
    const answer = await askInputs(asking, { figures: ['parties.nobody.cash'] });
    expect(answer.error?.code).toBe('inputs.unknown-figure');
  });
});

describe('effects of inputs on figures', () => {
  const normals = (name: string): Float64Array =>
    Float64Array.from({ length: PATHS }, (_, p) => normalAt(streamKey(5, name), p, 0));

  it('are told of planted inputs, also of one that acts without rising or falling, and of no dummy', () => {
    const [up, bowl, noise] = [normals('up'), normals('bowl'), normals('noise')];
    const values = up.map((x, p) => 2 * x + 2 * (bowl[p]! * bowl[p]! - 1) + noise[p]!);
    const dummies = Array.from({ length: 100 }, (_, i) => `dummy${i}`);
    const inputs = [...dummies.map((path) => ({ path, draws: () => normals(path) }))];
    const found = effectsOf(
      [...inputs, { path: 'up', draws: () => up }, { path: 'bowl', draws: () => bowl }],
      [{ path: 'figure', isEvent: false, values }],
    );
    const told = found.filter(({ effects }) => effects.length > 0);
    expect(told.map(({ path }) => path)).toEqual(['up', 'bowl']);
    // Var = 4 + 8 + 1.
    expect(told[0]?.effects[0]?.reduction).toBeGreaterThan(0.2);
    expect(told[0]?.effects[0]?.reduction).toBeLessThan(0.42);
    expect(told[1]?.effects[0]?.reduction).toBeGreaterThan(0.45);
    const shares = told.reduce((sum, { effects }) => sum + effects[0]!.share, 0);
    expect(shares).toBeCloseTo(1, 12);
  });
});
