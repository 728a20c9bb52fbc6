import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, expm1, log, log1p, pow } from './elementary.ts';

// Exact reference: fixed-point BigInt arithmetic with 1,300 binary places, enough for every double's full value.
const PLACES = 1300n;
const ONE = 1n << PLACES;

function exactFixed(x: number): bigint {
  if (x === 0) return 0n;
  let exponent = 0;
  let mantissa = x;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return (BigInt(mantissa) << PLACES) >> BigInt(exponent);
}

/** e^x in fixed point: Taylor series at x/2^60, squared sixty times. */
function exactExp(x: bigint): bigint {
  const r = x >> 60n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * r) >> PLACES) / n;
    sum += term;
  }
  for (let i = 0; i < 60; i++) sum = (sum * sum) >> PLACES;
  return sum;
}

/** Difference approximation − truth, in units of 2^-80 relative to the spacing of doubles at the truth. */
function errorInUlps(approximation: number, truth: bigint): number {
  const size = truth < 0n ? -truth : truth;
  const bits = size.toString(2).length;
  const ulpBits = BigInt(bits - 53);
  const difference = exactFixed(approximation) - truth;
  return Number((difference << 20n) >> ulpBits) / 2 ** 20;
}

/** log by one Newton step in exact arithmetic from a double that is already close: y + x·e^(−y) − 1. */
function exactLog(x: bigint, near: number): bigint {
  let y = exactFixed(near);
  for (let i = 0; i < 3; i++) y += ((x * exactExp(-y)) >> PLACES) - ONE;
  return y;
}

function samples(count: number, make: (u: number) => number): number[] {
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(make(((i * 0.6180339887498949) % 1) + i * 1e-12));
  return values;
}

test('exp is within 1 ulp of the exact value', () => {
  for (const x of [...samples(150, (u) => 40 * u - 20), ...samples(50, (u) => u - 0.5), 0.34657359, 1e-9, -36.7]) {
    expect(Math.abs(errorInUlps(exp(x), exactExp(exactFixed(x))))).toBeLessThan(1);
  }
});

test('log is within 1 ulp of the exact value', () => {
  const values = [...samples(60, (u) => 0.5 + u), ...samples(40, (u) => 1e6 * u + 1e-3), 1.0000001, 0.9999999, 1.4143];
  for (const x of values) {
    expect(Math.abs(errorInUlps(log(x), exactLog(exactFixed(x), log(x))))).toBeLessThan(1);
  }
});

test('log1p and expm1 are within 1 ulp, for small arguments too', () => {
  for (const x of [...samples(50, (u) => 4 * u - 0.9), ...samples(20, (u) => 1e-5 * (u - 0.5)), 1e-12, -0.3, 0.42]) {
    expect(Math.abs(errorInUlps(log1p(x), exactLog(exactFixed(x) + ONE, log1p(x))))).toBeLessThan(1);
  }
  for (const x of [
    ...samples(60, (u) => 30 * u - 15),
    ...samples(30, (u) => 1e-4 * (u - 0.5)),
    0.35,
    -0.35,
    1.04,
    60,
  ]) {
    expect(Math.abs(errorInUlps(expm1(x), exactExp(exactFixed(x)) - ONE))).toBeLessThan(1);
  }
});

test('pow is within 1 ulp of the exact value', () => {
  for (const u of samples(80, (v) => v)) {
    const x = 0.01 + 6 * u;
    const y = 12 * ((u * 37) % 1) - 6;
    const truth = exactExp((exactFixed(y) * exactLog(exactFixed(x), log(x))) >> PLACES);
    expect(Math.abs(errorInUlps(pow(x, y), truth))).toBeLessThan(1);
  }
});

test('pow of whole numbers is exact', () => {
  expect(pow(2, 10)).toBe(1024);
  expect(pow(10, 15)).toBe(1e15);
  expect(pow(-3, 3)).toBe(-27);
  expect(pow(7, -1)).toBe(1 / 7);
  expect(pow(1.05, 0)).toBe(1);
});

test('special values follow IEEE 754', () => {
  expect([exp(0), exp(710), exp(-746), exp(Number.NaN)]).toEqual([1, Infinity, 0, Number.NaN]);
  expect([exp(Infinity), exp(-Infinity), expm1(-50), expm1(0)]).toEqual([Infinity, 0, -1, 0]);
  expect([log(1), log(0), log(-1), log(Infinity), log(Number.NaN)]).toEqual([0, -Infinity, NaN, Infinity, NaN]);
  expect([log1p(-1), log1p(-2), log1p(0), log1p(Infinity)]).toEqual([-Infinity, NaN, 0, Infinity]);
  expect(exp(-745.1)).toBe(5e-324);
  expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  expect(log(Number.MAX_VALUE)).toBeCloseTo(709.782712893384, 12);
  for (const x of [-Infinity, -2.5, -1, -0, 0, 0.5, 1, 3, Infinity, Number.NaN]) {
    for (const y of [-Infinity, -3, -0.5, 0, 0.5, 2, 3, 1e300, Infinity, Number.NaN]) {
      const got = pow(x, y);
      const wanted = x ** y;
      if (Object.is(got, wanted)) continue;
      expect(got, `${x}^${y}`).toBeCloseTo(wanted, 12);
    }
  }
});

test('exp turns sums into products and undoes log', () => {
  const number = fc.double({ min: -300, max: 300, noNaN: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(exp(a + b) / (exp(a) * exp(b))).toBeCloseTo(1, 12);
      expect(log(exp(a))).toBeCloseTo(a, 11);
    }),
  );
});
