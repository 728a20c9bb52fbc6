import cephes from 'cephes';
import { beforeAll, expect, test } from 'vitest';
import { studentTCdf, studentTQuantile } from './studentT.ts';

beforeAll(() => cephes.compiled);

test('printed table values', () => {
  // Two-sided 95 % and one-sided 99.5 % points of the usual t table.
  expect(studentTQuantile(0.975, 1)).toBeCloseTo(12.706, 3);
  expect(studentTQuantile(0.975, 4)).toBeCloseTo(2.776, 3);
  expect(studentTQuantile(0.975, 12)).toBeCloseTo(2.179, 3);
  expect(studentTQuantile(0.995, 10)).toBeCloseTo(3.169, 3);
  expect(studentTQuantile(0.95, 30)).toBeCloseTo(1.697, 3);
});

test('closed forms for one and two degrees of freedom', () => {
  for (const p of [0.001, 0.1, 0.3, 0.45, 0.6, 0.9, 0.9999]) {
    const cauchy = Math.tan(Math.PI * (p - 0.5));
    expect(studentTQuantile(p, 1) / cauchy).toBeCloseTo(1, 11);
    const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
    expect(studentTQuantile(p, 2) / two).toBeCloseTo(1, 11);
  }
  expect([studentTQuantile(0, 3), studentTQuantile(0.5, 3), studentTQuantile(1, 3)]).toEqual([-Infinity, 0, Infinity]);
});

test('agrees with cephes and with its own distribution function', () => {
  for (const degrees of [1, 2, 3, 5, 12, 40, 300])
    for (const p of [1e-8, 0.001, 0.1, 0.26, 0.49, 0.51, 0.8, 0.975, 0.9999]) {
      const t = studentTQuantile(p, degrees);
      expect(t / cephes.stdtri(degrees, p)).toBeCloseTo(1, 9);
      expect(studentTCdf(t, degrees)).toBeCloseTo(p, 14);
    }
  expect([studentTCdf(-Infinity, 3), studentTCdf(0, 3), studentTCdf(Infinity, 3)]).toEqual([0, 0.5, 1]);
});
