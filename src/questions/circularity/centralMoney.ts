import type { RunColumns } from '../../run/runColumns.ts';
import type { FlowPlan } from './flowPlan.ts';
import type { TracedMoney } from './partyReturns.ts';
import { timedFlowsOf } from './timedFlowsOf.ts';

/** The payments of a central case as tracing reads them, and what each group of payments comes to. */
export interface CentralMoney extends TracedMoney {
  readonly paidBy: (group: number, quarter: number) => number;
  /** Whether anything is ever paid in a row of the plan. */
  readonly isPaid: (row: number) => boolean;
}

/** The central case of a plan: what is contracted, at medians and without shocks, as money that can be traced. */
export function centralMoney(flowed: FlowPlan, central: RunColumns['central']): CentralMoney {
  const { plan, groups, paid, sold } = flowed;
  const sumOf = (rows: readonly number[], q: number): number => {
    let sum = 0;
    for (const r of rows) sum += central.payments[r * plan.quarters + q]!;
    return sum;
  };
  const paidBy = (k: number, q: number): number => {
    const { rows, part } = groups[k]!;
    return sumOf(rows, q) * (part === null ? 1 : part[q]!);
  };
  const flows = timedFlowsOf(flowed, {
    group: (k, q) => sumOf(groups[k]!.rows, q),
    cash: (i, q) => central.cash[plan.parties[i]!.account * plan.quarters + q]!,
    outflow: (i, q) => sumOf(paid[i]!, q),
  });
  const isPaid = (r: number): boolean =>
    central.payments.subarray(r * plan.quarters, (r + 1) * plan.quarters).some((amount) => amount !== 0);
  return { flows, isPaid, parties: flowed.ids.length, revenue: (i, q) => sumOf(sold[i]!, q), paidBy };
}
