import { expect, test } from 'vitest';
import { InvariantError, invariant } from './invariant.ts';

test('a broken law throws with the place to replay', () => {
  const context = { seed: 1, world: 'base', path: 4711, quarter: 3, phase: 'clear' };
  const broken = () => invariant(1 + 1 === Number('3'), 'cash does not balance', context);
  expect(broken).toThrow('cash does not balance (seed 1, world base, path 4711, quarter 3, phase clear)');
  try {
    broken();
  } catch (error) {
    expect(error).toBeInstanceOf(InvariantError);
    expect(error).toMatchObject(context);
  }
  expect(() => invariant(false, 'no place')).toThrow(/^no place$/);
});

test('a law that holds passes and narrows the type', () => {
  const value: number | null = [3][0] ?? null;
  invariant(value !== null, 'there is a value');
  expect(value.toFixed(0)).toBe('3');
});
