import { describe, expect, it } from 'vitest';
import { fundingOrder } from './fundingOrder.ts';

const order = (parties: number, pairs: readonly (readonly [number, number])[]): number[] => [
  ...fundingOrder(
    parties,
    pairs.map(([investor, funded]) => ({ investor, funded })),
  ),
];

describe('the order in which parties raise money', () => {
  it('is that of the book where nobody funds another', () => {
    expect(order(4, [])).toEqual([0, 1, 2, 3]);
  });

  it('puts an investor before those it funds, and keeps the book’s order otherwise', () => {
    expect(order(4, [[3, 1]])).toEqual([0, 2, 3, 1]);
    expect(
      order(4, [
        [3, 0],
        [2, 3],
      ]),
    ).toEqual([1, 2, 3, 0]);
  });

  it('breaks a circle at its first party', () => {
    expect(
      order(4, [
        [1, 2],
        [2, 1],
        [2, 3],
      ]),
    ).toEqual([0, 1, 2, 3]);
  });

  it('leaves out nobody, and turns no investment round that is in no circle: on random webs', () => {
    let state = 7;
    const draw = (n: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 4294967296) * n);
    };
    for (let web = 0; web < 200; web++) {
      const n = 2 + draw(10);
      // Investors have a lower rank than those they fund, in an order that has nothing to do with the book's.
      const rank = Array.from({ length: n }, () => draw(1000));
      const pairs = Array.from({ length: draw(20) }, () => [draw(n), draw(n)] as const).filter(
        ([a, b]) => rank[a]! < rank[b]!,
      );
      const found = order(n, pairs);
      expect([...found].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      for (const [investor, funded] of pairs) expect(found.indexOf(investor)).toBeLessThan(found.indexOf(funded));
    }
  });
});
