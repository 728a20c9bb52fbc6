import { greatestCirculation } from '../../mechanisms/flows/greatestCirculation.ts';
import { returnBounds } from '../../mechanisms/flows/returnBounds.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import { widestCircles } from '../../mechanisms/flows/widestCircles.ts';
import type { Window } from './partyReturns.ts';

const CIRCLES = 10;

/** The web's closed circles: the largest, and how much of all payments runs in some. */
export interface WebCirculation {
  readonly flows: number;
  readonly circulating: number;
  readonly circles: readonly { readonly parties: readonly number[]; readonly amount: number }[];
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * How much of all payments within the web runs in closed circles.
 *
 * Definition: high = greatest circulation of the window's payments, dates set aside, over their sum; low = Σ over parties
 * of what must come back to them of all that they paid (each payment tagged by its payer, the least over all
 * attributions), over the same sum: each payment of a circle comes back to its payer once.
 * Source: greatestCirculation.ts, returnBounds.ts, widestCircles.ts.
 * Verified by: circularity.test.ts (a closed ring is wholly circular, a chain not at all).
 */
export function webCirculation(
  flows: TimedFlows,
  parties: number,
  window: Window,
  holderOf: (node: number) => number,
): WebCirculation {
  const { payer, payee, amount, periods } = flows;
  const web = new Float64Array(parties * parties);
  for (let k = 0; k < payer.length; k++) {
    if (payer[k]! < 0 || payee[k]! < 0) continue;
    const [from, to] = [holderOf(payer[k]!), holderOf(payee[k]!)];
    if (from === to) continue;
    for (let q = window.from; q <= window.to; q++) web[from * parties + to]! += amount[k * periods + q]!;
  }
  const { total, cancelled } = greatestCirculation({ parties, amount: web });
  const circles = widestCircles({ parties, amount: web }, CIRCLES);
  const tagged: TimedFlows = { ...flows, sponsor: flows.payer, isPurchase: new Uint8Array(payer.length).fill(1) };
  let forced = 0;
  for (let i = 0; i < parties; i++) forced += returnBounds(tagged, { sponsor: i, ...window }).low;
  const part = (sum: number): number | null => (total > 0 ? sum / total : null);
  return {
    flows: total,
    circulating: cancelled,
    circles,
    low: part(Math.min(forced, cancelled)),
    high: part(cancelled),
  };
}
