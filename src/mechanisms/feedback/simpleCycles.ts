import type { LoopEdge } from './turnNetwork.ts';

/**
 * Every circle that passes no node twice, as the numbers of its edges in order.
 *
 * Definition: from each node in turn, all ways back to it over nodes with higher numbers; parallel edges are different ways.
 * Cost: (nodes + edges) for each circle found, and once for each node; stops after `most` circles.
 * Source: Johnson (1975), Finding all the elementary circuits of a directed graph, SIAM Journal on Computing 4(1).
 * Verified by: feedback.test.ts (complete graphs; the trace of powers; a web of 2⁶⁰ ways and no circle).
 */
export function simpleCycles(nodes: number, edges: readonly LoopEdge[], most: number): number[][] {
  const leaving: number[][] = Array.from({ length: nodes }, () => []);
  for (const [e, { from }] of edges.entries()) leaving[from]!.push(e);
  const cycles: number[][] = [];
  const way: number[] = [];
  for (let first = 0; first < nodes && cycles.length < most; first++) {
    // A node is shut while it is on the way, and afterwards as long as all it leads to is shut.
    const isShut = new Uint8Array(nodes);
    const waits = new Map<number, Set<number>>();
    const open = (node: number): void => {
      isShut[node] = 0;
      const waiting = waits.get(node) ?? [];
      waits.delete(node);
      for (const other of waiting) if (isShut[other] === 1) open(other);
    };
    const walk = (node: number): boolean => {
      isShut[node] = 1;
      let closes = false;
      for (const e of leaving[node]!) {
        if (cycles.length >= most) break;
        const { to } = edges[e]!;
        way.push(e);
        if (to === first) {
          cycles.push([...way]);
          closes = true;
        } else if (to > first && isShut[to] === 0 && walk(to)) closes = true;
        way.pop();
      }
      if (closes) open(node);
      else
        for (const e of leaving[node]!) {
          const { to } = edges[e]!;
          if (to > first) waits.set(to, (waits.get(to) ?? new Set()).add(node));
        }
      return closes;
    };
    walk(first);
  }
  return cycles;
}
