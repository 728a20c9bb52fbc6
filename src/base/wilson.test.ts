import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test('published example: 81 of 263 and 1 of 29', () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, table I, method 3 (Wilson score).
  const wide = wilsonInterval(81, 263);
  expect([wide.low.toFixed(4), wide.high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  const rare = wilsonInterval(1, 29);
  expect([rare.low.toFixed(4), rare.high.toFixed(4)]).toEqual(['0.0061', '0.1718']);
  const none = wilsonInterval(0, 20);
  expect([none.low.toFixed(4), none.high.toFixed(4)]).toEqual(['0.0000', '0.1611']);
});

test('its ends solve the score equation |share − p| = z √(p(1 − p)/n)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5000 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, u) => {
      const successes = Math.min(n - 1, Math.max(1, Math.round(u * n)));
      const { low, high } = wilsonInterval(successes, n);
      for (const p of [low, high]) {
        const score = Math.abs(successes / n - p) / Math.sqrt((p * (1 - p)) / n);
        expect(score).toBeCloseTo(1.959963984540054, 6);
      }
      expect(low < successes / n && successes / n < high).toBe(true);
    }),
  );
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilsonInterval(7, 7).high).toBe(1);
  // One success in one: the lower end is 1/(1 + z²).
  expect(wilsonInterval(1, 1).low).toBeCloseTo(1 / (1 + 1.959963984540054 ** 2), 14);
});
