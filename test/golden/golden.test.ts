import { describe, expect, it } from 'vitest';
import { accepted, figuresOf, moved, shippedBooks } from '../../scripts/golden.mjs';

describe('the figures of the shipped books', () => {
  it.each(shippedBooks())('of %s are those that were accepted', (book) => {
    // `npm run golden` tells what moved; `npm run golden -- --accept` takes it, with a line in the changelog.
    expect(moved(accepted(book), figuresOf(book))).toEqual([]);
  });

  it('are told when they move', () => {
    expect(moved({ a: 1, b: 2 }, { a: 1, b: 3, c: 4 })).toEqual([
      { path: 'b', before: 2, now: 3 },
      { path: 'c', before: 0, now: 4 },
    ]);
  });
});
