import { separateEarmarks } from '../../mechanisms/flows/separateEarmarks.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import type { FlowPlan } from './flowPlan.ts';

/** Money of a quarter as it was paid: payment rows, cash. */
export interface PaidMoney {
  /** Sum of the rows of group k in quarter q. */
  readonly group: (k: number, quarter: number) => number;
  /** Closing cash and all payments of party i in quarter q. */
  readonly cash: (i: number, quarter: number) => number;
  readonly outflow: (i: number, quarter: number) => number;
}

/** The payments of one path as tracing reads them, earmarked money in purses of its own behind the parties. */
export function timedFlowsOf({ plan, groups, earmarks, ids }: FlowPlan, money: PaidMoney): TimedFlows {
  const periods = plan.quarters;
  const parties = ids.length;
  const amount = new Float64Array(groups.length * periods);
  for (const [k, { part }] of groups.entries())
    for (let q = 0; q < periods; q++) amount[k * periods + q] = money.group(k, q) * (part === null ? 1 : part[q]!);
  const cash = new Float64Array(parties * periods);
  const outflow = new Float64Array(parties * periods);
  for (let i = 0; i < parties; i++) {
    for (let q = 0; q < periods; q++) {
      cash[i * periods + q] = money.cash(i, q);
      outflow[i * periods + q] = money.outflow(i, q);
    }
  }
  const flows: TimedFlows = {
    parties,
    periods,
    payer: Int32Array.from(groups, (g) => g.payer),
    payee: Int32Array.from(groups, (g) => g.payee),
    isPurchase: Uint8Array.from(groups, (g) => (g.purpose === 'purchase' ? 1 : 0)),
    sponsor: Int32Array.from(groups, (g) => g.sponsor),
    amount,
    cash,
    outflow,
  };
  return separateEarmarks(flows, earmarks);
}
