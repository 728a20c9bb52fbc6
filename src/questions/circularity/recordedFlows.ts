import { proRataReturn } from '../../mechanisms/flows/proRataReturn.ts';
import { returnBounds } from '../../mechanisms/flows/returnBounds.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { distributionOf } from '../run/distributionOf.ts';
import type { Needs } from '../run/runNeeds.ts';
import type { SimulatedReturn } from './circularitySchema.ts';
import type { FlowPlan } from './flowPlan.ts';
import { isSponsor, sumsOf, type TracedMoney, type Window } from './partyReturns.ts';
import { timedFlowsOf } from './timedFlowsOf.ts';

/** Paths on which the bounds are found. */
const BOUNDED_PATHS = 1000;

const columnsOf = (plan: Plan, rows: readonly number[]): number[] => rows.map((r) => plan.rows[r]!.column);

/** What a run must keep so that its money can be traced on every path: payments by group, cash and all payments by party. */
export function tracingNeeds({ plan, groups, paid, ids }: FlowPlan): Needs {
  const recorded: Recorded[] = [];
  for (const [k, { rows }] of groups.entries())
    recorded.push({ name: `flow.${k}`, columns: columnsOf(plan, rows), every: 'quarter' });
  for (const i of ids.keys()) {
    recorded.push({ name: `cash.${i}`, columns: [plan.accountCash[plan.parties[i]!.account]!], every: 'quarter' });
    recorded.push({ name: `paid.${i}`, columns: columnsOf(plan, paid[i]!), every: 'quarter' });
  }
  const exact = recorded.flatMap(({ name }) => Array.from({ length: plan.quarters }, (_, q) => `${name}.${q}`));
  return { exact, told: [], standAlone: [], recorded };
}

/**
 * What comes back of each party's finance on every path: evenly mixed on all, the bounds on the first thousand.
 *
 * Units: the book's currency over the quarters asked about.
 * Cost: an even mixing for each party and path, two maximum flows on the first thousand.
 * Verified by: src/experiments/askCircularity.test.ts.
 */
export function simulatedReturns(
  flowed: FlowPlan,
  run: RunColumns,
  sponsors: readonly number[],
  window: Window,
): Map<string, SimulatedReturn> {
  const { plan, groups, ids } = flowed;
  const read = (name: string): Float64Array[] =>
    Array.from({ length: plan.quarters }, (_, q) => run.values(`${name}.${q}`));
  const byGroup = groups.map((_, k) => read(`flow.${k}`));
  const cash = ids.map((_, i) => read(`cash.${i}`));
  const paid = ids.map((_, i) => read(`paid.${i}`));
  const bounded = Math.min(run.paths, BOUNDED_PATHS);
  const kept = sponsors.map(() => ({
    financed: new Float64Array(run.paths),
    income: new Float64Array(run.paths),
    proRata: new Float64Array(run.paths),
    low: new Float64Array(bounded),
    high: new Float64Array(bounded),
  }));
  for (let p = 0; p < run.paths; p++) {
    const flows = timedFlowsOf(flowed, {
      group: (k, q) => byGroup[k]![q]![p]!,
      cash: (i, q) => cash[i]![q]![p]!,
      outflow: (i, q) => paid[i]![q]![p]!,
    });
    const traced: TracedMoney = { flows, parties: ids.length, revenue: null };
    for (const [s, v] of sponsors.entries()) {
      const sums = sumsOf(traced, v, window);
      kept[s]!.financed[p] = sums.financedOut;
      kept[s]!.income[p] = sums.income;
      if (!isSponsor(flows, v, window.to)) continue;
      const { returned } = proRataReturn(flows, v);
      for (let q = window.from; q <= window.to; q++) kept[s]!.proRata[p]! += returned[q]!;
      if (p >= bounded) continue;
      const { low, high } = returnBounds(flows, { sponsor: v, ...window });
      kept[s]!.low[p] = low;
      kept[s]!.high[p] = high;
    }
  }
  return new Map(
    sponsors.map((v, s) => {
      const { financed, income, proRata, low, high } = kept[s]!;
      const [all, back] = [distributionOf(income), distributionOf(proRata)];
      return [
        ids[v]!,
        {
          financed_out: distributionOf(financed),
          income: all,
          pro_rata: back,
          pro_rata_share: all.mean > 0 ? back.mean / all.mean : null,
          low: distributionOf(low),
          high: distributionOf(high),
          bounded_paths: bounded,
        },
      ];
    }),
  );
}
