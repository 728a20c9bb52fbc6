import { exp, pow } from '../../base/elementary.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { meanOf } from '../run/distributionOf.ts';
import type { SoldContract } from './soldContracts.ts';

/** What a contract is expected to bring after the last quarter of the run, and what that is worth today. */
export interface Beyond {
  readonly byQuarter: readonly { readonly quarter: number; readonly amount: number }[];
  readonly paid: number;
  readonly value: number;
}

/**
 * Payments of a contract after the horizon, in closed form.
 *
 * Definition: in quarter t, expected sum × part(t) × s^(t − T) · S_T, S_T the share of paths on which the customer has not
 * defaulted by the horizon T and s = S_T^(1/T) a quarter; valued at exp(−(r_f + β·ERP)·t/4), β the customer's.
 * Units: money. Assumes: the customer fails after the horizon as often as before it.
 * Source: definitions D4. Verified by: backlog.test.ts.
 */
export function beyondHorizon(run: RunColumns, contract: SoldContract): Beyond {
  const { plan, paths } = run;
  const last = plan.firstQuarter + plan.quarters - 1;
  const failed = run.values(`${contract.customer}.default`);
  let standing = 0;
  for (const at of failed) if (at === 0) standing += 1;
  const survival = paths === 0 ? 1 : standing / paths;
  const quarterly = pow(survival, 1 / plan.quarters);
  const rate = discountRate(plan, contract.customer);
  const byQuarter: { quarter: number; amount: number }[] = [];
  let paid = 0;
  let value = 0;
  let alive = survival;
  let at = last;
  for (const { quarter, part } of contract.ahead) {
    if (quarter <= last) continue;
    for (; at < quarter; at++) alive *= quarterly;
    const amount = contract.expected * part * alive;
    byQuarter.push({ quarter, amount });
    paid += amount;
    value += amount * exp((-rate * (quarter - plan.firstQuarter + 1)) / 4);
  }
  return { byQuarter, paid, value };
}

/** r_f + β·ERP at the medians; β is 1 where the party has none. */
function discountRate(plan: Plan, party: string): number {
  const { riskFree, premium } = plan.market.columns;
  const beta = plan.parties.find((p) => p.id === party)?.columns.beta ?? -1;
  return medianOfColumn(plan, riskFree!) + (beta < 0 ? 1 : medianOfColumn(plan, beta)) * medianOfColumn(plan, premium!);
}

/** The median of an input that stands in a column, or what the column starts with. */
export function medianOfColumn(plan: Plan, column: number): number {
  return plan.inputs.find((input) => input.column === column)?.central ?? plan.initial[column] ?? 0;
}

/** Means of a recorded sum, quarter by quarter. */
export function meansByQuarter(run: RunColumns, name: string): number[] {
  return Array.from({ length: run.plan.quarters }, (_, q) => meanOf(run.values(`${name}.${q}`)));
}
