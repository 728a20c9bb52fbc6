import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contagionAnswerSchema } from '../../src/questions/contagion/contagionSchema.ts';
import { interlock } from './interlock.ts';

const FILES = {
  'edges.csv': '\uFEFFdebtor,creditor,amount\r\n1,2,20\r\n1,3,10\r\n2,1,5\r\n2,3,24\r\n3,1,10\r\n',
  'nodes.csv': 'id,outside_assets\n1,10\n2,10\n3,10\n',
  'mutual.csv': 'debtor,creditor,amount\na,b,1\nb,a,1\n',
  'empty.csv': 'id,outside_assets\na,0\nb,0\n',
  'faulty.csv': 'debtor,creditor,amount\n1,2,20\n1,4,NaN\n2,3\n',
  'guaranteed.csv': 'debtor,creditor,amount\nD,L,100\nG,X,20\n',
  'four.csv': 'id,outside_assets\nD,30\nL,0\nG,40\nX,0\n',
  'guarantees.csv': 'guarantor,debtor,creditor,cover\nG,D,L,80%\n',
  'too-much.csv': 'guarantor,debtor,creditor,cover\nG,D,L,80%\nX,D,L,30%\n',
  'marks.csv': 'debtor,creditor,amount\n2,1,1\n1,2,10\n3,2,3\n1,3,3\n2,3,2\n',
  'equities.csv': 'id,equity,weight\n1,2,10\n2,5,100\n3,2,30\n',
};

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock contagion '));
  await Promise.all(Object.entries(FILES).map(([name, text]) => writeFile(join(room, name), text)));
});
afterAll(() => rm(room, { recursive: true, force: true }));

const on = (edges: string, nodes: string, ...rest: string[]) =>
  interlock(['contagion', '--edges', edges, '--nodes', nodes, ...rest], { cwd: room });

async function resultOf(edges: string, nodes: string, ...rest: string[]) {
  const { code, stdout } = await on(edges, nodes, ...rest, '--json');
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect(contagionAnswerSchema.safeParse(answer).error).toBeUndefined();
  return answer.result;
}

