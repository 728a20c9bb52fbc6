import { describe, expect, it } from 'vitest';
import { isForkApart } from './rescueFork.ts';

describe('a closed form that fails its own check', () => {
  it.each([
    [100, 160, 20, true],
    [100, 140, 1, false],
    [100, 160, 40, false],
    [160, 100, 20, true],
    [0, 3, 1, true],
    [3, -2, 1, true],
    [0, 0, 0, false],
  ])('closed form %d, fork %d ± %d: %s', (closed_form, fork, standard_error, is) => {
    expect(isForkApart({ closed_form, fork, standard_error })).toBe(is);
  });
});
