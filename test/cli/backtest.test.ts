import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtestAnswerSchema } from '../../src/questions/backtest/backtestSchema.ts';
import { interlock, ROOT } from './interlock.ts';

const FEW = ['--paths', '16', '--workers', '0'];
const DAYS = ['--from', '2025-11-30', '--to', '2026-06-30'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock backtest '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('backtest', () => {
  it('prints one screen', async () => {
    for (const [book, name, args] of [
      ['polysilicon', 'backtest-polysilicon', []],
      ['ai-buildout', 'backtest-openai', DAYS],
    ] as const) {
      const { code, stdout, stderr } = await interlock(['backtest', book, ...args, ...FEW]);
      expect([code, stderr]).toEqual([0, '']);
      await expect(stdout).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(46);
    }
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const ask = ['backtest', 'polysilicon', '--paths', '16', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(backtestAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('writes a folder with tables and a report that tells it', async () => {
    const out = join(room, 'answer');
    const { code } = await interlock(['backtest', 'polysilicon', ...FEW, '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'backtest.json', 'report.html', 'tables']);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual([
      'backtest-facts.csv',
      'backtest-forecasts.csv',
      'backtest-unscored.csv',
    ]);
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report).toContain('What became public after 2008-09-01');
    expect(report).toContain('New Energy Finance, forward contracts');
  });

  it('says what is missing or misspelled', async () => {
    const codes = async (args: readonly string[]): Promise<(number | string | null)[]> => {
      const { code, stdout } = await interlock(['backtest', ...args, ...FEW, '--json']);
      return [code, JSON.parse(stdout).error.code];
    };
    expect(await codes(['ai-buildout'])).toEqual([2, 'usage.nothing-later']);
    expect(await codes(['ai-buildout', '--to', 'soon'])).toEqual([2, 'usage.bad-date']);
    expect(await codes(['ai-buildout', '--to', '2025-10-01'])).toEqual([2, 'usage.bad-date']);
    const outcomes = join(room, 'outcomes.yaml');
    await writeFile(outcomes, 'outcomes: {a: {path: market.price, date: 2009-03-15}}\n');
    expect((await codes(['polysilicon', '--outcomes', outcomes]))[1]).toBe('book.invalid');
  });
});

describe('check --frozen', () => {
  it('passes on the frozen book and fails on a book that is not', async () => {
    expect((await interlock(['check', 'polysilicon', '--frozen'])).code).toBe(0);
    const { code, stderr } = await interlock(['check', 'two-party', '--frozen']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('book.default-stands');
  });

  it('fails when a later fact is planted in the folder of the book', async () => {
    const folder = join(room, 'planted');
    await cp(join(ROOT, 'books/polysilicon'), folder, { recursive: true });
    expect((await interlock(['check', folder])).code).toBe(0);
    const deals = await readFile(join(folder, 'deals.yaml'), 'utf8');
    await writeFile(join(folder, 'deals.yaml'), deals.replace('date: 2007-10-31', 'date: 2009-01-09'));
    for (const command of ['check', 'show']) {
      const { code, stderr } = await interlock([command, folder]);
      expect(code).not.toBe(0);
      expect(stderr).toContain('book.learned-later');
    }
  });
});
