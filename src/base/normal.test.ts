import cephes from 'cephes';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { exp } from './elementary.ts';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';

beforeAll(() => cephes.compiled);

function relativeError(value: number, truth: number): number {
  return Math.abs(value / truth - 1);
}

test('the distribution function agrees with 20-digit values far into the tail', () => {
  // erfc(−x/√2)/2 in 40-digit arithmetic (mpmath).
  const published: [number, number][] = [
    [-37.5, 4.605353009581955e-308],
    [-30, 4.906713927148187e-198],
    [-20, 2.7536241186062337e-89],
    [-12.3, 4.5287069561587846e-35],
    [-8, 6.220960574271784e-16],
    [-5.66, 7.568649751997714e-9],
    [-5.65, 8.022391850663497e-9],
    [-3, 0.0013498980316300946],
    [-1, 0.15865525393145705],
    [-0.68, 0.2482522304535705],
    [-0.67, 0.2514288950953101],
    [0.3, 0.6179114221889527],
    [1.5, 0.9331927987311419],
    [4, 0.9999683287581669],
  ];
  for (const [x, truth] of published) expect(relativeError(normalCdf(x), truth), `N(${x})`).toBeLessThan(1e-14);
  expect(normalCdf(0)).toBe(0.5);
  expect([normalCdf(-40), normalCdf(40), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1, 0, 1]);
});

test('the quantile gives the value that other libraries get wrong', () => {
  expect(normalQuantile(1e-10)).toBe(-6.361340902404056);
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(Number.NaN)]).toEqual([NaN, NaN, NaN]);
});

test('distribution function and quantile agree with cephes', () => {
  for (let x = -20; x <= 8; x += 0.137) expect(relativeError(normalCdf(x), cephes.ndtr(x))).toBeLessThan(1e-13);
  for (let power = -300; power < 0; power += 1.3) {
    const p = 0.9 * 10 ** power;
    expect(relativeError(normalQuantile(p), cephes.ndtri(p))).toBeLessThan(1e-14);
  }
  for (let p = 0.001; p < 1; p += 0.00137) expect(Math.abs(normalQuantile(p) - cephes.ndtri(p))).toBeLessThan(3e-15);
});

test('the quantile undoes the distribution function', () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
      expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, x < 2 ? 13 : 9);
    }),
  );
});

test('the density is the slope of the distribution function, in the tail to full relative accuracy', () => {
  for (let x = -6; x <= 1; x += 0.31) {
    const step = 1e-4;
    expect(relativeError((normalCdf(x + step) - normalCdf(x - step)) / (2 * step), normalDensity(x))).toBeLessThan(
      1e-6,
    );
  }
  // φ(30 + 1/8192) = φ(30)·e^(−30/8192 − 1/2^27), whose exponent is exact in binary.
  const ratio = normalDensity(30 + 1 / 8192) / normalDensity(30);
  expect(relativeError(ratio, exp(-30 / 8192 - 1 / 134217728))).toBeLessThan(4e-16);
});
