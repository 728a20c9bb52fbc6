import { describe, expect, it } from 'vitest';
import { interlock } from './interlock.ts';

describe('a day or quarter that is none', () => {
  it.each([
    [['rescue', 'loop', '--fail', 'lab', '--at', 'banana'], '--at "banana" is no quarter; write one such as 2027-Q2'],
    [['rescue', 'loop', '--fail', 'lab', '--at', '2027-Q7'], 'write one such as 2027-Q2'],
    [['circularity', 'loop', '--from', 'banana'], 'as a quarter such as 2027-Q1'],
    [['claims', 'loop', '--compare', 'banana'], '--compare: "banana" is no day; write one such as 2025-11-30'],
    [
      ['brief', 'loop', '--about', 'lab', '--for', 'reporter', '--since', '2025-02-30'],
      '--since: "2025-02-30" is no day',
    ],
    [['backtest', 'loop', '--from', 'banana'], '--from: "banana" is no day'],
    [['backtest', 'loop', '--to', 'banana'], '--to: "banana" is no day'],
  ])('is a fault of use: %j', async (args, said) => {
    const { code, stderr } = await interlock(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(stderr).not.toContain('bug of interlock');
  });
});
