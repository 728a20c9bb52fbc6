import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlAnswerSchema } from '../../src/questions/control/controlSchema.ts';
import { interlock } from './interlock.ts';

const GAME = `quota: 12
players: {France: 4, Germany: 4, Italy: 4, Belgium: 2, Netherlands: 2, Luxembourg: 1}
`;
const STAKES = '\ufeffowner,owned,fraction\r\nA,B,10%\r\nB,A,20%\r\nX,A,0.6\r\nY,A,0.2\r\nZ,B,0.9\r\n';

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock control '));
  await writeFile(join(room, 'game.yaml'), GAME);
});
afterAll(() => rm(room, { recursive: true, force: true }));

/** What `--json` answers, of the form that is published. */
async function answered(args: readonly string[], stdin?: string): Promise<Record<string, unknown>> {
  const { code, stdout } = await interlock(['control', ...args, '--json'], stdin === undefined ? {} : { stdin });
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  controlAnswerSchema.parse(answer);
  return answer;
}

describe.concurrent('control', () => {
  it('answers a voting game in the order given, exactly', async () => {
    const { book, result } = await answered(['--game', '[39; 7x5, 1x10]']);
    expect(book).toBeNull();
    const { players } = result as { players: Record<string, unknown>[] };
    expect(players).toHaveLength(15);
    expect(players[0]).toMatchObject({ shapley_shubik_exact: '421/2145', banzhaf_exact: '106/635', swings: 848 });
    expect(players[14]).toMatchObject({ shapley_shubik_exact: '4/2145', swings: 84, veto: false });
  });

  it('reads a game from a file and from standard input, and prints it', async ({ expect }) => {
    const named = await answered(['--game', join(room, 'game.yaml')]);
    expect((await answered(['--game', '-'], GAME)).result).toEqual(named.result);
    const { players } = named.result as { players: { name: string; banzhaf_exact: string }[] };
    expect(players.map((p) => `${p.name} ${p.banzhaf_exact}`).slice(3)).toEqual([
      'Belgium 1/7',
      'Netherlands 1/7',
      'Luxembourg 0',
    ]);
    const { stdout } = await interlock(['control', '--game', join(room, 'game.yaml')]);
    await expect(stdout).toMatchFileSnapshot('transcripts/control-game.txt');
  });

  it('answers a table of stakes', async () => {
    const { result } = await answered(['--stakes', '-'], STAKES);
    const { issuers } = result as { issuers: Record<string, { holders: Record<string, { economic: number }> }> };
    expect(issuers.A!.holders.X!.economic).toBeCloseTo(30 / 49, 12);
    expect(issuers.B!.holders.X!.economic).toBeCloseTo(3 / 49, 12);
    expect(issuers.B!.holders.Z!.economic).toBeCloseTo(45 / 49, 12);
  });

  it('prints who decides each company of a book, one company, and writes a folder', async ({ expect }) => {
    const ask = ['control', 'dual-class', '--paths', '1', '--workers', '0'];
    const { code, stdout, stderr } = await interlock(ask);
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('transcripts/control-dual-class.txt');
    const one = await interlock([...ask, '--issuer', 'openai']);
    await expect(one.stdout).toMatchFileSnapshot('transcripts/control-openai.txt');
    const out = join(room, 'answer');
    await answered(['small/two-party', '--paths', '4', '--workers', '0', '--out', out]);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'control.json', 'report.html', 'tables']);
  });

  it.each([
    [['--game', '[39; 7y5]'], 'control.bad-game', ''],
    [['--game', '-'], 'game.invalid', 'quota: 3\nplayers: {a: 2, b: 2}\nvetoes: [c]\n'],
    [['--game', '-'], 'game.invalid', '- 3\n'],
    [['--stakes', '-'], 'table.invalid', 'owner,owned,fraction\nA,B,0.7\nC,B,0.7\n'],
    [['--stakes', '-'], 'table.invalid', 'owner,owned,fraction\nA,B,1\nB,A,1\n'],
    [['--stakes', '-'], 'table.invalid', 'owner,owned,fraction\nA,A,0.5\n'],
    [['dual-class', '--game', '[1; 1]'], 'usage', ''],
    [['dual-class', '--issuer', 'metta'], 'usage.unknown-issuer', ''],
  ])('says what is wrong: %j %s', async (args, expected, stdin) => {
    const { code, stdout } = await interlock(['control', ...args, '--json'], { stdin });
    expect(code).not.toBe(0);
    expect(JSON.parse(stdout).error.code).toBe(expected);
  });
});
