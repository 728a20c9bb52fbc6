import { invariant } from '../../base/invariant.ts';

/** One step of a loop: a unit at `from` brings a number of units at `to`, its weight. */
export interface LoopEdge {
  readonly from: number;
  readonly to: number;
}

/** Steps through which a unit returns, and the nodes at which a turn begins and ends. */
export interface TurnNetwork {
  readonly nodes: number;
  readonly edges: readonly LoopEdge[];
  readonly turns: readonly number[];
  /** Edges, each after all that lead to where it starts. */
  readonly order: Int32Array;
  /** Number of a node among those where turns begin; −1 for others. */
  readonly turnOf: Int32Array;
}

/**
 * Lays out the steps of a loop so that one turn can be followed from end to end.
 *
 * Assumes: every circle passes a node where a turn begins. Cost: nodes × edges.
 */
export function turnNetwork(nodes: number, edges: readonly LoopEdge[], turns: readonly number[]): TurnNetwork {
  const turnOf = new Int32Array(nodes).fill(-1);
  for (const [k, node] of turns.entries()) turnOf[node] = k;
  const waiting = new Int32Array(nodes);
  for (const { to } of edges) if (turnOf[to] === -1) waiting[to]! += 1;
  const order: number[] = [];
  const open = Array.from({ length: nodes }, (_, node) => node).filter((node) => waiting[node] === 0);
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    for (const [e, { from, to }] of edges.entries()) {
      if (from !== node) continue;
      order.push(e);
      if (turnOf[to] !== -1) continue;
      waiting[to]! -= 1;
      if (waiting[to] === 0) open.push(to);
    }
  }
  invariant(order.length === edges.length, 'every circle passes a node where a turn begins');
  return { nodes, edges, turns, order: Int32Array.from(order), turnOf };
}

/** What stands at each node within a turn, and what has come to each node where the next one begins. */
export interface TurnAmounts {
  readonly within: Float64Array;
  readonly next: Float64Array;
}

/** Follows amounts from where turns begin through one turn. */
export function followTurn(network: TurnNetwork, weights: ArrayLike<number>, start: ArrayLike<number>): TurnAmounts {
  const { nodes, edges, turns, order, turnOf } = network;
  const within = new Float64Array(nodes);
  const next = new Float64Array(turns.length);
  for (const [k, node] of turns.entries()) within[node] = start[k]!;
  for (const e of order) {
    const { from, to } = edges[e]!;
    const amount = within[from]! * weights[e]!;
    if (turnOf[to] === -1) within[to]! += amount;
    else next[turnOf[to]!]! += amount;
  }
  return { within, next };
}

/** What a unit at each node is worth at the end of the turn, for given worths of the nodes where the next begins. */
export function valueBackwards(
  network: TurnNetwork,
  weights: ArrayLike<number>,
  worth: ArrayLike<number>,
): Float64Array {
  const { nodes, edges, order, turnOf } = network;
  const value = new Float64Array(nodes);
  for (let k = order.length - 1; k >= 0; k--) {
    const e = order[k]!;
    const { from, to } = edges[e]!;
    value[from]! += weights[e]! * (turnOf[to] === -1 ? value[to]! : worth[turnOf[to]!]!);
  }
  return value;
}

/**
 * Next-generation matrix: what one unit where a turn begins brings to each such node at its end, by rows.
 *
 * Definition: Γ[i][j] = Σ over the ways from j to i within one turn of the product of their weights.
 * Units: those at i per unit at j. Assumes: weights do not depend on amounts. Cost: turns × edges.
 * Source: Diekmann, Heesterbeek and Metz (1990), On the definition and the computation of the basic reproduction ratio R₀,
 * Journal of Mathematical Biology 28.
 * Verified by: feedback.test.ts (all ways gone through on random networks).
 */
export function nextGeneration(network: TurnNetwork, weights: ArrayLike<number>): Float64Array {
  const size = network.turns.length;
  const matrix = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const { next } = followTurn(network, weights, unit);
    for (let i = 0; i < size; i++) matrix[i * size + j] = next[i]!;
  }
  return matrix;
}
