import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Holdings, integratedOwnership } from './integratedOwnership.ts';

type Entry = readonly [owner: number, owned: number, fraction: number];

function holdings(size: number, entries: readonly Entry[]): Holdings {
  return {
    size,
    owner: Int32Array.from(entries, (e) => e[0]),
    owned: Int32Array.from(entries, (e) => e[1]),
    fraction: Float64Array.from(entries, (e) => e[2]),
  };
}

describe('integrated ownership', () => {
  it('is that of a published cross-holding', () => {
    const [A, B, X, Y, Z] = [0, 1, 2, 3, 4];
    const web = integratedOwnership(
      holdings(5, [
        [A, B, 0.1],
        [B, A, 0.2],
        [X, A, 0.6],
        [Y, A, 0.2],
        [Z, B, 0.9],
      ]),
    );
    const expected: readonly Entry[] = [
      [X, A, 30 / 49],
      [X, B, 3 / 49],
      [Y, A, 10 / 49],
      [Y, B, 1 / 49],
      [Z, A, 9 / 49],
      [Z, B, 45 / 49],
    ];
    for (const [owner, owned, share] of expected) expect(web.share(owner, owned)).toBeCloseTo(share, 12);
    // A's own loop is cut: of B it has what it holds, and of itself what comes back through B.
    expect(web.share(A, B)).toBeCloseTo(0.1, 12);
    expect(web.share(A, A)).toBeCloseTo(0.02, 12);
  });

  it('thins out along a pyramid', () => {
    const web = integratedOwnership(
      holdings(4, [
        [0, 1, 0.51],
        [1, 2, 0.51],
        [2, 3, 0.51],
      ]),
    );
    expect(web.share(0, 3)).toBeCloseTo(0.132651, 12);
    expect(web.share(3, 0)).toBe(0);
  });

  it('has Samsung’s published cash-flow right through one chain', () => {
    const [family, cheil, life, electronics, card] = [0, 1, 2, 3, 4];
    const web = integratedOwnership(
      holdings(5, [
        [family, cheil, 0.4612],
        [cheil, life, 0.1934],
        [life, electronics, 0.0655],
        [electronics, card, 0.3745],
        [life, card, 0.3441],
        [card, cheil, 0.05],
      ]),
    );
    // By the path alone .0058; the loop through the card company adds less than half a percent of it.
    const path = 0.4612 * 0.1934 * 0.0655;
    const share = web.share(family, electronics)!;
    expect(path.toFixed(4)).toBe('0.0058');
    expect(share).toBeGreaterThan(path);
    expect(share).toBeLessThan(path * 1.005);
    expect(share).toBeCloseTo(path / (1 - 0.05 * 0.1934 * (0.3441 + 0.0655 * 0.3745)), 14);
  });

  it('is nowhere where nothing ever leaves a loop', () => {
    const closed = integratedOwnership(
      holdings(2, [
        [0, 1, 1],
        [1, 0, 1],
      ]),
    );
    expect(closed.share(0, 1)).toBeUndefined();
  });

  it('agrees with the sum over all chains, and leaves nothing over', () => {
    const webs = fc.integer({ min: 2, max: 8 }).chain((size) =>
      fc.tuple(
        fc.constant(size),
        fc.array(fc.double({ min: 0, max: 0.95 / size, noNaN: true }), {
          minLength: size * size,
          maxLength: size * size,
        }),
      ),
    );
    fc.assert(
      fc.property(webs, ([size, all]) => {
        const entries = all.flatMap((f, k): Entry[] => {
          const [owner, owned] = [Math.floor(k / size), k % size];
          return owner === owned ? [] : [[owner, owned, f]];
        });
        const web = integratedOwnership(holdings(size, entries));
        let chain: number[] = Array.from({ length: size }, (_, k) => (k === 0 ? 1 : 0));
        const total = [...chain];
        for (let step = 0; step < 400; step++) {
          const next = new Array<number>(size).fill(0);
          for (const [owner, owned, f] of entries) next[owner]! += f * chain[owned]!;
          chain = next;
          for (let i = 0; i < size; i++) total[i]! += chain[i]!;
        }
        const outside = Array.from(
          { length: size },
          (_, j) => 1 - entries.reduce((s, e) => (e[1] === j ? s + e[2] : s), 0),
        );
        const column = web.column(0)!;
        column.forEach((x, i) => {
          expect(x).toBeCloseTo(total[i]!, 9);
        });
        expect(column.reduce((sum, x, j) => sum + x * outside[j]!, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is quick and right on a chain of ten thousand', () => {
    const size = 10_000;
    const web = integratedOwnership(
      holdings(
        size,
        Array.from({ length: size - 1 }, (_, i) => [i, i + 1, 0.9999] as const),
      ),
    );
    expect(web.share(0, size - 1)).toBeCloseTo(0.9999 ** (size - 1), 9);
  });
});
