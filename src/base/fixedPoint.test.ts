import fc from 'fast-check';
import { expect, test } from 'vitest';
import { iterateToFixedPoint } from './fixedPoint.ts';

test("Newton's map for √2 converges in a few steps", () => {
  const start = new Float64Array([1]);
  const found = iterateToFixedPoint((from, to) => {
    to[0] = (from[0]! + 2 / from[0]!) / 2;
  }, start);
  expect(found.outcome).toBe('converged');
  expect(found.value[0]).toBeCloseTo(Math.SQRT2, 15);
  expect(found.iterations).toBeLessThan(8);
  expect(start[0]).toBe(1);
});

test('a contraction x → Ax + b ends at (I − A)⁻¹ b', () => {
  const gain = fc.double({ min: -0.45, max: 0.45, noNaN: true });
  fc.assert(
    fc.property(gain, gain, (g, h) => {
      const found = iterateToFixedPoint((from, to) => {
        to[0] = g * from[1]! + 1e9;
        to[1] = h * from[0]! + 2e9;
      }, new Float64Array(2));
      expect(found.outcome).toBe('converged');
      expect(found.value[0]! / ((1e9 + g * 2e9) / (1 - g * h))).toBeCloseTo(1, 11);
    }),
  );
});

test('what does not settle is an outcome, not an exception', () => {
  const cycle = iterateToFixedPoint(
    (from, to) => {
      to[0] = 3 - from[0]!;
    },
    new Float64Array([1]),
    { limit: 51 },
  );
  expect(cycle).toMatchObject({ outcome: 'iteration-limit', residual: 0.5, iterations: 51 });
  const runaway = iterateToFixedPoint(
    (from, to) => {
      to[0] = from[0]! * from[0]!;
    },
    new Float64Array([2]),
  );
  expect(runaway.outcome).toBe('diverged');
  expect(Number.isFinite(runaway.value[0])).toBe(true);
});
