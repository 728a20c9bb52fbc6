import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputsAnswerSchema } from '../../src/questions/inputs/inputsSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--paths', '64', '--workers', '0'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock inputs '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('inputs', () => {
  it('prints one screen', async () => {
    for (const args of [[], ['--rank'], ['--about', 'oracle'], ['--for', 'parties.openai.default_probability']]) {
      const { code, stdout, stderr } = await interlock(['inputs', 'ai-buildout', ...FEW, ...args]);
      expect([code, stderr]).toEqual([0, '']);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(46);
      expect(stdout).toContain('undisclosed');
    }
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const ask = ['inputs', 'take-or-pay-in-a-glut', '--paths', '300', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(inputsAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('writes a folder with tables and a report that tells it', async () => {
    const out = join(room, 'answer');
    const { code } = await interlock(['inputs', 'ai-buildout', '--paths', '300', '--workers', '0', '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual(['inputs-by-measure.csv', 'inputs.csv']);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('Which fact would tell most');
  });

  it('names the nearest party and refuses a figure that a run does not have', async () => {
    const party = await interlock(['inputs', 'two-party', '--about', 'labb']);
    expect(party.code).toBe(2);
    expect(party.stderr).toContain('there is no party "labb"');
    const figure = await interlock(['inputs', 'two-party', '--for', 'nothing.like.it', ...FEW]);
    expect(figure.code).toBe(2);
    expect(figure.stderr).toContain('is no figure of a run');
  });
});
