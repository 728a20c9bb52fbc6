import { expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import type { ClaimsResult, ToldClaim } from './claimsSchema.ts';
import { compareClaims } from './compareClaims.ts';

const book = bookFolder('small/penny-warrant', {});

function day(verdict: ToldClaim['verdict'], probability: number, interval: [number, number]) {
  const claim = {
    id: 'c',
    verdict,
    probability,
    probability_interval: interval,
    figure: 1,
    drivers: [],
    flips: [],
    measures: [],
  };
  return { book, result: { claims: [claim] } as unknown as ClaimsResult };
}

it('a share that moved is told where the verdict stays, unless it moved little or within its error', () => {
  const then = day('depends', 0.3, [0.2, 0.4]);
  const change = (now: ReturnType<typeof day>) => compareClaims(then, now)?.claims[0];
  const moved = change(day('depends', 0.6, [0.5, 0.7]));
  expect([moved?.has_changed, moved?.has_moved]).toEqual([false, true]);
  expect(moved?.sentence).toContain('then depends (30 %), now depends (60 %)');
  expect(change(day('depends', 0.45, [0.35, 0.55]))?.has_moved).toBe(false);
  const narrow = compareClaims(day('depends', 0.3, [0.29, 0.31]), day('depends', 0.35, [0.34, 0.36]))?.claims[0];
  expect([narrow?.has_moved, narrow?.sentence.startsWith('As on')]).toEqual([false, true]);
  expect(change(day('fails', 0.02, [0, 0.05]))?.sentence).toContain('Changed since');
});
