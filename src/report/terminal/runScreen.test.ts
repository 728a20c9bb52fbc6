import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { runWorlds } from '../../experiments/runWorlds.ts';
import { planBook } from '../../plan/planBook.ts';
import type { Answer } from '../../questions/answer.ts';
import { explain } from '../../questions/explain/explain.ts';
import { answerRun } from '../../questions/run/answerRun.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney, printProbability } from '../number.ts';
import { explainScreen } from './explainScreen.ts';
import { type Page, PLAIN_INK } from './ink.ts';
import { runScreen } from './runScreen.ts';

const PATHS = 200;
const folder = new URL('../../../books/small/take-or-pay-in-a-glut/', import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

function bookOf(sets: readonly string[]): Book {
  const { book, diagnostics } = readBook(texts, { sets });
  if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return book;
}

const poor = [
  'parties.lab.cash=2B',
  'parties.lab.demand.margin=45%',
  'parties.cloud.cds=120bp',
  'market.demand=4 to 8',
];
const books = [
  bookOf(poor.map((set) => set.replace('120bp', '1.2%'))),
  bookOf(['parties.lab.cash=20B', 'market.demand=4 to 8']),
];
const worlds = books.map((book, i) => ({ id: i === 0 ? '' : 'rich-lab', book, plan: planBook(book) }));
const runs = await runWorlds(worlds, { paths: PATHS, seed: 11, runner: inProcessRunner() });
const answer = answerRun({ worlds: runs, askedPaths: PATHS, diagnostics: [] }) as Answer<RunResult>;
const result = answer.result as RunResult;
const page = (width: number): Page => ({ ink: PLAIN_INK, width });
const screen = runScreen(answer, page(100), 'out/report.html');
const lines = screen.split('\n');

function lineOf(text: string): string {
  const line = lines.find((l) => l.includes(text));
  if (line === undefined) throw new Error(`no line holds ${text}\n${screen}`);
  return line;
}

describe('the screen of a run', () => {
  it('fits the page at every width that a terminal may have', () => {
    for (const width of [60, 80, 100, 140]) {
      const wide = runScreen(answer, page(width), 'out/report.html')
        .split('\n')
        .filter((line) => [...line].length > width);
      expect(wide, `at ${width}`).toEqual([]);
    }
    expect(lines.length).toBeLessThanOrEqual(45);
  });

  it('never calls a probability nothing: under 3/n where none was seen', () => {
    expect(result.parties.cloud!.default_probability).toBe(0);
    expect(lineOf('Example Cloud  ')).toContain(printProbability(0, PATHS));
    expect(printProbability(0, PATHS)).toBe('under 2 %');
    expect(screen).not.toMatch(/(^|[^.\d])0 %/);
  });

  it('sets defaults beside what the quoted swap says, with what sets them off', () => {
    const lab = result.parties.lab!;
    expect(lab.default_probability).toBeGreaterThan(0);
    expect(lineOf('Example Lab  ')).toContain(printProbability(lab.default_probability, PATHS));
    expect(lineOf('Example Lab  ')).toContain(lab.default_triggers[0]!.cause);
    // 120 basis points at 40 % recovery are a hazard of 2 % a year: 2.0 % in one year, 9.5 % in five
    expect(lineOf('Example Cloud  ')).toContain('2.0 %, 9.5 %');
  });

  it('tells every year of the run: headline, firm, expected paid, and the labs’ gap', () => {
    for (const row of result.commitments.by_year.filter((y) => y.year <= 2030)) {
      const line = lineOf(`${row.year} `);
      expect(line).toContain(printMoney(row.headline, 'USD'));
      expect(line).toContain(printMoney(row.firm, 'USD'));
    }
    expect(lineOf('in all')).toContain(printMoney(result.commitments.total.headline, 'USD'));
  });

  it('names drivers, the scenario’s differences, the warnings, the evidence and the report', () => {
    expect(lineOf(result.drivers[0]!.input)).toBeDefined();
    expect(lineOf('rich-lab')).toContain('±');
    expect(answer.warnings.map(({ code }) => code)).toEqual(['run.mostly-assumed']);
    expect(lineOf('Evidence')).toContain('D 100 %');
    expect(lineOf('Report')).toContain('out/report.html');
    expect(runScreen(answer, page(100), null)).not.toContain('Report  ');
  });
  it('cuts a long warning to its line, names the place where it fits, and says how many more there are', () => {
    const place = { file: 'parties.yaml', line: 7, column: 3 };
    const warnings = ['short', `long ${'x'.repeat(120)}`, 'third', 'fourth', 'fifth'].map((message) => {
      return { code: 'run.some', message, help: null, place };
    });
    const told = runScreen({ ...answer, warnings }, page(100), null);
    const cutShort = { code: 'run.interrupted', message: 'the run was interrupted', help: null, place: null };
    const interrupted = runScreen({ ...answer, warnings: [...warnings, cutShort] }, page(100), null);
    expect(interrupted).toContain('Warnings  the run was interrupted\n');
    expect(told).toContain('Warnings  short (parties.yaml:7)');
    expect(told).toMatch(/\n {10}long x+…\n {10}third \(parties.yaml:7\)\n {10}and 2 more: --json tells them all\n/);
    expect(told.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
  });

  it('says to which year the sum goes where not every year is told, and at what price a new builder breaks even', () => {
    expect(lineOf('new build')).toContain(printMoney(result.market.long_run_cost[0]!.p50, 'USD'));
    const years = result.funding_gap.map((row) => row.year);
    expect(years.length).toBeLessThanOrEqual(7);
    expect(screen).toContain('in all');
    const longer = [...result.funding_gap, ...[2031, 2032, 2033].map((year) => ({ ...result.funding_gap[0]!, year }))];
    const rows = longer.map(({ year }) => ({ ...result.commitments.by_year[0]!, year }));
    const cut = { ...result, funding_gap: longer, commitments: { ...result.commitments, by_year: rows } };
    expect(runScreen({ ...answer, result: cut }, page(100), null)).toContain('\nto 2033 ');
  });
});

describe('the screen of explain', () => {
  const [run] = runs;
  const told = (path: string): string => {
    const explained = explain({ book: books[0]!, path, run: run!, diagnostics: [] });
    return explainScreen(explained, books[0]!.content.parties, page(100), (file) => `books/${file}`);
  };

  it('tells the figure, its equation and page, and where each input was written', () => {
    const text = told('deals.compute.headline');
    expect(text).toContain(printMoney(result.deals.compute!.headline, 'USD'));
    expect(text).toContain('docs/models/show.md#four-layers');
    expect(text).toMatch(/books\/book\.yaml:\d+/);
    expect(text.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
  });

  it('tells a distribution by its mean and range, and what was filled in', () => {
    const text = told('parties.lab.cash.2027');
    expect(text).toContain('nine paths in ten from');
    expect(text).toContain('Filled in');
    expect(text).toContain(`over ${PATHS} paths`);
  });
});
