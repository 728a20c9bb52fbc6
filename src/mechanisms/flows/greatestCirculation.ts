import { minimumCostFlow } from './minimumCostFlow.ts';

/** Amounts between parties: amount[i · parties + j] from i to j. */
export interface Web {
  readonly parties: number;
  readonly amount: Float64Array;
}

/** The part of a web that runs in closed circles, at most; what is left when it is cancelled; what each party then pays net. */
export interface Circulation {
  readonly total: number;
  readonly cancelled: number;
  readonly circulating: Float64Array;
  readonly left: Float64Array;
  /** Receipts less payments of each party, which cancelling does not change. */
  readonly net: Float64Array;
}

/**
 * The greatest circulation in a web of payments or debts: all that can be cancelled in closed circles.
 *
 * Definition: max Σ c_ij, 0 ≤ c_ij ≤ L_ij, Σ_j c_ij = Σ_j c_ji at each party. Found as what remains when the net positions
 * are met by the least total of payments: a minimum-cost flow at cost 1 an arc from those who pay net to those who receive.
 * Units: those of the amounts.
 * Cost: O(parties · arcs) for each path of the minimum-cost flow.
 * Source: D. O’Kane (2017), Optimising the multilateral netting of fungible OTC derivatives, Quantitative Finance 17(10)
 * (the linear program of netting); R. K. Ahuja, T. L. Magnanti and J. B. Orlin (1993), Network Flows, chapter 9.
 * Verified by: flows.test.ts (a triangle of 100, 80, 60), test/oracle/flows.test.ts (the linear program).
 */
export function greatestCirculation({ parties, amount }: Web): Circulation {
  const from: number[] = [];
  const to: number[] = [];
  const capacity: number[] = [];
  const net = new Float64Array(parties);
  let total = 0;
  for (let i = 0; i < parties; i++) {
    for (let j = 0; j < parties; j++) {
      const sum = amount[i * parties + j];
      if (i === j || sum <= 0) continue;
      from.push(i);
      to.push(j);
      capacity.push(sum);
      net[i] -= sum;
      net[j] += sum;
      total += sum;
    }
  }
  const arcs = from.length;
  for (let i = 0; i < parties; i++) {
    from.push(net[i] < 0 ? parties : i);
    to.push(net[i] < 0 ? i : parties + 1);
    capacity.push(Math.abs(net[i]));
  }
  const network = {
    nodes: parties + 2,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    capacity: Float64Array.from(capacity),
  };
  const cost = Float64Array.from(from, (_, e) => (e < arcs ? 1 : 0));
  const { flow } = minimumCostFlow(network, cost, parties, parties + 1);
  const circulating = new Float64Array(parties * parties);
  const left = new Float64Array(parties * parties);
  let cancelled = 0;
  for (let e = 0; e < arcs; e++) {
    const at = from[e] * parties + to[e];
    left[at] = flow[e];
    circulating[at] = Math.max(0, capacity[e] - flow[e]);
    cancelled += circulating[at];
  }
  return { total, cancelled, circulating, left, net };
}
