import type { Plan } from '../../plan/plan.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { distributionOf, meanOf, meanWithError } from '../run/distributionOf.ts';
import type { Needs } from '../run/runNeeds.ts';
import type { CausalReturn } from './circularitySchema.ts';
import type { FlowPlan } from './flowPlan.ts';
import type { Window } from './partyReturns.ts';

const nameOf = (v: number): string => `income.${v}`;

/** What a run must keep of a seller: what parties of the web pay it for purchases, by quarter. */
export function causalNeeds({ plan, sold }: FlowPlan, sellers: readonly number[]): Needs {
  const inWeb = new Set(plan.parties.map((p) => p.account));
  const recorded = sellers.map((v) => ({
    name: nameOf(v),
    columns: sold[v]!.filter((r) => inWeb.has(plan.rows[r]!.payer)).map((r) => plan.rows[r]!.column),
    every: 'quarter' as const,
  }));
  const exact = recorded.flatMap(({ name }) => Array.from({ length: plan.quarters }, (_, q) => `${name}.${q}`));
  return { exact, told: [], standAlone: [], recorded };
}

function incomeOf(plan: Plan, run: RunColumns, v: number, window: Window): Float64Array {
  const sum = new Float64Array(run.paths);
  for (let q = window.from; q <= window.to && q < plan.quarters; q++) {
    const values = run.values(`${nameOf(v)}.${q}`);
    for (let p = 0; p < run.paths; p++) sum[p]! += values[p]!;
  }
  return sum;
}

/**
 * The share of a seller's purchases that would not have been made without its finance, guarantees and warrants.
 *
 * Definition: 1 − E[purchases without] / E[purchases with], on the same draws (definitions D8). Standard error by the
 * delta method on the pairs: sd(d_i − c·y_i)/(√n · mean y), d the difference, y purchases with, c the share.
 * Assumes: what was contracted stays contracted; the buyer raises other money as the funding rules allow, or fails.
 * Verified by: src/experiments/askCircularity.test.ts.
 */
export function causalReturn(withIt: RunColumns, without: RunColumns, v: number, window: Window): CausalReturn {
  const bought = incomeOf(withIt.plan, withIt, v, window);
  const left = incomeOf(without.plan, without, v, window);
  const n = Math.min(bought.length, left.length);
  const all = meanOf(bought);
  const share = all > 0 ? 1 - meanOf(left) / all : null;
  const residual = Float64Array.from({ length: n }, (_, p) => bought[p]! - left[p]! - (share ?? 0) * bought[p]!);
  return {
    purchases: distributionOf(bought),
    purchases_without: distributionOf(left),
    share,
    standard_error: share === null ? null : meanWithError(residual).standard_error / all,
  };
}
