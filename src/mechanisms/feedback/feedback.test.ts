import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalValue } from './criticalValue.ts';
import { gainElasticities } from './gainElasticities.ts';
import { afterTurns, loopGain, multiplierMatrix } from './loopGain.ts';
import { simpleCycles } from './simpleCycles.ts';
import { nextGeneration, type TurnNetwork, turnNetwork } from './turnNetwork.ts';

const TWO = Float64Array.from([0.5, 0.4, 0.3, 0.2]);

/** Two places where turns begin, and three layers between them. */
const LAYERED = turnNetwork(
  7,
  [
    { from: 0, to: 2 },
    { from: 0, to: 3 },
    { from: 1, to: 3 },
    { from: 2, to: 4 },
    { from: 3, to: 4 },
    { from: 3, to: 5 },
    { from: 4, to: 6 },
    { from: 5, to: 6 },
    { from: 6, to: 0 },
    { from: 6, to: 1 },
  ],
  [0, 1],
);
const someWeights = fc.array(fc.double({ min: 0.05, max: 2, noNaN: true }), {
  minLength: LAYERED.edges.length,
  maxLength: LAYERED.edges.length,
});

/** The same sum over all ways, walked one by one. */
function waysBetween({ edges, turnOf, turns }: TurnNetwork, weights: ArrayLike<number>, j: number, i: number): number {
  const walk = (node: number, product: number): number => {
    let sum = 0;
    for (const [e, { from, to }] of edges.entries()) {
      if (from !== node) continue;
      const reached = product * weights[e]!;
      if (turnOf[to] === -1) sum += walk(to, reached);
      else if (to === turns[i]) sum += reached;
    }
    return sum;
  };
  return walk(turns[j]!, 1);
}

describe('one turn of a loop', () => {
  it('brings the sum over all ways, walked one by one', () => {
    fc.assert(
      fc.property(someWeights, (weights) => {
        const matrix = nextGeneration(LAYERED, weights);
        for (const i of [0, 1])
          for (const j of [0, 1]) expect(matrix[2 * i + j]).toBeCloseTo(waysBetween(LAYERED, weights, j, i), 10);
      }),
    );
  });

  it('refuses a circle that passes no beginning of a turn', () => {
    const edges = [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 1 },
    ];
    expect(() => turnNetwork(3, edges, [0])).toThrow();
  });
});

