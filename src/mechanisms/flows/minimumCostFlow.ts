import type { FlowNetwork } from './maximumFlow.ts';

/** The cheapest way to carry an amount, arc by arc; what could not be carried at all is missing from `value`. */
export interface MinimumCostFlow {
  readonly value: number;
  readonly cost: number;
  readonly flow: Float64Array;
}

const ROUNDING = 1e-13;

/**
 * The cheapest flow that carries as much as can be carried from a source to a sink, by successive shortest paths.
 *
 * Definition: min Σ cost_e · f_e over all maximum flows f from s to t.
 * Units: cost in units of cost × amount.
 * Assumes: no circle of arcs has a negative cost.
 * Cost: O(paths · nodes · arcs); meant for webs of some hundred parties.
 * Source: R. G. Busacker and P. J. Gowen (1960), ORO Technical Paper 15; R. Bellman (1958), On a routing problem.
 * Verified by: flows.test.ts (Dantzig’s transport problem), test/oracle/flows.test.ts (a linear program).
 */
export function minimumCostFlow(
  network: FlowNetwork,
  cost: ArrayLike<number>,
  source: number,
  sink: number,
): MinimumCostFlow {
  const { nodes, from, to, capacity } = network;
  const flow = new Float64Array(from.length);
  let largest = 0;
  for (const c of capacity) largest = Math.max(largest, c);
  const least = ROUNDING * largest;
  const via = new Int32Array(nodes);
  const distance = new Float64Array(nodes);
  let value = 0;
  let total = 0;
  while (cheapestPath(network, cost, flow, least, source, sink, distance, via)) {
    let amount = Number.POSITIVE_INFINITY;
    for (let node = sink; node !== source; ) {
      const e = via[node] >> 1;
      const isBack = (via[node] & 1) === 1;
      amount = Math.min(amount, isBack ? flow[e] : capacity[e] - flow[e]);
      node = isBack ? to[e] : from[e];
    }
    for (let node = sink; node !== source; ) {
      const e = via[node] >> 1;
      const isBack = (via[node] & 1) === 1;
      flow[e] += isBack ? -amount : amount;
      node = isBack ? to[e] : from[e];
    }
    value += amount;
    total += amount * distance[sink];
  }
  return { value, cost: total, flow };
}

/** Shortest paths over what is left of the arcs, arcs turned back at minus their cost. */
function cheapestPath(
  { nodes, from, to, capacity }: FlowNetwork,
  cost: ArrayLike<number>,
  flow: Float64Array,
  least: number,
  source: number,
  sink: number,
  distance: Float64Array,
  via: Int32Array,
): boolean {
  distance.fill(Number.POSITIVE_INFINITY);
  distance[source] = 0;
  for (let round = 0, isMoving = true; isMoving && round < nodes; round++) {
    isMoving = false;
    for (let e = 0; e < from.length; e++) {
      const a = from[e];
      const b = to[e];
      const price = cost[e];
      if (capacity[e] - flow[e] > least && distance[a] + price < distance[b] - 1e-12) {
        distance[b] = distance[a] + price;
        via[b] = 2 * e;
        isMoving = true;
      }
      if (flow[e] > least && distance[b] - price < distance[a] - 1e-12) {
        distance[a] = distance[b] - price;
        via[a] = 2 * e + 1;
        isMoving = true;
      }
    }
  }
  return distance[sink] < Number.POSITIVE_INFINITY;
}
