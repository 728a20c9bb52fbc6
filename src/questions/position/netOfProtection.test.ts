import { describe, expect, it } from 'vitest';
import type { Holding } from './holding.ts';
import type { HeldLosses } from './netOfProtection.ts';
import { netOfProtection } from './netOfProtection.ts';

function part(party: string, kind: Holding['kind'], lost: number[], alone: number[] = lost): HeldLosses {
  const columns = (loss: number[]) => ({
    loss: Float64Array.from(loss),
    quarter: new Float64Array(loss.length).fill(1),
  });
  const holding: Holding = {
    id: `${party}-${kind}`,
    kind,
    on: party,
    party,
    term: null,
    amount: 100,
    cost: null,
    seniority: 2,
    until: null,
  };
  return { holding, lost: columns(lost), alone: columns(alone) };
}

describe('losses that protection leaves', () => {
  it('are lessened on the party protected first, in proportion, and what is left goes against the others', () => {
    const net = netOfProtection([
      part('a', 'bond', [30, 30, 30]),
      part('a', 'loan', [10, 10, 10]),
      part('b', 'bond', [20, 20, 20]),
      part('a', 'cds', [-20, -50, -90]),
    ]);
    expect(net.map(({ holding }) => holding.id)).toEqual(['a-bond', 'a-loan', 'b-bond']);
    expect(net.map(({ lost }) => [...lost.loss])).toEqual([
      [15, 0, 0],
      [5, 0, 0],
      [20, 10, 0],
    ]);
  });

  it('sum on each path to what all holdings together lose, and never to less than nothing', () => {
    const parts = [
      part('a', 'bond', [7, 0, 100, 3], [0, 0, 80, 9]),
      part('b', 'shares', [11, 5, 0, 90], [13, 5, 0, 90]),
      part('a', 'cds', [-3, 0, -70, -100], [0, 0, -90, -1]),
      part('b', 'cds', [-9, -6, -10, 0], [-9, 0, 0, -95]),
    ];
    const net = netOfProtection(parts);
    for (const which of ['lost', 'alone'] as const)
      for (let p = 0; p < 4; p++) {
        const sum = (all: readonly HeldLosses[]): number => all.reduce((s, one) => s + one[which].loss[p]!, 0);
        expect(sum(net)).toBeCloseTo(Math.max(0, sum(parts)), 9);
      }
  });
});
