import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interlock } from './interlock.ts';

const FLOWS = 'from,to,amount,purpose\nV,L,10,finance\nL,C,30,purchase\nC,V,25,purchase\n';
const NODES = 'id,outside_in\nV,0\nL,30\nC,20\n';

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock circularity '));
  await writeFile(join(room, 'flows.csv'), `\ufeff${FLOWS.replace(/\n/g, '\r\n')}`);
  await writeFile(join(room, 'nodes.csv'), NODES);
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe.concurrent('circularity', () => {
  it('prints one screen', async () => {
    const { code, stdout, stderr } = await interlock(['circularity', 'vendor-loan', '--paths', '20', '--workers', '0']);
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('transcripts/circularity-vendor-loan.txt');
    const lines = stdout.split('\n');
    expect(lines.every((line) => [...line].length <= 100)).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(46);
  });
  it('asks of one party and window, and writes a folder with a report', async () => {
    const out = join(room, 'answer');
    const ask = [
      'circularity',
      'vendor-loan',
      '--for',
      'chipmaker',
      '--from',
      '2027',
      '--to',
      '2027-Q2',
      '--paths',
      '1',
    ];
    const { code, stdout } = await interlock([...ask, '--out', out, '--json']);
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout);
    expect([result.from, result.to, Object.keys(result.parties)]).toEqual(['2027-Q1', '2027-Q2', ['chipmaker']]);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'circularity.json', 'report.html', 'tables']);
  });
  it('answers plain tables as a book, also from standard input', async () => {
    const files = ['--flows', join(room, 'flows.csv'), '--nodes', join(room, 'nodes.csv')];
    const { code, stdout } = await interlock(['circularity', ...files, '--for', 'V', '--json']);
    expect(code).toBe(0);
    const { book, result } = JSON.parse(stdout);
    expect(book).toBeNull();
    const { low, pro_rata, high } = result.parties.V;
    expect([low.amount, pro_rata.amount, high.amount]).toEqual([0, 3.75, 10]);
    const piped = await interlock(['circularity', '--flows', '-', '--nodes', files[3]!, '--json'], { stdin: FLOWS });
    expect(JSON.parse(piped.stdout).result).toEqual(result);
    const screen = await interlock(['circularity', ...files]);
    expect(screen.stdout.replace(/\s+/g, ' ')).toContain('mixes evenly it is 3.75, 15 % of the 25 that');
  });
  it.each([
    [['--for', 'nobody', 'vendor-loan', '--paths', '1'], 2, 'there is no party "nobody"'],
    [['--from', 'soon', 'vendor-loan', '--paths', '1'], 2, 'as a quarter such as 2027-Q1'],
    [[], 2, 'name a book, or tables'],
    [['--flows', 'nowhere.csv'], 2, 'both --flows and --nodes'],
    [['--flows', 'nowhere.csv', '--nodes', 'nowhere.csv'], 66, 'it does not exist'],
  ])('%j ends with %i and says why', async (args, code, message) => {
    const outcome = await interlock(['circularity', ...args]);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(message);
  });
  it('tells faults of tables with row and column', async () => {
    await writeFile(join(room, 'bad.csv'), FLOWS.replace('25', '-25'));
    const files = ['--flows', join(room, 'bad.csv'), '--nodes', join(room, 'nodes.csv')];
    const { code, stderr } = await interlock(['circularity', ...files]);
    expect(code).toBe(1);
    expect(stderr).toContain('bad.csv:4:5');
  });
});
