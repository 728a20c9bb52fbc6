import { type TimedFlows, throughput } from './timedFlows.ts';

/** A sponsor's money mixed evenly with all other money: what comes back, and where else it ends. */
export interface ProRataReturn {
  /** Paid back to the sponsor for purchases, by period. */
  readonly returned: Float64Array;
  /** The part of it that the first receiver paid itself. */
  readonly direct: Float64Array;
  /** Sponsor's share of what flows through party i in period q, at i·periods + q. */
  readonly share: Float64Array;
}

const AT_REST = 1e-15;
const SWEEPS = 20_000;

/** What does not depend on the sponsor: payments by payee, and what flows through. */
interface Mixing {
  readonly flows: TimedFlows;
  readonly through: Float64Array;
  readonly start: Int32Array;
  readonly order: Int32Array;
}

const mixings = new WeakMap<TimedFlows, Mixing>();

function mixingOf(flows: TimedFlows): Mixing {
  const known = mixings.get(flows);
  if (known !== undefined) return known;
  const { parties, payee } = flows;
  const start = new Int32Array(parties + 1);
  for (const b of payee) if (b >= 0) start[b + 1] += 1;
  for (let i = 0; i < parties; i++) start[i + 1] += start[i];
  const place = start.slice(0, parties);
  const order = new Int32Array(start[parties]);
  for (let k = 0; k < payee.length; k++) if (payee[k] >= 0) order[place[payee[k]]++] = k;
  const made = { flows, through: throughput(flows), start, order };
  mixings.set(flows, made);
  return made;
}

/**
 * What comes back if every party mixes all its money evenly: new, carried over, and from whomever.
 *
 * Definition: x_i = (g_i + carried_i + Σ_k F_ki x_k) / T_i in each period, g what the sponsor finances there, carried the
 * sponsor's share of last period's cash, T what flows through; the sponsor passes nothing on. Returned = Σ_i x_i · purchases
 * of i from the sponsor. `direct` is the same with F = 0 between others.
 * Units: those of the flows; shares are fractions.
 * Assumes: proportional mixing within a period; no order of payments within it.
 * Cost: O(payments) a sweep and period; a few sweeps where little runs round within a period.
 * Source: J. Bialek (1996), Tracing the flow of electricity, IEE Proceedings 143(4), 313–320, equations 1–4.
 * Verified by: flows.test.ts (3.75 by hand; a dense linear solve; a dollar followed at random; windows add up).
 */
export function proRataReturn(flows: TimedFlows, sponsor: number): ProRataReturn {
  const mixing = mixingOf(flows);
  const { parties, periods, payer, payee, isPurchase, amount, cash } = flows;
  const share = new Float64Array(parties * periods);
  const directShare = new Float64Array(parties * periods);
  const given = givenBy(mixing, sponsor);
  const returned = new Float64Array(periods);
  const direct = new Float64Array(periods);
  for (let q = 0; q < periods; q++) {
    for (let i = 0; i < parties; i++) {
      const at = i * periods + q;
      if (i === sponsor || mixing.through[at] <= 0) continue;
      const before = q === 0 ? 0 : Math.max(0, cash[at - 1]);
      const last = q === 0 ? 0 : directShare[at - 1];
      directShare[at] = (given[at] + before * last) / mixing.through[at];
    }
    settleShares(mixing, sponsor, given, share, q);
  }
  for (let k = 0; k < payer.length; k++) {
    if (payee[k] !== sponsor || isPurchase[k] === 0 || payer[k] < 0 || payer[k] === sponsor) continue;
    for (let q = 0; q < periods; q++) {
      const paid = amount[k * periods + q];
      returned[q] += paid * share[payer[k] * periods + q];
      direct[q] += paid * directShare[payer[k] * periods + q];
    }
  }
  return { returned, direct, share };
}

/** What the sponsor finances at party i in period q. */
function givenBy({ flows }: Mixing, sponsor: number): Float64Array {
  const { parties, periods, payee, sponsor: of, amount } = flows;
  const given = new Float64Array(parties * periods);
  for (let k = 0; k < payee.length; k++) {
    if (of[k] !== sponsor || payee[k] < 0 || payee[k] === sponsor) continue;
    for (let q = 0; q < periods; q++) given[payee[k] * periods + q] += amount[k * periods + q];
  }
  return given;
}

/** The shares of one period, swept until they rest: the least solution, also where money runs round without leaving. */
function settleShares(mixing: Mixing, sponsor: number, given: Float64Array, share: Float64Array, q: number): void {
  const { through, start, order, flows } = mixing;
  const { parties, periods, payer, sponsor: of, amount, cash } = flows;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let i = 0; i < parties; i++) {
      const at = i * periods + q;
      if (i === sponsor || through[at] <= 0) continue;
      let money = given[at] + (q === 0 ? 0 : Math.max(0, cash[at - 1]) * share[at - 1]);
      for (let n = start[i]; n < start[i + 1]; n++) {
        const k = order[n];
        const a = payer[k];
        if (a < 0 || a === sponsor || of[k] === sponsor) continue;
        money += amount[k * periods + q] * share[a * periods + q];
      }
      const now = money / through[at];
      moved = Math.max(moved, Math.abs(now - share[at]));
      share[at] = now;
    }
    if (moved <= AT_REST) return;
  }
}
