import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeBox, type NodeLink, placeNodes } from './placeNodes.ts';

const web = fc.integer({ min: 2, max: 14 }).chain((n) =>
  fc.record({
    nodes: fc.array(
      fc.record({ halfWidth: fc.integer({ min: 4, max: 40 }), halfHeight: fc.integer({ min: 4, max: 20 }) }),
      { minLength: n, maxLength: n },
    ),
    links: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: n - 1 }),
        to: fc.integer({ min: 0, max: n - 1 }),
        pull: fc.constant(0.5),
      }),
      { maxLength: 2 * n },
    ),
  }),
);

const boxesOf = (sizes: readonly { halfWidth: number; halfHeight: number }[]): NodeBox[] =>
  sizes.map((size, i) => ({ id: `party-${i}`, ...size }));

describe('the places of a web', () => {
  it('are the same every time, inside the drawing, and no name lies on another', () => {
    fc.assert(
      fc.property(web, ({ nodes, links }) => {
        const boxes = boxesOf(nodes);
        const spots = placeNodes(boxes, links, 1000, 700);
        expect(placeNodes(boxes, links, 1000, 700)).toEqual(spots);
        spots.forEach(({ x, y }, i) => {
          const { halfWidth, halfHeight } = boxes[i]!;
          expect(x).toBeGreaterThanOrEqual(halfWidth);
          expect(x).toBeLessThanOrEqual(1000 - halfWidth);
          expect(y).toBeGreaterThanOrEqual(halfHeight);
          expect(y).toBeLessThanOrEqual(700 - halfHeight);
          for (let j = 0; j < i; j++) {
            const apartX = Math.abs(x - spots[j]!.x) - halfWidth - boxes[j]!.halfWidth;
            const apartY = Math.abs(y - spots[j]!.y) - halfHeight - boxes[j]!.halfHeight;
            expect(Math.max(apartX, apartY)).toBeGreaterThanOrEqual(0);
          }
        });
      }),
      { numRuns: 25 },
    );
  });

  it('bring together what is linked: two clusters come apart', () => {
    const boxes = boxesOf(Array.from({ length: 8 }, () => ({ halfWidth: 12, halfHeight: 12 })));
    const links: NodeLink[] = [];
    for (const start of [0, 4]) {
      for (let i = start; i < start + 4; i++) for (let j = start; j < i; j++) links.push({ from: i, to: j, pull: 1 });
    }
    const spots = placeNodes(boxes, links, 1000, 700);
    const distance = (i: number, j: number): number => Math.hypot(spots[i]!.x - spots[j]!.x, spots[i]!.y - spots[j]!.y);
    const mean = (pairs: readonly (readonly [number, number])[]): number =>
      pairs.reduce((all, [i, j]) => all + distance(i, j), 0) / pairs.length;
    const within = links.map(({ from, to }) => [from, to] as const);
    const across = [0, 1, 2, 3].flatMap((i) => [4, 5, 6, 7].map((j) => [i, j] as const));
    expect(mean(within)).toBeLessThan(0.6 * mean(across));
  });
});
