import cephes from 'cephes';
import { beforeAll, expect, test } from 'vitest';
import { logGamma } from './gamma.ts';

beforeAll(() => cephes.compiled);

test('log-gamma of whole numbers is the log of a factorial', () => {
  let factorial = 1;
  for (let n = 1; n < 18; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 13);
    factorial *= n;
  }
});

test('log-gamma of one half is half the log of π', () => {
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
});

test('log-gamma agrees with cephes from 1e-8 to 1e8', () => {
  for (let power = -8; power <= 8; power += 0.173) {
    const x = 10 ** power;
    const truth = cephes.lgam(x);
    expect(Math.abs(logGamma(x) - truth)).toBeLessThan(4e-15 * Math.max(1, Math.abs(truth)));
  }
  expect([logGamma(0), logGamma(-1), logGamma(Infinity)]).toEqual([Infinity, NaN, Infinity]);
});
