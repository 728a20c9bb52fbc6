import { maximumFlow } from './maximumFlow.ts';
import { type ReturnQuestion, returnNetwork } from './returnNetwork.ts';
import type { TimedFlows } from './timedFlows.ts';

/** How much of a sponsor's money comes back to it at least and at most, over all ways to say whose money paid for what. */
export interface ReturnBounds {
  readonly low: number;
  readonly high: number;
}

/**
 * The least and the most of a sponsor's own finance that can have come back to it as purchases.
 *
 * Definition: over all tags 0 ≤ t_e ≤ F_e with conservation at each party and period and t = F on the sponsor's finance:
 * high = max Σ t_e over purchases from the sponsor = maximum flow source → home; low = min of the same = all that was
 * financed − maximum flow source → away, since what cannot end elsewhere must come home and nothing else must.
 * Units: those of the flows.
 * Assumes: money of any source may pay for anything, unless it is earmarked.
 * Cost: two maximum flows.
 * Source: L. R. Ford and D. R. Fulkerson (1962), Flows in Networks (several sinks: what reaches one need not be given up
 * to serve the others).
 * Verified by: flows.test.ts (10, 30, 20 by hand), test/oracle/flows.test.ts (both linear programs on random webs).
 */
export function returnBounds(flows: TimedFlows, question: ReturnQuestion): ReturnBounds {
  const network = returnNetwork(flows, question);
  if (network.sponsored === 0) return { low: 0, high: 0 };
  const { source, home, away, sponsored } = network;
  const high = maximumFlow(network, source, home).value;
  const low = high === 0 ? 0 : sponsored - maximumFlow(network, source, away).value;
  // Below a rounding of what was put in, nothing is forced home.
  return { low: low > 1e-9 * sponsored ? Math.min(low, high) : 0, high };
}
