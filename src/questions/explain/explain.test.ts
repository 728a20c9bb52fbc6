// cases: paths into the answers of small books, each with what must stand behind it, worked out by hand
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { runWorlds } from '../../experiments/runWorlds.ts';
import { planBook } from '../../plan/planBook.ts';
import { answerText } from '../answer.ts';
import { answerRun } from '../run/answerRun.ts';
import type { RunOfWorld } from '../run/runOfWorld.ts';
import { show } from '../show/show.ts';
import { definitionOf } from './definitions.ts';
import { explain, questionHolding } from './explain.ts';
import { type ExplainResult, explainAnswerSchema } from './explainSchema.ts';
import { resolve, stepsOf } from './figurePath.ts';
import { runMayHold } from './runMayHold.ts';

const folder = new URL('../../../books/small/take-or-pay-in-a-glut/', import.meta.url);
const FILES = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const TEXTS = FILES.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
const PATHS = 200;

function bookOf(): Book {
  const { book, diagnostics } = readBook(TEXTS, { sets: ['parties.lab.demand.margin=45%', 'market.demand=4 to 8'] });
  if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return book;
}

const book = bookOf();
const worlds = [{ id: '', book, plan: planBook(book) }];
const [run] = (await runWorlds(worlds, { paths: PATHS, seed: 3, runner: inProcessRunner() })) as [RunOfWorld];

function explained(path: string): ExplainResult {
  const answer = explain({ book, path, run, diagnostics: [] });
  expect(answer.error).toBeNull();
  expect(explainAnswerSchema.safeParse(JSON.parse(answerText(answer))).error?.issues ?? []).toEqual([]);
  return answer.result as ExplainResult;
}

