import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearestName } from './nearestName.ts';

test('distances of the literature', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('saturday', 'sunday')).toBe(3);
  expect(editDistance('ab', 'ba')).toBe(1);
  // Optimal string alignment touches each place once, so CA → ABC takes three edits.
  expect(editDistance('ca', 'abc')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
});

test('distance is symmetric, zero only for equal names, and at most the longer length', () => {
  const name = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('suggests what was meant and is silent when nothing is near', () => {
  const keys = ['capacity', 'supply', 'equity', 'warrant', 'take_or_pay', 'horizon'];
  expect(nearestName('capcity', keys)).toBe('capacity');
  expect(nearestName('warant', keys)).toBe('warrant');
  expect(nearestName('takeOrPay', keys)).toBe('take_or_pay');
  expect(nearestName('take-or-pay', keys)).toBe('take_or_pay');
  expect(nearestName('hroizon', keys)).toBe('horizon');
  expect(nearestName('colour', keys)).toBeNull();
  expect(nearestName('x', [])).toBeNull();
  expect(nearestName('x'.repeat(100000), ['x'])).toBeNull();
});
