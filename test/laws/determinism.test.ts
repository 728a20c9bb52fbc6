import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  answerRun,
  answerText,
  inProcessRunner,
  orderOfAll,
  type Plan,
  planBook,
  type Runner,
  runWorlds,
  simulateWorlds,
} from '../../src/index.ts';
import { keptTable } from '../../src/run/kept.ts';
import { type BlockResult, simulatePaths } from '../../src/run/simulate.ts';
import { bookFolder } from '../bookFolder.ts';

const SEED = 7;

function hashOf(block: Pick<BlockResult, 'kept'>): string {
  return createHash('sha256').update(new Uint8Array(block.kept.buffer)).digest('hex');
}

function hashOfPaths(plan: Plan, abreast: number, paths: number): string {
  return hashOf(simulatePaths(plan, SEED, 256, paths, true, abreast));
}

const shipped = bookFolder('ai-buildout');
const shippedPlan = planBook(shipped);

describe('the same bytes', () => {
  it.each([
    'guarantee-chain',
    'two-party',
    'loop',
    'take-or-pay-in-a-glut',
    'vendor-loan',
    'backstop',
    'penny-warrant',
  ])('of %s, however many lanes go abreast', (name) => {
    const plan = planBook(bookFolder(`small/${name}`));
    const hashes = [1, 64, 100, 256].map((abreast) => hashOfPaths(plan, abreast, 256));
    expect(new Set(hashes).size).toBe(1);
  });

  it('of the shipped book, 1, 7 or 64 lanes abreast', () => {
    const hashes = [64, 7, 1].map((abreast) => hashOfPaths(shippedPlan, abreast, 64));
    expect(new Set(hashes).size).toBe(1);
  });

  it('when the same book is planned again', () => {
    const again = planBook(bookFolder('ai-buildout'));
    expect(hashOfPaths(again, 32, 32)).toBe(hashOfPaths(shippedPlan, 32, 32));
  });

  it('of a path, in a long run and in a short one', () => {
    const long = simulatePaths(shippedPlan, SEED, 0, 48, true);
    const short = simulatePaths(shippedPlan, SEED, 0, 16, true);
    for (let k = 0; k < keptTable(shippedPlan).names.length; k++) {
      expect(long.kept.subarray(k * 48, k * 48 + 16)).toEqual(short.kept.subarray(k * 16, (k + 1) * 16));
    }
  });

  it('but others under another seed', () => {
    const plan = planBook(bookFolder('small/two-party'));
    expect(hashOf(simulatePaths(plan, 1, 0, 64, true))).not.toBe(hashOf(simulatePaths(plan, 2, 0, 64, true)));
  });
});

describe('the world without rescues', () => {
  it('is what a full run without rescues gives, though only the paths with a rescue are run again', () => {
    // A lab with little cash and no investors is rescued on some paths and not on others.
    const plan = planBook(
      bookFolder('ai-buildout', { sets: ['parties.openai.cash=5B', 'parties.openai.funding.equity_fraction=2%'] }),
    );
    const paths = 96;
    const [world] = simulateWorlds([orderOfAll(plan)], SEED, 0, paths);
    const alone = simulatePaths(plan, SEED, 0, paths, false);
    const rescued = world!.rescuedLanes;
    expect(rescued.length).toBeGreaterThan(3);
    expect(rescued.length).toBeLessThan(paths);
    const merged = world!.kept.slice();
    for (let k = 0; k < keptTable(plan).names.length; k++) {
      for (const [i, lane] of rescued.entries()) merged[k * paths + lane] = world!.alone[k * rescued.length + i]!;
    }
    const differing = keptTable(plan).names.filter((_, k) =>
      merged.subarray(k * paths, (k + 1) * paths).some((x, l) => !Object.is(x, alone.kept[k * paths + l])),
    );
    expect(differing).toEqual([]);
    // And the two worlds do differ, or the comparison would prove nothing.
    expect(hashOf(world!)).not.toBe(hashOf(alone));
  });
});

describe('the answer', () => {
  const book = bookFolder('small/guarantee-chain');
  const plan = planBook(book);
  const worlds = [{ id: '', book, plan }];
  const backwards: Runner = {
    ...inProcessRunner(),
    run: (experiment, jobs, onFinished) => inProcessRunner().run(experiment, [...jobs].reverse(), onFinished),
  };

  it('does not depend on the order in which blocks are finished', async () => {
    const answers = [];
    for (const runner of [inProcessRunner(), backwards]) {
      const runs = await runWorlds(worlds, { paths: 600, seed: SEED, runner });
      answers.push(answerText(answerRun({ worlds: runs, askedPaths: 600, diagnostics: [] })));
    }
    expect(answers[1]).toBe(answers[0]);
  });

  it('after an interruption is that of the blocks that were finished, with their true number', async () => {
    const controller = new AbortController();
    const runs = await runWorlds(worlds, {
      paths: 900,
      seed: SEED,
      runner: inProcessRunner(),
      signal: controller.signal,
      onProgress: (done) => done >= 512 && controller.abort(),
    });
    const whole = await runWorlds(worlds, { paths: 512, seed: SEED, runner: inProcessRunner() });
    expect(runs[0]!.run.paths).toBe(512);
    expect(runs[0]!.run.values('tenant.default')).toEqual(whole[0]!.run.values('tenant.default'));
  });
});
