import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsAnswerSchema } from '../../src/questions/claims/claimsSchema.ts';
import { interlock } from './interlock.ts';

const FEW = ['--vectors', '8', '--noise', '4', '--workers', '0'];
const CLAIMS = `
claims:
  order-pays-the-seller:
    says: "The order pays the seller: it is worth more than the shares that go with it."
    source: example
    question: leverage
    measure: {path: deals.order.signers.chipmaker.gain, kind: expectation, test: "> 0"}
    flips: [deals.order.terms.chips.price]
`;

let room = '';
let ask: string[] = [];
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock claims '));
  const overlay = join(room, 'claims.yaml');
  await writeFile(overlay, CLAIMS);
  ask = ['claims', 'penny-warrant', '--with', overlay, '--set', 'deals.order.terms.chips.price=4B to 40B', ...FEW];
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('claims', () => {
  it('prints one screen of verdicts, and one claim in full', async () => {
    for (const [args, name] of [
      [[], 'claims-small'],
      [['--about', 'order-pays-the-seller'], 'claims-about'],
    ] as const) {
      const { code, stdout } = await interlock([...ask, '--quiet', ...args]);
      expect(code).toBe(0);
      await expect(stdout).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const lines = stdout.split('\n');
      expect(lines.every((line) => [...line].length <= 100)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(45);
    }
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const [none, two] = await Promise.all([
      interlock([...ask, '--json']),
      interlock([...ask, '--json', '--workers', '2']),
    ]);
    expect(none.code).toBe(0);
    expect(two.stdout).toBe(none.stdout);
    expect(claimsAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('says where a book makes no claims, and which it makes where one is not known', async () => {
    const none = await interlock(['claims', 'two-party', ...FEW]);
    expect([none.code, none.stdout]).toEqual([0, expect.stringContaining('makes no claims')]);
    const unknown = await interlock([...ask, '--about', 'order-pays-the-buyer']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('did you mean `order-pays-the-seller`?');
  });

  it('compares with another day, on which the book reads otherwise', async () => {
    const { code, stdout } = await interlock([...ask, '--compare', '2025-12-30', '--quiet']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Against 2025-12-30')]);
  });

  it('writes a folder with tables and a report that tells the verdicts first', async () => {
    const out = join(room, 'answer');
    const { code } = await interlock([...ask, '--out', out]);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['.interlock-run', 'claims.json', 'report.html', 'tables']);
    expect((await readdir(join(out, 'tables'))).sort()).toEqual([
      'claim-drivers.csv',
      'claim-flips.csv',
      'claim-measures.csv',
      'claims.csv',
    ]);
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report.indexOf('What is claimed, and in how many worlds it holds')).toBeGreaterThan(0);
    expect(report.indexOf('id="claims"')).toBeLessThan(report.indexOf('id="summary"'));
  });
});
