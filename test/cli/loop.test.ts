import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loopAnswerSchema } from '../../src/questions/loop/loopSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--paths', '16', '--workers', '0'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock loop '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('loop', () => {
  it('prints one screen', async () => {
    for (const [book, name, args] of [
      ['loop', 'loop-small', FEW],
      ['ai-buildout', 'loop-openai', ['--paths', '1']],
    ] as const) {
      const { code, stdout, stderr } = await interlock(['loop', book, ...args]);
      expect([code, stderr]).toEqual([0, '']);
      await expect(stdout).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(46);
    }
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const ask = ['loop', 'loop', '--paths', '16', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(loopAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('says where there is no loop', async () => {
    const { code, stdout } = await interlock(['loop', 'two-party', ...FEW]);
    expect(code).toBe(0);
    expect(stdout).toContain('there is no loop');
  });

  it('says so where a loop feeds itself on every draw, on the screen and in JSON', async () => {
    const ask = ['loop', 'loop', '--paths', '1', '--set', 'channels.value.multiple=3000'];
    const { result, ...answer } = JSON.parse((await interlock([...ask, '--json'])).stdout);
    expect(loopAnswerSchema.safeParse({ result, ...answer }).error).toBeUndefined();
    expect([result.multiplier, result.p_above_one]).toEqual(['unbounded', 1]);
    expect(result.gain.p5).toBeGreaterThan(1);
    const { stdout } = await interlock(ask);
    expect(stdout.replace(/\s+/g, ' ')).toContain('what it calls forth has no bound');
    expect(stdout.replace(/\s+/g, ' ')).toContain('What a unit becomes has no bound.');
  });

  it('answers a next-generation matrix, from a file and from standard input', async () => {
    const file = join(room, 'matrix.csv');
    await writeFile(file, ',Lab,Rival\nLab,.5,.4\nRival,.3,.2\n');
    const { code, stdout } = await interlock(['loop', '--matrix', file, '--json']);
    const answer = JSON.parse(stdout);
    expect([code, answer.book]).toEqual([0, null]);
    expect(loopAnswerSchema.safeParse(answer).error).toBeUndefined();
    expect(answer.result.gain).toBeCloseTo(0.727491721764, 12);
    const piped = await interlock(['loop', '--matrix', '-', '--json'], { stdin: 'Lab,Rival\n.5,.4\n.3,.2' });
    expect(piped.stdout).toBe(stdout);
    const screen = await interlock(['loop', '--matrix', file]);
    await expect(screen.stdout).toMatchFileSnapshot('transcripts/loop-matrix.txt');
    const grows = await interlock(['loop', '--matrix', '-', '--json'], { stdin: '1.2' });
    expect(JSON.parse(grows.stdout).result.multiplier).toBe('unbounded');
  });

  it.each([
    [['--matrix', '-'], '.5,.4\n.3,x', 1, 'stdin:2:4'],
    [['--matrix', '-'], '.5,.4', 1, 'expected 2 rows'],
    [['--matrix', 'nowhere.csv'], '', 66, 'it does not exist'],
    [['--matrix', '-', 'loop'], '1', 2, 'not both'],
    [['--matrix', '-', '--out', 'folder'], '1', 2, '--out is for a book'],
    [[], '', 2, 'name a book, or a next-generation matrix'],
  ])('%j on %j ends with %i and says why', async (args, stdin, code, message) => {
    const outcome = await interlock(['loop', ...args], { stdin });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(message);
  });

  it('writes a folder with tables and a report that tells it', async () => {
    const out = join(room, 'answer');
    const { code } = await interlock(['loop', 'loop', ...FEW, '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'loop.json', 'report.html', 'tables']);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual([
      'loop-multiples.csv',
      'loop-steps.csv',
      'loop-thresholds.csv',
      'loops.csv',
    ]);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('Whether commitments feed commitments');
  });
});
