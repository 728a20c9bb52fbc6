import type { Web } from './greatestCirculation.ts';

/** A closed circle of payments: each party pays the next, the last the first, at least this amount. */
export interface Circle {
  readonly parties: readonly number[];
  readonly amount: number;
}

/**
 * The largest closed circles of a web, one after the other: the widest is found and taken away, then the next.
 *
 * Definition: the widest circle maximises min F over its arcs; its amount is taken off each of its arcs before the next.
 * Ties go to the circle whose first party comes first.
 * Units: those of the amounts.
 * Cost: O(parties³) a circle.
 * Source: M. Pollack (1960), The maximum capacity through a network, Operations Research 8(5), 733–736.
 * Verified by: flows.test.ts (all circles enumerated on random webs).
 */
export function widestCircles(web: Web, count: number): Circle[] {
  const { parties } = web;
  const amount = web.amount.slice();
  const circles: Circle[] = [];
  while (circles.length < count) {
    let best: Circle | null = null;
    for (let i = 0; i < parties; i++) {
      const circle = widestThrough(parties, amount, i);
      if (circle !== null && (best === null || circle.amount > best.amount)) best = circle;
    }
    if (best === null) break;
    circles.push(best);
    for (const [n, i] of best.parties.entries()) {
      const j = best.parties[(n + 1) % best.parties.length];
      amount[i * parties + j] -= best.amount;
    }
  }
  return circles;
}

/** The widest way from a party back to itself, over parties of at least its own place so that each circle is found once. */
function widestThrough(parties: number, amount: Float64Array, first: number): Circle | null {
  const width = new Float64Array(parties);
  const before = new Int32Array(parties).fill(-1);
  const isDone = new Uint8Array(parties);
  for (let j = first + 1; j < parties; j++) {
    width[j] = amount[first * parties + j];
    before[j] = first;
  }
  for (;;) {
    let next = -1;
    for (let j = first + 1; j < parties; j++)
      if (isDone[j] === 0 && width[j] > 0 && (next < 0 || width[j] > width[next])) next = j;
    if (next < 0) break;
    isDone[next] = 1;
    for (let j = first + 1; j < parties; j++) {
      const through = Math.min(width[next], amount[next * parties + j]);
      if (isDone[j] === 1 || through <= width[j]) continue;
      width[j] = through;
      before[j] = next;
    }
  }
  let last = -1;
  let widest = 0;
  for (let j = first + 1; j < parties; j++) {
    const closing = Math.min(width[j], amount[j * parties + first]);
    if (closing > widest) {
      widest = closing;
      last = j;
    }
  }
  if (last < 0) return null;
  const circle: number[] = [];
  for (let j = last; j !== first; j = before[j]) circle.unshift(j);
  return { parties: [first, ...circle], amount: widest };
}
