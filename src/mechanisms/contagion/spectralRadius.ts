/**
 * The spectral radius of a non-negative matrix given by rows: how much a small loss grows on one turn round the web.
 *
 * Definition: the largest eigenvalue, over the strongly connected groups of the matrix, each by power iteration on I + W
 * (which shifts every eigenvalue by one and so cannot oscillate); a group without a cycle counts 0.
 * Cost: O(entries) for the groups and for each step of the iteration.
 * Source: Perron (1907); Frobenius (1912); Tarjan (1972) for the groups.
 * Verified by: contagion.test.ts (closed forms; growth of powers).
 */
export function spectralRadius(count: number, start: Int32Array, to: Int32Array, weight: Float64Array): number {
  const group = stronglyConnected(count, start, to);
  const sizes = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const members = sizes.get(group[i]!);
    if (members) members.push(i);
    else sizes.set(group[i]!, [i]);
  }
  let radius = 0;
  for (const members of sizes.values()) {
    const isAlone = members.length === 1 && !hasLoop(members[0]!, start, to);
    if (!isAlone) radius = Math.max(radius, radiusOf(members, group, start, to, weight));
  }
  return radius;
}

const MOST_STEPS = 20_000;

function hasLoop(i: number, start: Int32Array, to: Int32Array): boolean {
  for (let k = start[i]!; k < start[i + 1]!; k++) if (to[k] === i) return true;
  return false;
}

function radiusOf(
  members: readonly number[],
  group: Int32Array,
  start: Int32Array,
  to: Int32Array,
  weight: Float64Array,
): number {
  const vector = new Float64Array(group.length);
  for (const i of members) vector[i] = 1;
  const product = new Float64Array(group.length);
  let growth = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    let low = Infinity;
    let high = 0;
    for (const i of members) {
      let sum = vector[i]!;
      for (let k = start[i]!; k < start[i + 1]!; k++) {
        if (group[to[k]!] === group[i]) sum += weight[k]! * vector[to[k]!]!;
      }
      product[i] = sum;
      low = Math.min(low, sum / vector[i]!);
      high = Math.max(high, sum / vector[i]!);
    }
    growth = (low + high) / 2;
    // Collatz and Wielandt: the radius lies between the least and the largest ratio.
    if (high - low <= 1e-14 * high) break;
    for (const i of members) vector[i] = Math.max(product[i]! / high, 1e-300);
  }
  return growth - 1;
}

/** The strongly connected group of each node, by Tarjan's algorithm without recursion. */
function stronglyConnected(count: number, start: Int32Array, to: Int32Array): Int32Array {
  const group = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const next = start.slice(0, count);
  const open: number[] = [];
  let visited = 0;
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    const trail = [root];
    while (trail.length > 0) {
      const node = trail[trail.length - 1]!;
      if (order[node] === -1) {
        order[node] = low[node] = visited++;
        open.push(node);
      }
      if (next[node]! < start[node + 1]!) {
        const child = to[next[node]!++]!;
        if (order[child] === -1) trail.push(child);
        else if (group[child] === -1) low[node] = Math.min(low[node]!, order[child]!);
        continue;
      }
      trail.pop();
      if (trail.length > 0) {
        const parent = trail[trail.length - 1]!;
        low[parent] = Math.min(low[parent]!, low[node]!);
      }
      if (low[node] !== order[node]) continue;
      for (let member = -1; member !== node; ) {
        member = open.pop()!;
        group[member] = node;
      }
    }
  }
  return group;
}
