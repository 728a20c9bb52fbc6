import { maximumFlow } from './maximumFlow.ts';
import { type TimedFlows, throughput } from './timedFlows.ts';

/** A way on which a sponsor's money comes back: the parties it passes, and how much. */
export interface ReturnRoute {
  readonly parties: readonly number[];
  readonly proRata: number;
}

/** Routes are followed over at most so many parties between; what is still under way then is in no route. */
const LONGEST = 5;

/** What the walk over the routes reads. */
interface Walk {
  readonly flows: TimedFlows;
  readonly through: Float64Array;
  readonly sponsor: number;
  readonly least: number;
  /** Payments of each party to others of the web, by payee, purchases from the sponsor apart. */
  readonly onward: readonly ReadonlyMap<number, Float64Array>[];
  readonly home: readonly (Float64Array | null)[];
  readonly found: ReturnRoute[];
}

/**
 * The routes on which a sponsor's evenly mixed money comes back, by amount.
 *
 * Definition: money that reaches party i on a route is carried and paid out with i's other money in proportion:
 * m_q = in_q + κ_{q−1} m_{q−1}, κ the part of the throughput that stays as cash; m_q · F_ij,q / T_i,q goes on to j. A route
 * ends where the sponsor is paid for a purchase. Branches that carry less than `least` are left, and those of more than
 * five parties between.
 * Units: those of the flows.
 * Cost: periods for each branch followed.
 * Source: D. Kirschen, R. Allan and G. Strbac (1997), IEEE Transactions on Power Systems 12(1), 52–60 (contributions by
 * path under proportional sharing).
 * Verified by: flows.test.ts (routes add up to what comes back; 3.75 by hand).
 */
export function returnRoutes(flows: TimedFlows, sponsor: number, least: number): ReturnRoute[] {
  const { parties, periods, payer, payee, isPurchase, sponsor: of, amount } = flows;
  const onward = Array.from({ length: parties }, () => new Map<number, Float64Array>());
  const home: (Float64Array | null)[] = Array.from({ length: parties }, () => null);
  const first = new Map<number, Float64Array>();
  for (let k = 0; k < payer.length; k++) {
    const [a, b] = [payer[k], payee[k]];
    if (b < 0) continue;
    const money = amount.subarray(k * periods, (k + 1) * periods);
    if (of[k] === sponsor && b !== sponsor) first.set(b, added(first.get(b), money));
    else if (a < 0 || a === sponsor) continue;
    else if (b === sponsor) home[a] = isPurchase[k] === 1 ? added(home[a] ?? undefined, money) : home[a];
    else onward[a].set(b, added(onward[a].get(b), money));
  }
  const walk: Walk = { flows, through: throughput(flows), sponsor, least, onward, home, found: [] };
  for (const [i, into] of [...first].sort(([a], [b]) => a - b)) follow(walk, [i], into);
  // Ties keep the order of the walk, which is that of the parties.
  return walk.found.sort((a, b) => b.proRata - a.proRata);
}

function added(sum: Float64Array | undefined, money: Float64Array): Float64Array {
  if (sum === undefined) return money.slice();
  for (let q = 0; q < money.length; q++) sum[q] += money[q];
  return sum;
}

function follow(walk: Walk, route: readonly number[], into: Float64Array): void {
  const { flows, through, onward, home, least, found } = walk;
  const { periods, cash } = flows;
  const i = route[route.length - 1];
  // Money of this route in each unit that flows through.
  const part = new Float64Array(periods);
  for (let q = 0; q < periods; q++) {
    const at = i * periods + q;
    const before = q === 0 ? 0 : part[q - 1] * Math.max(0, cash[at - 1]);
    part[q] = through[at] > 0 ? (into[q] + before) / through[at] : 0;
  }
  const reaching = (money: Float64Array): { sum: number; by: Float64Array } => {
    const by = new Float64Array(periods);
    let sum = 0;
    for (let q = 0; q < periods; q++) {
      by[q] = part[q] * money[q];
      sum += by[q];
    }
    return { sum, by };
  };
  const back = home[i];
  if (back !== null) {
    const { sum } = reaching(back);
    if (sum >= least) found.push({ parties: route, proRata: sum });
  }
  if (route.length >= LONGEST) return;
  for (const [j, money] of [...onward[i]].sort(([a], [b]) => a - b)) {
    const { sum, by } = reaching(money);
    if (sum >= least) follow(walk, [...route, j], by);
  }
}

/**
 * The most of a sponsor's money that can have come back on one route.
 *
 * Definition: the maximum flow through the parties of the route in their order, each carrying at most its cash from one
 * period to the next.
 * Verified by: flows.test.ts.
 */
export function mostOnRoute(flows: TimedFlows, sponsor: number, route: readonly number[]): number {
  const { periods, payer, payee, isPurchase, sponsor: of, amount, cash } = flows;
  const from: number[] = [];
  const to: number[] = [];
  const capacity: number[] = [];
  const source = route.length * periods;
  const put = (a: number, b: number, c: number): void => {
    if (c <= 0) return;
    from.push(a);
    to.push(b);
    capacity.push(c);
  };
  for (let k = 0; k < payer.length; k++) {
    for (let q = 0; q < periods; q++) {
      const money = amount[k * periods + q];
      if (of[k] === sponsor && payee[k] === route[0]) put(source, q, money);
      else if (payee[k] === sponsor && payer[k] === route[route.length - 1] && isPurchase[k] === 1)
        put((route.length - 1) * periods + q, source + 1, money);
      for (let n = 0; n + 1 < route.length; n++)
        if (payer[k] === route[n] && payee[k] === route[n + 1] && of[k] !== sponsor)
          put(n * periods + q, (n + 1) * periods + q, money);
    }
  }
  for (const [n, i] of route.entries())
    for (let q = 0; q + 1 < periods; q++) put(n * periods + q, n * periods + q + 1, cash[i * periods + q]);
  const network = {
    nodes: source + 2,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    capacity: Float64Array.from(capacity),
  };
  return maximumFlow(network, source, source + 1).value;
}