describe('the gain', () => {
  it('of [[.5, .4], [.3, .2]] is (.7 + √.57)/2, and its multiplier the inverse worked by hand', () => {
    expect(loopGain(TWO, 2)).toBeCloseTo((0.7 + Math.sqrt(0.57)) / 2, 12);
    const inverse = [0.8 / 0.28, 0.4 / 0.28, 0.3 / 0.28, 0.5 / 0.28];
    for (const [k, value] of multiplierMatrix(TWO, 2)!.entries()) expect(value).toBeCloseTo(inverse[k]!, 12);
  });

  it('g gives 1/(1 − g) in all, ten turns at .9 give 6.513215599, and from 1 on there is no bound', () => {
    expect(multiplierMatrix(Float64Array.of(0.9), 1)![0]).toBeCloseTo(10, 12);
    expect(afterTurns(Float64Array.of(0.9), 1, [1], 10)[0]).toBeCloseTo(6.513215599, 9);
    expect(multiplierMatrix(Float64Array.of(1), 1)).toBeNull();
    expect(multiplierMatrix(Float64Array.from([0, 2, 0.5, 0]), 2)).toBeNull();
    expect(multiplierMatrix(Float64Array.from([0, 2, 0.49, 0]), 2)).not.toBeNull();
  });

  it('is that by which many turns grow; the multiplier is the sum of all turns', () => {
    fc.assert(
      fc.property(someWeights, fc.double({ min: 0.1, max: 0.95, noNaN: true }), (weights, wanted) => {
        const raw = nextGeneration(LAYERED, weights);
        const scaled = raw.map((x) => (x * wanted) / loopGain(raw, 2));
        expect(loopGain(scaled, 2)).toBeCloseTo(wanted, 10);
        const inverse = multiplierMatrix(scaled, 2)!;
        const summed = afterTurns(scaled, 2, [1, 0], 2000);
        for (const i of [0, 1]) expect(inverse[2 * i]! / summed[i]!).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('elasticities of the gain', () => {
  it('are what small moves of each weight do, and sum to one over every layer', () => {
    fc.assert(
      fc.property(someWeights, (list) => {
        const weights = Float64Array.from(list);
        const elasticities = gainElasticities(LAYERED, weights);
        const gain = (w: Float64Array): number => loopGain(nextGeneration(LAYERED, w), 2);
        for (const [e, w] of weights.entries()) {
          const moved = (by: number): number => gain(weights.map((x, k) => (k === e ? w * (1 + by) : x)));
          const slope = (moved(1e-5) - moved(-1e-5)) / (2e-5 * gain(weights));
          expect(elasticities[e]).toBeCloseTo(slope, 6);
        }
        const sum = (edges: number[]): number => edges.reduce((all, e) => all + elasticities[e]!, 0);
        expect(sum([0, 1, 2])).toBeCloseTo(1, 9);
        expect(sum([8, 9])).toBeCloseTo(1, 9);
      }),
      { numRuns: 30 },
    );
  });

  it('are nothing where nothing returns', () => {
    expect([...gainElasticities(LAYERED, new Float64Array(LAYERED.edges.length))]).toEqual(LAYERED.edges.map(() => 0));
  });
});

describe('simple circles', () => {
  const complete = (n: number) =>
    Array.from({ length: n * n }, (_, k) => ({ from: Math.floor(k / n), to: k % n })).filter((e) => e.from !== e.to);

  it('of a complete graph are Σ C(n, k)·(k − 1)!: 1, 5, 20, 84, 409', () => {
    expect([2, 3, 4, 5, 6].map((n) => simpleCycles(n, complete(n), 1e6).length)).toEqual([1, 5, 20, 84, 409]);
  });

  it('through one beginning of a turn have products that sum to the gain', () => {
    const network = turnNetwork(7, LAYERED.edges.slice(0, 9), [0]);
    fc.assert(
      fc.property(someWeights, (weights) => {
        const cycles = simpleCycles(7, network.edges, 100);
        const sum = cycles.reduce((all, cycle) => all + cycle.reduce((p, e) => p * weights[e]!, 1), 0);
        expect(sum).toBeCloseTo(nextGeneration(network, weights)[0]!, 10);
      }),
    );
  });

  it('count parallel edges apart, and stop at the most that is wanted', () => {
    const parallel = [
      { from: 0, to: 1 },
      { from: 0, to: 1 },
      { from: 1, to: 0 },
    ];
    expect(simpleCycles(2, parallel, 10)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(simpleCycles(5, complete(5), 7)).toHaveLength(7);
  });
});

describe('simple circles of any web', () => {
  /** Orders of nodes, the least first, each pair joined: found by trying all orders of all sets. */
  function circlesByTrial(nodes: number, edges: readonly { from: number; to: number }[]): Set<string> {
    const joined = new Set(edges.map(({ from, to }) => `${from}>${to}`));
    const found = new Set<string>();
    const extend = (order: number[]): void => {
      if (joined.has(`${order.at(-1)}>${order[0]}`)) found.add(order.join(' '));
      for (let next = order[0]! + 1; next < nodes; next++) if (!order.includes(next)) extend([...order, next]);
    };
    for (let first = 0; first < nodes; first++) extend([first]);
    return new Set(
      [...found].filter((text) => {
        const order = text.split(' ').map(Number);
        return order.every((node, k) => joined.has(`${node}>${order[(k + 1) % order.length]}`));
      }),
    );
  }

  it('are those that trying every order of every set finds', () => {
    const web = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
      maxLength: 24,
      selector: ([from, to]) => 6 * from + to,
    });
    fc.assert(
      fc.property(web, (pairs) => {
        const edges = pairs.map(([from, to]) => ({ from, to }));
        const cycles = simpleCycles(6, edges, 1e6).map((cycle) => cycle.map((e) => edges[e]!.from).join(' '));
        expect([...cycles].sort()).toEqual([...circlesByTrial(6, edges)].sort());
      }),
    );
  });

  it('are found to be none in a web of 2⁶⁰ ways that never returns', () => {
    const edges = Array.from({ length: 60 }, (_, layer) =>
      [0, 1].flatMap((a) => [0, 1].map((b) => ({ from: 2 * layer + a, to: 2 * layer + 2 + b }))),
    ).flat();
    expect(simpleCycles(122, edges, 10)).toEqual([]);
  });
});

describe('the value at which the gain is one', () => {
  it('solves closed forms, far up and near nothing', () => {
    expect(criticalValue((x) => x / 40, 0.1, Infinity)).toBeCloseTo(40, 10);
    expect(criticalValue((x) => 1e6 * x, 1, Infinity)! * 1e6).toBeCloseTo(1, 10);
    expect(criticalValue((x) => 0.25 + x * x, 0.1, 1)).toBeCloseTo(Math.sqrt(0.75), 12);
  });

  it('is none where the most is not enough, and nothing where the loop grows without it', () => {
    expect(criticalValue((x) => x / 40, 0.1, 1)).toBeNull();
    expect(criticalValue(() => 0.5, 1, Infinity)).toBeNull();
    expect(criticalValue((x) => 1.5 + x, 1, 1)).toBe(0);
  });
});
