import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rescueAnswerSchema } from '../../src/questions/rescue/rescueSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--paths', '64', '--workers', '0'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock rescue '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('rescue', () => {
  it('prints one screen', async () => {
    for (const [book, name, args] of [
      ['ltcm', 'rescue-ltcm', FEW],
      ['loop', 'rescue-lab', [...FEW, '--fail', 'lab', '--at', '2027-Q2', '--sweep', 'commitments']],
    ] as const) {
      const { code, stdout, stderr } = await interlock(['rescue', book, ...args]);
      expect([code, stderr]).toEqual([0, '']);
      await expect(stdout).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(46);
    }
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const ask = ['rescue', 'ltcm', '--paths', '64', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(rescueAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('says where nobody may be rescued, and refuses what it does not know', async () => {
    const none = await interlock(['rescue', 'two-party', ...FEW]);
    expect(none.code).toBe(0);
    expect(none.stdout.replaceAll('\n', ' ')).toContain('Name one with --fail');
    const unknown = await interlock(['rescue', 'ltcm', '--fail', 'ltcn', ...FEW]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean ltcm?')]);
    const about = await interlock(['rescue', 'ltcm', '--about', 'ltcn', ...FEW]);
    expect([about.code, about.stderr]).toEqual([2, expect.stringContaining('did you mean ltcm?')]);
    const bank = await interlock(['rescue', 'ltcm', '--about', 'ubs', ...FEW]);
    expect([bank.code, bank.stderr]).toEqual([2, expect.stringContaining('not marked')]);
    const late = await interlock(['rescue', 'ltcm', '--fail', 'ltcm', '--at', '2040-Q1', ...FEW]);
    expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('is not in the run')]);
    const alone = await interlock(['rescue', 'ltcm', '--sweep', 'commitments', ...FEW]);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--fail')]);
  });

  it('writes a folder with tables and a report that tells it', async () => {
    const out = join(room, 'answer');
    const ask = ['rescue', 'ltcm', '--fail', 'ltcm', '--at', '1998-Q3', '--sweep', 'commitments'];
    const { code } = await interlock([...ask, ...FEW, '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual([
      'rescue-losses.csv',
      'rescue-sweep.csv',
      'rescue.csv',
    ]);
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report).toContain('Who would have to rescue whom');
    expect(report).toContain('ties itself to more partners');
  });
});
