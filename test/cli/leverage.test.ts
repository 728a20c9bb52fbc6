import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leverageAnswerSchema } from '../../src/questions/leverage/leverageSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--paths', '16', '--workers', '0'];
const SMALL = [
  'backstop',
  'dual-class',
  'guarantee-chain',
  'loop',
  'project-vehicle',
  'take-or-pay-in-a-glut',
  'two-party',
  'vendor-loan',
  'venture-exit',
];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock leverage '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe.concurrent('leverage', () => {
  it('prints one screen, of all deals and of one', async () => {
    for (const [name, args] of [
      ['leverage-penny-warrant', []],
      ['leverage-order', ['--deal', 'order', '--solve', 'warrant', '--for', 'mine=0']],
    ] as const) {
      const { code, stdout, stderr } = await interlock(['leverage', 'penny-warrant', ...args, ...FEW]);
      expect([code, stderr]).toEqual([0, '']);
      await expect(stdout).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(50);
    }
  });

  it('answers with two workers what it answers with none, in the form of its schema', async () => {
    const ask = ['leverage', 'penny-warrant', '--paths', '16', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(leverageAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('writes a folder with a report that tells it', async () => {
    const out = join(room, 'answer');
    const { code } = await interlock(['leverage', 'penny-warrant', ...FEW, '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'leverage.json', 'report.html', 'tables']);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual([
      'leverage-exclusion.csv',
      'leverage-gains.csv',
      'leverage-signers.csv',
      'leverage-terms.csv',
    ]);
  });

  it.each(SMALL)('has something to say on %s', async (book) => {
    const { code, stdout } = await interlock(['leverage', book, ...FEW, '--json']);
    expect(code).toBe(0);
    expect(leverageAnswerSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
    expect((await interlock(['leverage', book, '--paths', '2', '--workers', '0'])).code).toBe(0);
  });

  it.each([
    [['--lead', '40%'], 'name it with --deal'],
    [['--deal', 'ordr'], 'did you mean order?'],
    [['--deal', 'order', '--solve', 'nothing'], 'its terms are chips, warrant'],
    [['--deal', 'order', '--solve', 'warrant', '--for', 'ours'], '--for theirs=0'],
    [['--deal', 'order', '--lead', '140%'], 'between 0 and 1'],
    [['--deal', 'order', '--as', 'chipmaker'], 'cannot be priced for chipmaker'],
  ])('%j is a fault of usage', async (args, message) => {
    const { code, stderr } = await interlock(['leverage', 'penny-warrant', ...args, ...FEW]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
