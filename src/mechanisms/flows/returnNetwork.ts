import type { FlowNetwork } from './maximumFlow.ts';
import { type TimedFlows, throughput } from './timedFlows.ts';

/** Which of the money that comes back is asked for: the periods in which it arrives, and whether one party between is allowed or many. */
export interface ReturnQuestion {
  readonly sponsor: number;
  readonly from: number;
  readonly to: number;
  /** Only money that the first receiver itself pays back. */
  readonly isDirect?: boolean;
}

/** The network in which a sponsor's money moves: from `source` to `home` (paid back as purchases in time) or `away` (all else). */
export interface ReturnNetwork extends FlowNetwork {
  readonly source: number;
  readonly home: number;
  readonly away: number;
  /** All that the sponsor put in up to the last period. */
  readonly sponsored: number;
}

/**
 * The time-expanded network of a sponsor's money: a node for each party and period, closing cash carried to the next period.
 *
 * Definition: arcs (i, q) → (j, q) with the payment as capacity, (i, q) → (i, q + 1) with the closing cash; source → (j, q)
 * with what the sponsor finances there; (i, q) → home with what i pays the sponsor for purchases in the periods asked
 * about; (i, q) → away with all else that it pays. The sponsor itself passes nothing on: money is traced to its first
 * return. Later money cannot pay earlier purchases; later periods do not matter.
 * Cost: one arc for each payment, party and period.
 * Source: L. R. Ford and D. R. Fulkerson (1958), Operations Research 6, 419–433 (time-expanded networks).
 * Verified by: flows.test.ts, test/oracle/flows.test.ts.
 */
export function returnNetwork(flows: TimedFlows, question: ReturnQuestion): ReturnNetwork {
  const { parties, periods, payer, payee, isPurchase, sponsor, amount, cash } = flows;
  const { sponsor: v, from, to, isDirect = false } = question;
  const span = to + 1;
  const through = throughput(flows);
  const source = parties * span;
  const home = source + 1;
  const away = source + 2;
  const arcs = arcList();
  const given = new Float64Array(parties * span);
  const returned = new Float64Array(parties * span);
  const passed = new Float64Array(parties * span);
  let sponsored = 0;
  for (let k = 0; k < payer.length; k++) {
    const a = payer[k];
    const b = payee[k];
    for (let q = 0; q < span; q++) {
      const money = amount[k * periods + q];
      if (money <= 0) continue;
      if (sponsor[k] === v && b >= 0 && b !== v) {
        given[b * span + q] += money;
        sponsored += money;
      } else if (a < 0 || a === v) continue;
      else if (b === v) {
        if (isPurchase[k] === 1 && q >= from) returned[a * span + q] += money;
      } else if (b >= 0 && !isDirect) {
        arcs.add(a * span + q, b * span + q, money);
        passed[a * span + q] += money;
      }
    }
  }
  for (let i = 0; i < parties; i++) {
    if (i === v) continue;
    for (let q = 0; q < span; q++) {
      const node = i * span + q;
      const kept = q + 1 < span ? Math.max(0, cash[i * periods + q]) : 0;
      arcs.add(source, node, given[node]);
      arcs.add(node, home, returned[node]);
      arcs.add(node, node + 1, kept);
      arcs.add(node, away, through[i * periods + q] - kept - returned[node] - passed[node]);
    }
  }
  return { nodes: away + 1, ...arcs.done(), source, home, away, sponsored };
}

function arcList(): {
  add: (from: number, to: number, capacity: number) => void;
  done: () => { from: Int32Array; to: Int32Array; capacity: Float64Array };
} {
  const from: number[] = [];
  const to: number[] = [];
  const capacity: number[] = [];
  const add = (a: number, b: number, c: number): void => {
    if (c <= 0) return;
    from.push(a);
    to.push(b);
    capacity.push(c);
  };
  const done = () => ({ from: Int32Array.from(from), to: Int32Array.from(to), capacity: Float64Array.from(capacity) });
  return { add, done };
}
