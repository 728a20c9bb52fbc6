import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { histogramOf } from '../base/histogram.ts';
import { momentsOf } from '../base/moments.ts';
import { quantileOfSorted } from '../base/quantiles.ts';
import { planBook } from '../plan/planBook.ts';
import { answerRun } from '../questions/run/answerRun.ts';
import { runNeeds } from '../questions/run/runNeeds.ts';
import type { RunResult } from '../questions/run/runSchema.ts';
import type { RunColumns } from '../run/runColumns.ts';
import { roomForRun } from './roomForRun.ts';
import { inProcessRunner, type Runner } from './runner.ts';
import { runWorlds, type WorldRun } from './runWorlds.ts';
import { typicalValues } from './typicalValues.ts';

const SMALL = [
  'backstop',
  'guarantee-chain',
  'loop',
  'penny-warrant',
  'take-or-pay-in-a-glut',
  'two-party',
  'vendor-loan',
];

async function runOf(
  name: string,
  paths: number,
  more: { needs?: typeof runNeeds; isSummarised?: boolean },
): Promise<WorldRun> {
  const book = bookFolder(name);
  const runs = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    paths,
    seed: 5,
    runner: inProcessRunner(),
    ...more,
  });
  return runs[0]!;
}

describe('what run needs', () => {
  it.each([...SMALL.map((name) => [`small/${name}`, 300] as const), ['ai-buildout', 32] as const])(
    'is what it reads, no more and no less, of %s',
    async (name, paths) => {
      const world = await runOf(name, paths, {});
      const needs = runNeeds(world.run.plan);
      const read = { run: new Set<string>(), standAlone: new Set<string>() };
      const heard = (of: RunColumns, names: Set<string>): RunColumns => ({
        ...of,
        values: (column) => {
          names.add(column);
          return of.values(column);
        },
      });
      const { run, standAlone } = world;
      const worlds = [{ ...world, run: heard(run, read.run), standAlone: heard(standAlone, read.standAlone) }];
      answerRun({ worlds, askedPaths: paths, diagnostics: [] });
      expect([...read.run].sort()).toEqual([...needs.exact, ...needs.told].sort());
      expect([...read.standAlone].sort()).toEqual([...needs.standAlone].sort());
    },
  );

  it('kept alone gives the same answer as everything kept', async () => {
    const answers = [];
    for (const more of [{}, { needs: runNeeds }]) {
      const world = await runOf('small/guarantee-chain', 300, more);
      answers.push(answerRun({ worlds: [world], askedPaths: 300, diagnostics: [] }));
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});

describe('columns that threads share', () => {
  it('tell the finished blocks alone after an interruption, each path where it belongs', async () => {
    const book = bookFolder('small/guarantee-chain');
    const worlds = [{ id: '', book, plan: planBook(book) }];
    const withoutTheSecond: Runner = {
      ...inProcessRunner(),
      run: (experiment, jobs, onFinished) =>
        inProcessRunner().run(experiment, [...jobs.slice(2), ...jobs.slice(0, 1)], onFinished),
    };
    const options = { paths: 700, seed: 5, needs: runNeeds };
    const [all] = await runWorlds(worlds, { ...options, runner: inProcessRunner() });
    const [some] = await runWorlds(worlds, { ...options, runner: withoutTheSecond });
    expect(some!.run.paths).toBe(700 - 256);
    for (const name of some!.run.names) {
      const values = all!.run.values(name);
      expect([...some!.run.values(name)]).toEqual([...values.subarray(0, 256), ...values.subarray(512)]);
    }
  });
});

describe('a summarised column', () => {
  it('has the quantiles and the mean of its numbers to 0.5 %', () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 300 }), (numbers) => {
        const exact = Float64Array.from(numbers).sort();
        const typical = typicalValues(histogramOf(exact));
        expect(typical.length).toBe(exact.length);
        const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.005 * Math.abs(b) + 1e-12;
        expect([...typical].every((x, i) => near(x, exact[i]!))).toBe(true);
        const size = momentsOf(exact.map(Math.abs)).mean;
        expect(Math.abs(momentsOf(typical).mean - momentsOf(exact).mean)).toBeLessThanOrEqual(0.005 * size + 1e-12);
      }),
    );
  });

  it('takes the place of the exact one only where its distribution alone is told', async () => {
    const exact = await runOf('small/two-party', 600, { needs: runNeeds });
    const summarised = await runOf('small/two-party', 600, { needs: runNeeds, isSummarised: true });
    const needs = runNeeds(exact.run.plan);
    for (const name of needs.exact) expect(summarised.run.values(name)).toEqual(exact.run.values(name));
    const differing = needs.told.filter((name) => {
      const [was, is] = [exact.run.values(name).slice().sort(), summarised.run.values(name)];
      const isNear = [0.05, 0.5, 0.95].every((p) => {
        const wanted = quantileOfSorted(was, p);
        return Math.abs(quantileOfSorted(is, p) - wanted) <= 0.005 * Math.abs(wanted);
      });
      return !isNear;
    });
    expect(differing).toEqual([]);
  });
});

