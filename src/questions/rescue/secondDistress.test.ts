import { describe, expect, it } from 'vitest';
import type { PathDistress } from './pathLosses.ts';
import { heldForGood, noSecondDistress } from './secondDistress.ts';

const distressOf = (path: number, offers: readonly number[]): PathDistress => ({
  path,
  quarter: 3,
  kernel: 1,
  need: 10,
  needYear: 10,
  partners: [],
  offers,
});

describe('a rescue that holds', () => {
  it('is counted on the paths on which offers suffice, not as if both were independent', () => {
    // Paths 1, 2, 4 and 5 of six: offers suffice on 1 and 2, the party does not fail later on 4 and 5.
    const paths = [distressOf(1, [6, 6]), distressOf(2, [10, 0]), distressOf(4, [5, 4]), distressOf(5, [0, 0])];
    const failed = Float64Array.of(0, 9, 12, 0, 0, 0);
    expect(noSecondDistress(paths, failed)).toBe(0.5);
    expect(heldForGood(paths, failed)).toBe(0);
    // On path 2 it holds now: one of four, while the product would say two of four times three of four.
    failed[2] = 0;
    expect([noSecondDistress(paths, failed), heldForGood(paths, failed)]).toEqual([0.75, 0.25]);
    expect([noSecondDistress([], failed), heldForGood([], failed)]).toEqual([null, null]);
  });
});
