import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { positionAnswerSchema } from '../../src/questions/position/positionSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--paths', '16', '--workers', '0'];
const WORDS = 'zebra-bond';

let room = '';
let mine = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock position '));
  mine = join(room, 'mine.yaml');
  await writeFile(
    mine,
    `mine:\n  ${WORDS}: {kind: bond, on: neocloud, amount: 7654321}\n  limit: {kind: limit, on: neocloud, amount: 1M}\n`,
  );
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('position', () => {
  it.each(['lender', 'shareholder', 'supervisor', 'dealmaker'])(
    'the example of a %s prints one screen',
    async (who) => {
      const { code, stdout, stderr } = await interlock([
        'position',
        'ai-buildout',
        '--with',
        `books/small/mine-${who}.yaml`,
        ...FEW,
      ]);
      expect([code, stderr]).toEqual([0, '']);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(46);
      expect(stdout).toContain('Holdings');
    },
  );

  it('answers in the form of its schema, the same with two workers as with none, and beside a scenario', async () => {
    const ask = ['position', 'vendor-loan', '--with', mine, '--scenario', 'demand-stalls', '--paths', '16', '--json'];
    const [none, two] = await Promise.all([
      interlock([...ask, '--workers', '0']),
      interlock([...ask, '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    const answer = JSON.parse(none.stdout);
    expect(positionAnswerSchema.safeParse(answer).error).toBeUndefined();
    expect(Object.keys(answer.result.total.scenarios)).toEqual(['demand-stalls']);
  });

  it('says so where nothing is held, and where a holding is on nobody', async () => {
    const { code, stdout } = await interlock(['position', 'vendor-loan', ...FEW]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing is held');
    const wrong = join(room, 'wrong.yaml');
    await writeFile(wrong, 'mine:\n  x: {kind: bond, on: neoclod, amount: 1M}\n');
    const told = await interlock(['position', 'vendor-loan', '--with', wrong, ...FEW]);
    expect(told.code).not.toBe(0);
    expect(told.stderr).toContain('did you mean `neocloud`');
    await writeFile(wrong, 'mine:\n  x: {kind: bond, on: neocloud}\n');
    const short = await interlock(['position', 'vendor-loan', '--with', wrong, ...FEW]);
    expect(short.code).not.toBe(0);
    expect(short.stderr).toContain('neither `amount` nor `shares`');
    expect(short.stderr).toContain('wrong.yaml:2');
    const checked = await interlock(['check', 'vendor-loan', '--with', wrong]);
    expect(checked.code).toBe(1);
    expect(checked.stderr).toMatch(/wrong\.yaml:2:\d+ {2}error/);
    expect(checked.stderr).toContain('neither `amount` nor `shares`');
  });

  it('keeps holdings out of every report, and lets them in when asked to', async () => {
    const told = async (args: readonly string[], out: string): Promise<string> => {
      const { code } = await interlock([...args, '--with', mine, ...FEW, '--out', out]);
      expect(code).toBe(0);
      return readFile(join(out, 'report.html'), 'utf8');
    };
    const own = join(room, 'own');
    expect(await told(['position', 'vendor-loan'], own)).not.toContain(WORDS);
    expect(await readFile(join(own, 'position.json'), 'utf8')).toContain(WORDS);
    expect(await told(['position', 'vendor-loan', '--include-mine'], join(room, 'open'))).toContain(WORDS);
    const run = join(room, 'run');
    expect(await told(['run', 'vendor-loan'], run)).not.toContain(WORDS);
    for (const file of filesUnder(run, '.')) {
      const text = await readFile(join(run, file), 'utf8');
      expect(text.includes(WORDS) || text.includes('7654321'), file).toBe(false);
    }
    expect(await told(['run', 'vendor-loan', '--include-mine'], join(room, 'run-open'))).toContain(WORDS);
  });
});