describe('a comparison of summarised worlds', () => {
  it('is that of the exact ones, path by path, although bins know no pairs', async () => {
    const books = [[], ['parties.cloud.cash=20B', 'market.demand=4 to 8']].map((sets) =>
      bookFolder('small/two-party', { sets }),
    );
    const compared = async (isSummarised: boolean): Promise<Map<string, number>> => {
      const worlds = books.map((book, i) => ({ id: i === 0 ? '' : 'other', book, plan: planBook(book) }));
      const options = { paths: 600, seed: 5, runner: inProcessRunner(), needs: runNeeds, isSummarised };
      const runs = await runWorlds(worlds, options);
      const { result } = answerRun({ worlds: runs, askedPaths: 600, diagnostics: [] });
      return numbersOf((result as RunResult).comparison);
    };
    const [exact, summarised] = [await compared(false), await compared(true)];
    expect([...summarised.keys()]).toEqual([...exact.keys()]);
    const cash = [...exact].filter(([path]) => path.startsWith('other.parties.cloud.cash'));
    expect(cash.some(([, x]) => x > 1e9)).toBe(true);
    for (const [path, wanted] of exact) {
      const size = Math.max(
        Math.abs(wanted),
        1e-6 * Math.abs(exact.get(path.replace(/difference$/, 'standard_error'))!),
      );
      expect(Math.abs(summarised.get(path)! - wanted), path).toBeLessThanOrEqual(1e-9 * size + 1e-9);
    }
  });
});

/** Every number of a tree under its path. */
function numbersOf(tree: unknown, path = ''): Map<string, number> {
  if (typeof tree === 'number') return new Map([[path, tree]]);
  if (typeof tree !== 'object' || tree === null) return new Map();
  return new Map(
    Object.entries(tree).flatMap(([key, member]) => [...numbersOf(member, path === '' ? key : `${path}.${key}`)]),
  );
}

describe('room for a run', () => {
  const needs = { exact: Array(10).fill('x') as string[], told: Array(30).fill('y') as string[], standAlone: [] };
  it('keeps everything, then only what is read path by path, then says how many paths fit', () => {
    // 40 columns of 8 bytes, twice: 640 bytes a path; 10 columns: 160.
    expect(roomForRun([needs], 100, 64_000)).toEqual({ isSummarised: false, mostPaths: 100, leastBytes: 16000 });
    expect(roomForRun([needs], 101, 64_000)).toEqual({ isSummarised: true, mostPaths: 400, leastBytes: 16160 });
    expect(roomForRun([needs], 401, 64_000)).toEqual({ isSummarised: true, mostPaths: 400, leastBytes: 64160 });
    expect(roomForRun([needs, needs], 50, 64_000)).toEqual({ isSummarised: false, mostPaths: 50, leastBytes: 16000 });
    expect(roomForRun([needs, needs], 51, 64_000)).toEqual({ isSummarised: true, mostPaths: 200, leastBytes: 16320 });
  });
});
