import { type TimedFlows, throughput } from './timedFlows.ts';

/**
 * Where the money of each party ultimately comes from, all its money mixed evenly: shares of what flows through it.
 *
 * Definition: y_i,o = (e_i,o + carried_i,o + Σ_k F_ki y_k,o) / T_i in each period, e_i,o what enters the web at party i
 * from outside as origin o. The same tracing as of a sponsor's money, run from all sources at once, so that a payment can
 * be looked through to who ultimately makes it; what the web does not explain (opening cash) is an origin too.
 * Units: fractions of throughput, at (i · periods + q) · origins + o.
 * Assumes: proportional mixing within a period.
 * Cost: O(payments · origins) a sweep and period.
 * Source: J. Bialek (1996), IEE Proceedings 143(4), 313–320 (upstream tracing).
 * Verified by: flows.test.ts (shares add up to one; against tracing one origin alone).
 */
export function originShares(
  flows: TimedFlows,
  origins: number,
  entering: (party: number, period: number) => readonly { readonly origin: number; readonly amount: number }[],
): Float64Array {
  const { parties, periods, payer, payee, amount, cash } = flows;
  const through = throughput(flows);
  const share = new Float64Array(parties * periods * origins);
  const fresh = new Float64Array(parties * origins);
  const next = new Float64Array(origins);
  const byPayee = Array.from({ length: parties }, (): number[] => []);
  for (let k = 0; k < payee.length; k++) if (payer[k] >= 0 && payee[k] >= 0) byPayee[payee[k]].push(k);
  for (let q = 0; q < periods; q++) {
    fresh.fill(0);
    for (let i = 0; i < parties; i++) {
      for (const { origin, amount: money } of entering(i, q)) fresh[i * origins + origin] += money;
      if (q === 0) continue;
      const kept = Math.max(0, cash[i * periods + q - 1]);
      for (let o = 0; o < origins; o++) fresh[i * origins + o] += kept * share[(i * periods + q - 1) * origins + o];
    }
    for (let sweep = 0, moved = 1; moved > 1e-14 && sweep < 5000; sweep++) {
      moved = 0;
      for (let i = 0; i < parties; i++) {
        const at = i * periods + q;
        if (through[at] <= 0) continue;
        for (let o = 0; o < origins; o++) next[o] = fresh[i * origins + o];
        for (const k of byPayee[i]) {
          const paid = amount[k * periods + q];
          const from = (payer[k] * periods + q) * origins;
          if (paid > 0) for (let o = 0; o < origins; o++) next[o] += paid * share[from + o];
        }
        for (let o = 0; o < origins; o++) {
          const now = next[o] / through[at];
          moved = Math.max(moved, Math.abs(now - share[at * origins + o]));
          share[at * origins + o] = now;
        }
      }
    }
  }
  return share;
}
