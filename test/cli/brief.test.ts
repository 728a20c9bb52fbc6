import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefAnswerSchema } from '../../src/questions/brief/briefSchema.ts';
import { interlock } from './interlock.ts';

const ASK = ['brief', 'loop', '--for', 'lender', '--paths', '32', '--workers', '0'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock brief '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe('brief', () => {
  it('prints a page, writes the same into a file, and replaces no file unasked', async () => {
    const file = join(room, 'brief.md');
    const [shown, written] = [
      await interlock([...ASK, '--about', 'lab']),
      await interlock([...ASK, '--about', 'lab', '--out', file]),
    ];
    expect([shown.code, shown.stderr, written.code]).toEqual([0, '', 0]);
    expect(shown.stdout).toMatch(/^# .*, for a lender\n/);
    expect(await readFile(file, 'utf8')).toBe(shown.stdout);
    const again = await interlock([...ASK, '--about', 'lab', '--out', file]);
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('is there already');
    expect((await interlock([...ASK, '--about', 'lab', '--out', file, '--force'])).code).toBe(0);
  });

  it('answers in the form of its schema, the same with two workers as with none', async () => {
    const none = await interlock([...ASK, '--about', 'lab', '--json']);
    const two = await interlock([...ASK.slice(0, -1), '2', '--about', 'lab', '--json']);
    expect(two.stdout).toBe(none.stdout);
    expect(briefAnswerSchema.safeParse(JSON.parse(none.stdout)).error).toBeUndefined();
  });

  it('says what is wrong with what was asked', async () => {
    const party = await interlock([...ASK, '--about', 'lap']);
    expect([party.code, party.stderr]).toEqual([2, expect.stringContaining('did you mean lab?')]);
    const day = await interlock([...ASK, '--about', 'lab', '--since', '2030-01-01']);
    expect([day.code, day.stderr]).toEqual([2, expect.stringContaining('is not before the day of the book')]);
    const reader = await interlock(['brief', 'loop', '--about', 'lab', '--for', 'nobody']);
    expect(reader.code).toBe(2);
  });
});
