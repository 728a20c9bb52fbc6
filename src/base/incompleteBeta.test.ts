import cephes from 'cephes';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { betaKernel, incompleteBeta, incompleteBetaInverse } from './incompleteBeta.ts';

beforeAll(() => cephes.compiled);

const SHAPES = [0.05, 0.5, 1, 1.7, 2, 3, 5, 12.5, 80, 900];

test('closed forms: uniform, powers, arcsine', () => {
  for (const x of [0.001, 0.1, 0.37, 0.5, 0.9, 0.9999]) {
    expect(incompleteBeta(1, 1, x)).toBeCloseTo(x, 15);
    expect(incompleteBeta(3, 1, x)).toBeCloseTo(x ** 3, 15);
    expect(incompleteBeta(1, 4, x)).toBeCloseTo(1 - (1 - x) ** 4, 15);
    expect(incompleteBeta(0.5, 0.5, x)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
  }
  expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1), incompleteBeta(0, 3, 0.5)]).toEqual([0, 1, NaN]);
});

test('whole shapes give binomial tail sums', () => {
  const n = 9;
  const choose = [1, 9, 36, 84, 126, 126, 84, 36, 9, 1];
  for (let k = 1; k <= n; k++) {
    let tail = 0;
    for (let j = k; j <= n; j++) tail += choose[j]! * 0.3 ** j * 0.7 ** (n - j);
    expect(incompleteBeta(k, n - k + 1, 0.3)).toBeCloseTo(tail, 14);
  }
});

test('agrees with cephes, tails to relative accuracy', () => {
  for (const a of SHAPES)
    for (const b of SHAPES)
      for (const x of [1e-6, 0.01, 0.2, 0.5, 0.77, 0.99]) {
        const truth = cephes.incbet(a, b, x);
        if (truth > 1e-290)
          expect(Math.abs(incompleteBeta(a, b, x) / truth - 1), `I(${a},${b},${x})`).toBeLessThan(2e-12);
      }
});

test('the inverse gives back the probability', () => {
  const shape = fc.double({ min: 0.1, max: 500, noNaN: true });
  const probability = fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true });
  fc.assert(
    fc.property(shape, shape, probability, (a, b, p) => {
      const x = incompleteBetaInverse(a, b, p);
      expect(x >= 0 && x <= 1).toBe(true);
      // Where x is so near 1 that the rounding of it and of the last step moves the probability, that much is allowed.
      const rounding = x < 1 ? (betaKernel(a, b, x, 1 - x) / (x * (1 - x))) * 2.3e-16 * x : 1;
      expect(Math.abs(incompleteBeta(a, b, x) - p)).toBeLessThan(1e-12 * p + 8 * rounding + 2e-16);
    }),
    { numRuns: 500 },
  );
});

test('the inverse agrees with cephes and has the right ends', () => {
  for (const a of [0.5, 1, 2, 7.5, 60])
    for (const b of [0.5, 1, 3, 20])
      for (const p of [0.001, 0.05, 0.3, 0.5, 0.8, 0.999])
        expect(incompleteBetaInverse(a, b, p)).toBeCloseTo(cephes.incbi(a, b, p), 12);
  expect([incompleteBetaInverse(2, 3, 0), incompleteBetaInverse(2, 3, 1)]).toEqual([0, 1]);
  expect(incompleteBetaInverse(2, 3, -0.1)).toBeNaN();
});