/** Every path to a number of an answer, rows of series by their year or quarter. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'number') return [[...path]];
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => {
      const row = item as { year?: number; quarter?: string } | null;
      return pathsOf(item, [...path, String(row?.year ?? row?.quarter ?? i)]);
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
}

describe('paths', () => {
  it('are read with dots, brackets, as JSON pointers, and with or without `result`', () => {
    const steps = ['exposures', '0', 'amount'];
    for (const path of [
      'exposures.0.amount',
      'exposures[0].amount',
      '/exposures/0/amount',
      '$.exposures[0].amount',
      'result.exposures.0.amount',
    ]) {
      expect(stepsOf(path)).toEqual(steps);
    }
  });

  it('name a row of a series by its year, its quarter or its place', () => {
    const result = {
      series: [
        { year: 2026, mean: 1 },
        { year: 2027, mean: 2 },
      ],
      q: [{ quarter: '2026-Q1', mean: 3 }],
    };
    expect(resolve(result, ['series', '2027', 'mean'])).toMatchObject({ isFound: true, value: 2 });
    expect(resolve(result, ['series', '1', 'mean'])).toMatchObject({
      isFound: true,
      value: 2,
      steps: ['series', '2027', 'mean'],
    });
    expect(resolve(result, ['q', '2026-Q1', 'mean'])).toMatchObject({ isFound: true, value: 3 });
    expect(resolve(result, ['q', '2026-Q2'])).toMatchObject({ isFound: false, missing: '2026-Q2', before: ['q'] });
  });

  it('lead to `show` where it holds them, else to `run`, else nowhere', () => {
    expect(questionHolding(book, 'parties.lab.cash')).toBe('show');
    expect(questionHolding(book, 'run.parties.lab.cash')).toBe('run');
    expect(questionHolding(book, 'parties.lab.cash.2027.p50')).toBe('run');
    expect(questionHolding(book, 'parties.nobody.default_probability')).toBeNull();
    expect(questionHolding(book, 'parties.lab.cash.2027.p50.more')).toBeNull();
  });

  it('that lead nowhere are answered with the nearest that do', () => {
    const error = explain({ book, path: 'parties.lag.cash', run: null, diagnostics: [] }).error;
    expect(error?.code).toBe('explain.no-such-path');
    expect(error?.message).toContain('did you mean parties.lab.cash?');
    expect(explain({ book, path: 'funding_gp', run: null, diagnostics: [] }).error?.message).toContain('funding_gap');
  });
});

describe('every number of an answer', () => {
  const answers = {
    show: show(book).result as unknown,
    run: answerRun({ worlds: [run], askedPaths: PATHS, diagnostics: [] }).result as unknown,
  } as const;

  it('of show and of run has a definition and a page', () => {
    for (const of of ['show', 'run'] as const) {
      const undefinedPaths = pathsOf(answers[of]).filter((steps) => definitionOf(of, steps) === null);
      expect(undefinedPaths.map((steps) => steps.join('.'))).toEqual([]);
    }
  });

  it('of run stands in the form of its answer', () => {
    expect(pathsOf(answers.run).filter((steps) => !runMayHold(steps))).toEqual([]);
  });

  it('has a definition that some page spells out', () => {
    const pages = new Map<string, string>();
    for (const of of ['show', 'run'] as const) {
      for (const steps of pathsOf(answers[of])) {
        const [file, anchor] = definitionOf(of, steps)!.docs.split('#') as [string, string];
        if (!pages.has(file)) pages.set(file, readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'));
        const headings = [...pages.get(file)!.matchAll(/^#+ (.+)$/gm)].map((m) =>
          m[1]!
            .toLowerCase()
            .replace(/[^a-z0-9 -]/g, '')
            .replaceAll(' ', '-'),
        );
        expect(headings, `${file}#${anchor}`).toContain(anchor);
      }
    }
  });
});

describe('a figure of show', () => {
  it('is told with its terms, the inputs they are computed from, and where they were written', () => {
    const r = explained('deals.compute.headline');
    expect(r.of).toBe('show');
    expect(r.unit).toBe('currency');
    expect(r.value).toBe(show(book).result.deals.compute!.headline);
    expect(r.terms).toHaveLength(1);
    expect(r.terms[0]).toMatchObject({
      path: 'deals.compute.terms.compute',
      share: 1,
      type: 'capacity',
      by: 'lab',
      to: 'cloud',
      grade: 'D',
    });
    expect(r.inputs.map((i) => i.path)).toEqual([
      'deals.compute.terms.compute.amount',
      'deals.compute.terms.compute.price',
    ]);
    const { text } = TEXTS[0]!;
    for (const input of r.inputs) {
      const line = text.split('\n')[input.place!.line - 1]!;
      expect(line).toContain(input.path.split('.').at(-1));
      expect(line).toContain(input.written);
    }
    expect(r.sources.example?.grade).toBe('D');
  });

  it('shares a sum out to its terms', () => {
    const r = explained('total.headline');
    const { deals } = show(book).result;
    const whole = r.terms.reduce((all, t) => all + (t.share ?? 0), 0);
    expect(whole).toBeCloseTo(1, 12);
    const counted = Object.values(deals)
      .flatMap((d) => Object.values(d.terms))
      .filter((t) => t.kind === 'purchase');
    expect(r.terms).toHaveLength(counted.length);
    const [first] = r.terms;
    expect(first!.share! * (r.value as number)).toBeCloseTo(first!.headline, -3);
  });

  it('of the book itself rests on its own place alone', () => {
    const r = explained('parties.lab.cash');
    expect(r.terms).toEqual([]);
    expect(r.inputs).toMatchObject([{ path: 'parties.lab.cash', written: '8B', share: null }]);
  });

  it('says what was filled in where nobody wrote it', () => {
    const r = explained('deals.compute.expected');
    expect(r.defaults).toEqual([
      { path: 'deals.compute.performance', value: '0.6', says: 'probability of performance by status: signed' },
    ]);
  });
});

describe('a figure of a run', () => {
  it('is told with the inputs whose ranks go with it, whose shares add to one', () => {
    const r = explained('market.price.2028-Q4.mean');
    expect(r.of).toBe('run');
    expect(r.unit).toBe('currency per capacity-year');
    expect(r.inputs.length).toBeGreaterThan(0);
    expect(r.inputs.reduce((all, i) => all + (i.share ?? 0), 0)).toBeCloseTo(1, 12);
    const strongest = r.inputs.map((i) => Math.abs(i.rank_correlation!));
    expect([...strongest].sort((a, b) => b - a)).toEqual(strongest);
  });

  it('names the standing defaults of the party it is about', () => {
    const r = explained('parties.lab.default_probability');
    const filled = run.run.plan.inputs.filter((i) => i.isDefault && i.path.startsWith('parties.lab.'));
    expect(filled.length).toBeGreaterThan(0);
    expect(r.defaults.map((d) => d.path)).toEqual(expect.arrayContaining(filled.map((i) => i.path)));
    expect(r.terms.every((t) => t.by === 'lab' || t.to === 'lab')).toBe(true);
  });

  it('needs a run', () => {
    expect(explain({ book, path: 'parties.lab.default_probability', run: null, diagnostics: [] }).error?.code).toBe(
      'explain.needs-run',
    );
  });
});
