/** A network of arcs with capacities, in the order in which they were added. */
export interface FlowNetwork {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly capacity: Float64Array;
}

/** What can be carried at most, and how much of it each arc carries. */
export interface MaximumFlow {
  readonly value: number;
  readonly flow: Float64Array;
}

/** Shares of the largest capacity below which what is left of an arc counts as nothing. */
const ROUNDING = 1e-13;

/** The arcs by node with their reversals: arc e at 2e, its reversal at 2e + 1. */
interface Residual {
  readonly head: Int32Array;
  readonly start: Int32Array;
  readonly order: Int32Array;
  readonly left: Float64Array;
  readonly level: Int32Array;
  readonly next: Int32Array;
  readonly queue: Int32Array;
  readonly least: number;
}

/**
 * The maximum flow from a source to a sink, by blocking flows in layered networks.
 *
 * Definition: max Σ_{e from s} f_e − Σ_{e to s} f_e, 0 ≤ f_e ≤ c_e, with conservation at all nodes but s and t.
 * Units: those of the capacities.
 * Assumes: capacities are finite and not negative; what is left of an arc below 1e-13 of the largest is nothing.
 * Cost: O(nodes² · arcs) at worst, in practice a few passes over the arcs.
 * Source: E. A. Dinic (1970), Soviet Mathematics Doklady 11, 1277–1280.
 * Verified by: flows.test.ts, test/oracle/flows.test.ts (a linear program on random webs).
 */
export function maximumFlow(network: FlowNetwork, source: number, sink: number): MaximumFlow {
  const residual = residualOf(network);
  let value = 0;
  while (reachesSink(residual, source, sink)) {
    residual.next.set(residual.start.subarray(0, network.nodes));
    for (let pushed = push(residual, source, sink); pushed > 0; pushed = push(residual, source, sink)) value += pushed;
  }
  const flow = new Float64Array(network.from.length);
  for (let e = 0; e < flow.length; e++) flow[e] = residual.left[2 * e + 1];
  return { value, flow };
}

function residualOf({ nodes, from, to, capacity }: FlowNetwork): Residual {
  const arcs = from.length;
  const head = new Int32Array(2 * arcs);
  const left = new Float64Array(2 * arcs);
  const start = new Int32Array(nodes + 1);
  let largest = 0;
  for (let e = 0; e < arcs; e++) {
    head[2 * e] = to[e];
    head[2 * e + 1] = from[e];
    left[2 * e] = capacity[e];
    if (capacity[e] > largest) largest = capacity[e];
    start[from[e] + 1] += 1;
    start[to[e] + 1] += 1;
  }
  for (let n = 0; n < nodes; n++) start[n + 1] += start[n];
  const place = start.slice(0, nodes);
  const order = new Int32Array(2 * arcs);
  for (let e = 0; e < arcs; e++) {
    order[place[from[e]]++] = 2 * e;
    order[place[to[e]]++] = 2 * e + 1;
  }
  const level = new Int32Array(nodes);
  const next = new Int32Array(nodes);
  const queue = new Int32Array(nodes);
  return { head, start, order, left, level, next, queue, least: ROUNDING * largest };
}

/** Layers by the number of arcs from the source; false where the sink is out of reach. */
function reachesSink(r: Residual, source: number, sink: number): boolean {
  const { level, queue, start, order, left, head, least } = r;
  level.fill(-1);
  level[source] = 0;
  queue[0] = source;
  let size = 1;
  for (let i = 0; i < size && level[sink] < 0; i++) {
    const node = queue[i];
    for (let k = start[node]; k < start[node + 1]; k++) {
      const arc = order[k];
      const other = head[arc];
      if (level[other] >= 0 || left[arc] <= least) continue;
      level[other] = level[node] + 1;
      queue[size++] = other;
    }
  }
  return level[sink] >= 0;
}

/** Sends what one path of the layers can carry; nothing where the layers are blocked. */
function push(r: Residual, source: number, sink: number): number {
  const { level, next, start, order, left, head, queue, least } = r;
  let depth = 0;
  let node = source;
  while (node !== sink) {
    let arc = -1;
    for (; next[node] < start[node + 1]; next[node]++) {
      const tried = order[next[node]];
      if (left[tried] > least && level[head[tried]] === level[node] + 1) {
        arc = tried;
        break;
      }
    }
    if (arc >= 0) {
      queue[depth++] = arc;
      node = head[arc];
      continue;
    }
    if (depth === 0) return 0;
    // A dead end: step back and never come here again in these layers.
    const back = queue[--depth];
    node = head[back ^ 1];
    next[node] += 1;
  }
  let amount = left[queue[0]];
  for (let i = 1; i < depth; i++) amount = Math.min(amount, left[queue[i]]);
  for (let i = 0; i < depth; i++) {
    left[queue[i]] -= amount;
    left[queue[i] ^ 1] += amount;
  }
  return amount;
}
