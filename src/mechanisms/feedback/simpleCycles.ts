import type { LoopEdge } from './turnNetwork.ts';

/**
 * Every circle that passes no node twice, as the numbers of its edges in order.
 *
 * Definition: from each node in turn, all ways back to it over nodes with higher numbers; parallel edges are different ways.
 * Cost: the number of ways gone, which can grow exponentially; stops after `most` circles.
 * Source: Tiernan (1970), An efficient search algorithm to find the elementary circuits of a graph, Communications of the ACM 13.
 * Verified by: feedback.test.ts (complete graphs; the trace of powers).
 */
export function simpleCycles(nodes: number, edges: readonly LoopEdge[], most: number): number[][] {
  const leaving: number[][] = Array.from({ length: nodes }, () => []);
  for (const [e, { from }] of edges.entries()) leaving[from]!.push(e);
  const cycles: number[][] = [];
  const isOnWay = new Uint8Array(nodes);
  const way: number[] = [];
  const walk = (first: number, node: number): void => {
    isOnWay[node] = 1;
    for (const e of leaving[node]!) {
      if (cycles.length >= most) break;
      const { to } = edges[e]!;
      way.push(e);
      if (to === first) cycles.push([...way]);
      else if (to > first && isOnWay[to] === 0) walk(first, to);
      way.pop();
    }
    isOnWay[node] = 0;
  };
  for (let first = 0; first < nodes; first++) walk(first, first);
  return cycles;
}
