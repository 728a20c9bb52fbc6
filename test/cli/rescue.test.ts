import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

  const LOSSES = 'party,loss,liquid\nbank-a,60,50\nbank-b,45,\nbank-c,30,40\nbank-d,20,5\n';
  const EDGES = 'debtor,creditor,amount\nfirst,second,30\nsecond,first,5\nsecond,third,20\nthird,first,10\n';
  const NODES = 'id,outside_assets\nfirst,10\nsecond,5\nthird,5\n';

  it('answers a table of losses, from a file and from standard input', async () => {
    const file = join(room, 'losses.csv');
    await writeFile(file, LOSSES);
    const { code, stdout } = await interlock(['rescue', '--losses', file, '--need', '100', '--json']);
    const answer = JSON.parse(stdout);
    expect([code, answer.book]).toEqual([0, null]);
    expect(rescueAnswerSchema.safeParse(answer).error).toBeUndefined();
    expect(answer.result).toMatchObject({
      loss_of_all: 155,
      feasible: true,
      rescued_by: { one_alone: false, without_largest: false, all: true },
      coalition: { parties: ['bank-a', 'bank-b', 'bank-c'], is_enough: true, size: 3 },
      pivotal: ['bank-a', 'bank-b'],
      holdouts_survived: 0,
      nobody_pays_too: true,
    });
    const piped = await interlock(['rescue', '--losses', '-', '--need', '100', '--json'], { stdin: LOSSES });
    expect(piped.stdout).toBe(stdout);
    const screen = await interlock(['rescue', '--losses', file, '--need', '100']);
    await expect(screen.stdout).toMatchFileSnapshot('transcripts/rescue-losses.txt');
    expect(screen.stdout.split('\n').length).toBeLessThanOrEqual(40);
  });

  it('answers a web of obligations: Rogers and Veraart’s third bank gains 165/19 by giving 5', async () => {
    const [edges, nodes] = [join(room, 'edges.csv'), join(room, 'nodes.csv')];
    await Promise.all([writeFile(edges, EDGES), writeFile(nodes, NODES)]);
    const ask = ['rescue', '--edges', edges, '--nodes', nodes, '--fail', 'first'];
    const half = ['--alpha', '.5', '--beta', '50%'];
    const { code, stdout } = await interlock([...ask, ...half, '--json']);
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(rescueAnswerSchema.safeParse(answer).error).toBeUndefined();
    expect(answer.result.need).toBeCloseTo(5, 12);
    expect(answer.result.loss.third.total - answer.result.need).toBeCloseTo(165 / 19, 12);
    const free = JSON.parse((await interlock([...ask, '--json'])).stdout);
    expect(free.result.loss.third).toBeUndefined();
    const piped = await interlock(['rescue', '--edges', edges, '--nodes', '-', '--fail', 'first', ...half, '--json'], {
      stdin: NODES,
    });
    expect(piped.stdout).toBe(stdout);
    const screen = await interlock([...ask, ...half]);
    await expect(screen.stdout).toMatchFileSnapshot('transcripts/rescue-web.txt');
  });

  it.each([
    [['--losses', '-'], 'party,loss\na,1', 2, 'needs --need'],
    [['--losses', '-', '--need', 'much'], '', 2, 'write an amount'],
    [['--losses', '-', '--need', '0'], 'party,loss\na,1', 2, 'needs no rescue'],
    [['--losses', '-', '--need', '1'], 'party,loss\na,x', 1, 'stdin:2:3'],
    [['--losses', '-', '--need', '1', 'ltcm'], '', 2, 'not both'],
    [['--losses', '-', '--need', '1', '--fail', 'a'], '', 2, '--fail is for a web'],
    [['--losses', '-', '--need', '1', '--out', 'x'], '', 2, '--out is for a book'],
    [['--edges', '-'], '', 2, 'both --edges and --nodes'],
    [['--edges', '-', '--nodes', 'nodes.csv'], '', 2, 'needs --fail'],
    [['ltcm', '--need', '4B'], '', 2, '--need is for plain files'],
    [[], '', 2, 'name a book'],
  ])('refuses %j', async (args, stdin, exitCode, said) => {
    const { code, stderr } = await interlock(['rescue', ...args], { stdin });
    expect([code, stderr]).toEqual([exitCode, expect.stringContaining(said)]);
  });
});
