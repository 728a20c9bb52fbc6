import type { Plan } from '../../plan/plan.ts';

/** Beta of a payer whose shares have none in the book: the standing one of a listed party. */
const UNTOLD_BETA = 1.2;

/**
 * The rate a year at which what a payer owes after the horizon is discounted.
 *
 * Definition: r_f + β_payer·ERP, each at its median; β that of its listed shares, or of the private valuation of the party,
 * as the book writes it or by the standing default of the engine (definitions D4).
 * Units: fraction a year. Assumes: a payer without shares is as risky as a listed party of the standing beta.
 * Source: the capital asset pricing model of W. F. Sharpe (1964). Verified by: laterRate.test.ts.
 */
export function laterRate(plan: Plan, account: number): number {
  const rates = ratesOfPlans.get(plan) ?? new Map<number, number>();
  ratesOfPlans.set(plan, rates);
  const known = rates.get(account);
  if (known !== undefined) return known;
  const party = plan.parties.find((p) => p.account === account);
  const { riskFree, premium } = plan.market.columns;
  const beta = party === undefined ? null : centralOf(plan, party.columns.beta);
  const rate = (centralOf(plan, riskFree) ?? 0) + (beta ?? UNTOLD_BETA) * (centralOf(plan, premium) ?? 0);
  rates.set(account, rate);
  return rate;
}

const ratesOfPlans = new WeakMap<Plan, Map<number, number>>();

/** The median of an input by its column; null where the column is none. */
function centralOf(plan: Plan, column: number | undefined): number | null {
  return column === undefined || column < 0 ? null : (plan.inputs.find((i) => i.column === column)?.central ?? null);
}

/** Present value at the horizon of one a quarter over some quarters, at a rate a year. */
export function annuity(quarters: number, rate: number): number {
  let value = 0;
  let factor = 1;
  for (let q = 0; q < quarters; q++) {
    factor /= 1 + rate / 4;
    value += factor;
  }
  return value;
}