describe.concurrent('contagion on tables', () => {
  it('clears, in the form that the schema says', async () => {
    const { parties, solutions } = await resultOf('edges.csv', 'nodes.csv');
    expect(parties['1'].payment).toBeCloseTo(270 / 11, 12);
    expect(parties['2']).toMatchObject({ round: 1, infected_by: ['1'], defaulted: true });
    expect(solutions).toBe('one');
  });

  it('says that there are several solutions, and tells both ends', async () => {
    const { stdout } = await on('mutual.csv', 'empty.csv');
    expect(stdout).toContain('There are several clearing vectors: between 0 and 2 parties fail');
    const both = await resultOf('mutual.csv', 'empty.csv');
    expect([both.parties.a.payment, both.parties.a.least.payment]).toEqual([1, 0]);
    const least = await resultOf('mutual.csv', 'empty.csv', '--equilibrium', 'least');
    expect(least.parties.a.payment).toBe(0);
    const greatest = await resultOf('mutual.csv', 'empty.csv', '--equilibrium', 'greatest');
    expect(greatest.parties.a.least).toBeNull();
  });

  it('counts guarantees, and refuses cover beyond which there may be no solution', async () => {
    const { parties } = await resultOf('guaranteed.csv', 'four.csv', '--guarantees', 'guarantees.csv');
    expect(parties.X.net_worth).toBeCloseTo(10.526316, 6);
    const { code, stderr } = await on('guaranteed.csv', 'four.csv', '--guarantees', 'too-much.csv');
    expect(code).toBe(1);
    expect(stderr).toContain('too-much.csv:3:7');
    expect(stderr.replace(/\s+/g, ' ')).toContain('there may be no solution');
  });

  it('marks by DebtRank, single hit or linear, after shocks', async () => {
    const linear = await resultOf('marks.csv', 'equities.csv', '--model', 'debtrank', '--shock', 'all=10%');
    expect(linear.total.additional_stress).toBeCloseTo(0.871428571429, 12);
    expect(linear.systemic[0].party).toBe('1');
    const hit = await resultOf('marks.csv', 'equities.csv', '--model', 'debtrank-single-hit', '--shock', 'all=10%');
    expect(hit.total.additional_stress).toBeCloseTo(0.160714285714, 12);
  });

  it('takes edges from standard input', async () => {
    const given = { cwd: room, stdin: FILES['edges.csv'] };
    const { code, stdout } = await interlock(['contagion', '--edges', '-', '--nodes', 'nodes.csv'], given);
    expect(code).toBe(0);
    expect(stdout).toContain('2 parties fail of 3');
  });

  it('tells every fault of a table with row and column', async () => {
    const { code, stderr } = await on('faulty.csv', 'nodes.csv');
    expect(code).toBe(1);
    expect(stderr).toContain('faulty.csv:3:5');
    expect(stderr).toContain('row 4: expected 3 fields, found 2');
  });

  it('refuses what makes no sense, and says what would', async () => {
    const told = await Promise.all([
      on('edges.csv', 'nodes.csv', '--shock', '9=1'),
      on('edges.csv', 'nodes.csv', '--model', 'debtrank', '--alpha', '0.5'),
      on('marks.csv', 'equities.csv'),
      interlock(['contagion', 'two-party', '--edges', 'edges.csv']),
      interlock(['contagion', 'two-party', '--fail', 'lap']),
      interlock(['contagion', 'two-party', '--model', 'debtrank', '--alpha', '0.5']),
    ]);
    expect(told.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
    const words = told.map(({ stderr }) => stderr).join('\n');
    for (const word of [
      'no party "9"',
      'rogers-veraart',
      'outside_assets',
      'not both',
      'did you mean lab?',
      'debtrank',
    ]) {
      expect(words).toContain(word);
    }
  });
});

describe.concurrent('contagion over a book', () => {
  it.each(['2025-11-30', '2026-06-30'])('tells what OpenAI’s failure costs, as of %s, on one screen', async (day) => {
    const asked = ['contagion', 'ai-buildout', '--fail', 'openai', '--as-of', day];
    const [screen, json] = await Promise.all([interlock(asked), interlock([...asked, '--json'])]);
    expect(screen.stdout.split('\n').length).toBeLessThanOrEqual(46);
    expect(screen.stdout.split('\n').every((line) => [...line].length <= 100)).toBe(true);
    const answer = JSON.parse(json.stdout);
    expect(contagionAnswerSchema.safeParse(answer).error).toBeUndefined();
    const { parties, failed } = answer.result;
    expect(failed).toEqual(['openai']);
    const kinds = parties.microsoft.losses.map((loss: { mechanism: string }) => loss.mechanism);
    expect(kinds).toEqual(expect.arrayContaining(['backlog', 'stake']));
    for (const party of Object.values<{ distress: number }>(parties)) expect(party.distress).toBeLessThanOrEqual(1);
    expect(answer.rests_on.length).toBeGreaterThan(5);
  });

  it.each([
    ['--model', 'eisenberg-noe'],
    ['--model', 'rogers-veraart', '--alpha', '0.5', '--beta', '0.5', '--equilibrium', 'greatest'],
    ['--valuation', 'furfine', '--recovery', '30%'],
  ])('clears what falls due in a year, %s %s', async (...model) => {
    const asked = ['contagion', 'ai-buildout', '--fail', 'openai', '--as-of', '2026-06-30', ...model];
    const [screen, json] = await Promise.all([interlock(asked), interlock([...asked, '--json'])]);
    expect(screen.code).toBe(0);
    expect(screen.stdout.split('\n').length).toBeLessThanOrEqual(46);
    const answer = JSON.parse(json.stdout);
    expect(contagionAnswerSchema.safeParse(answer).error).toBeUndefined();
    const { parties, equilibrium } = answer.result;
    expect(parties.openai).toMatchObject({ defaulted: true, round: 0 });
    expect(parties.openai.payment).toBeLessThan(parties.openai.due);
    expect(parties.microsoft.marked_loss).toBeGreaterThan(parties.microsoft.equity_loss);
    expect(parties.oracle.least === null).toBe(equilibrium === 'greatest');
  });

  it('asks about the book as a scenario changes it', async () => {
    const { stdout } = await interlock(['contagion', 'ai-buildout', '--scenario', 'intents-lapse', '--json']);
    const { scenarios, result } = JSON.parse(stdout);
    expect(scenarios).toEqual(['intents-lapse']);
    expect(result.failed).toEqual(['openai']);
  });
});
