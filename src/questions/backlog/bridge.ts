import { yearOfQuarter } from '../../base/quarter.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { meanOf, meanWithError } from '../run/distributionOf.ts';
import { sumOf } from '../run/pathColumns.ts';
import { deliveredName, type Pair, paidName, unitCostName, usedName, valueName } from './backlogNeeds.ts';
import type { BridgeRow, BridgeStep } from './backlogSchema.ts';
import { beyondHorizon, meansByQuarter, medianOfColumn } from './beyondHorizon.ts';
import type { SoldContract } from './soldContracts.ts';

/** A row of the bridge as it is gathered: by customer and by quarter. */
interface Gathered {
  readonly byCustomer: Map<string, number>;
  readonly byQuarter: Map<number, number>;
  amount: number;
  standardError: number | null;
}

/** What is gathered about one seller, step by step. */
export interface SellerBridge {
  readonly steps: ReadonlyMap<BridgeStep, Gathered>;
  readonly beyond: number;
}

const empty = (): Gathered => ({ byCustomer: new Map(), byQuarter: new Map(), amount: 0, standardError: null });

function add(row: Gathered, customer: string, quarter: number | null, amount: number): void {
  row.amount += amount;
  row.byCustomer.set(customer, (row.byCustomer.get(customer) ?? 0) + amount);
  if (quarter !== null) row.byQuarter.set(quarter, (row.byQuarter.get(quarter) ?? 0) + amount);
}

/** What the seller reported, with the day it is from. */
export interface ReportedBacklog {
  readonly amount: number;
  readonly date: string | null;
  /** What each customer was said to make up. */
  readonly disclosed: ReadonlyMap<string, number>;
}

/**
 * The bridge of one seller, from what it reports to what is left for it.
 *
 * Definition: reported = named + unexplained; named = what the book's contracts signed by the day of the report bind and
 * have not paid; firm = named + signed later; expected paid = mean over paths of what the customers pay under the
 * contracts, after the horizon in closed form (beyondHorizon.ts); present value = E[Σ m·payment]; margin = present value
 * − cost to serve: running cost of the capacity delivered, or (1 − margin) of equipment sold; capital to spend = capex of
 * the capacity not yet delivered, at the seller's own cost.
 * Units: money. Verified by: backlog.test.ts.
 */
export function sellerBridge(
  run: RunColumns,
  seller: string,
  contracts: readonly SoldContract[],
  pairs: readonly Pair[],
  reported: ReportedBacklog | null,
): SellerBridge {
  const steps = new Map<BridgeStep, Gathered>();
  const step = (name: BridgeStep): Gathered => {
    const row = steps.get(name) ?? empty();
    steps.set(name, row);
    return row;
  };
  promised(step, contracts, reported);
  const beyond = expected(run, step, contracts, pairs);
  worth(run, step, seller, contracts, pairs, beyond.value);
  return { steps, beyond: beyond.paid };
}

function promised(
  step: (name: BridgeStep) => Gathered,
  contracts: readonly SoldContract[],
  reported: ReportedBacklog | null,
): void {
  const spread = (row: Gathered, c: SoldContract, amount: number): void => {
    if (c.partAhead <= 0) add(row, c.customer, null, amount);
    else for (const { quarter, part } of c.ahead) add(row, c.customer, quarter, (amount * part) / c.partAhead);
  };
  const [named, later, firm, announced] = [step('named'), step('signed_later'), step('firm'), step('announced')];
  for (const c of contracts) {
    const isIn = reported === null || reported.date === null || c.date <= reported.date;
    spread(isIn ? named : later, c, c.firmUnpaid);
    spread(firm, c, c.firmUnpaid);
    spread(announced, c, c.announcedUnpaid);
  }
  if (reported === null) return;
  const whole = step('reported');
  whole.amount = reported.amount;
  for (const [customer, amount] of reported.disclosed) whole.byCustomer.set(customer, amount);
  const rest = step('unexplained');
  rest.amount = reported.amount - named.amount;
  for (const [customer, amount] of reported.disclosed)
    rest.byCustomer.set(customer, amount - (named.byCustomer.get(customer) ?? 0));
}

function expected(
  run: RunColumns,
  step: (name: BridgeStep) => Gathered,
  contracts: readonly SoldContract[],
  pairs: readonly Pair[],
): { paid: number; value: ReadonlyMap<string, number> } {
  const row = step('expected_paid');
  const all: Float64Array[] = [];
  for (const pair of pairs) {
    const name = paidName(pair);
    for (const [q, mean] of meansByQuarter(run, name).entries())
      add(row, pair.customer, run.plan.firstQuarter + q, mean);
    for (let q = 0; q < run.plan.quarters; q++) all.push(run.values(`${name}.${q}`));
  }
  row.standardError = meanWithError(sumOf(all, run.paths)).standard_error;
  let paid = 0;
  const value = new Map<string, number>();
  for (const c of contracts) {
    const beyond = beyondHorizon(run, c);
    for (const { quarter, amount } of beyond.byQuarter) add(row, c.customer, quarter, amount);
    paid += beyond.paid;
    value.set(c.customer, (value.get(c.customer) ?? 0) + beyond.value);
  }
  return { paid, value };
}

function worth(
  run: RunColumns,
  step: (name: BridgeStep) => Gathered,
  seller: string,
  contracts: readonly SoldContract[],
  pairs: readonly Pair[],
  beyond: ReadonlyMap<string, number>,
): void {
  const [value, cost, margin] = [step('present_value'), step('cost_to_serve'), step('margin')];
  const [capital, left] = [step('capital_to_spend'), step('margin_after_capital')];
  value.standardError = meanWithError(
    sumOf(
      pairs.map((pair) => run.values(valueName(pair))),
      run.paths,
    ),
  ).standard_error;
  for (const pair of pairs) {
    const { customer } = pair;
    const within = meanOf(run.values(valueName(pair)));
    const later = beyond.get(customer) ?? 0;
    const worthToday = within + later;
    // What serving costs after the horizon follows what it costs before.
    const served = costToServe(run, pair, within) * (within > 0 ? worthToday / within : 1);
    add(value, customer, null, worthToday);
    add(cost, customer, null, served);
    add(margin, customer, null, worthToday - served);
    const spend = capitalToSpend(run, seller, pair, contracts);
    for (const [quarter, amount] of spend) add(capital, customer, quarter, amount);
    const spent = [...spend.values()].reduce((sum, x) => sum + x, 0);
    add(left, customer, null, worthToday - served - spent);
  }
}

/** Running cost of the capacity delivered, at its median; for equipment all but the seller's margin; nothing for a lease. */
function costToServe(run: RunColumns, pair: Pair, value: number): number {
  const { plan } = run;
  const kinds = new Set(pair.terms.map((t) => plan.terms[t]!.kind));
  if (kinds.has('capacity')) {
    const units = plan.unitsPerCapacityYear / 4;
    return meanOf(run.values(usedName(pair))) * units * medianOfColumn(plan, plan.market.columns.runningCost!);
  }
  if (!kinds.has('supply')) return 0;
  return value * (1 - equipmentMargin(plan, pair.seller));
}

function equipmentMargin(plan: Plan, seller: string): number {
  const column = plan.parties.find((p) => p.id === seller)?.columns.webMargin ?? -1;
  return column < 0 ? 0 : medianOfColumn(plan, column);
}

/** Capex of each quarter's added capacity, in the quarter in which it is delivered. */
function capitalToSpend(
  run: RunColumns,
  seller: string,
  pair: Pair,
  contracts: readonly SoldContract[],
): Map<number, number> {
  const spend = new Map<number, number>();
  const { plan } = run;
  const sells = contracts.some((c) => c.customer === pair.customer && c.kind === 'capacity');
  const owns = plan.owners.some((o) => plan.accounts[o.account]!.id === seller);
  if (!sells || !owns) return spend;
  const unit = meanOf(run.values(unitCostName(seller)));
  const delivered = meansByQuarter(run, deliveredName(pair));
  let most = delivered[0] ?? 0;
  for (const [q, amount] of delivered.entries()) {
    if (amount <= most) continue;
    spend.set(plan.firstQuarter + q, (amount - most) * unit);
    most = amount;
  }
  return spend;
}

/** A gathered row as the answer carries it, by the fiscal years of the seller. */
export function rowOf(name: BridgeStep, row: Gathered | undefined, yearOf: (quarter: number) => number): BridgeRow {
  if (row === undefined) return { step: name, amount: null, standard_error: null, by_customer: {}, by_year: [] };
  const years = new Map<number, number>();
  for (const [quarter, amount] of row.byQuarter) {
    const year = yearOf(quarter);
    years.set(year, (years.get(year) ?? 0) + amount);
  }
  return {
    step: name,
    amount: row.amount,
    standard_error: row.standardError,
    by_customer: Object.fromEntries(row.byCustomer),
    by_year: [...years].sort(([a], [b]) => a - b).map(([year, amount]) => ({ year, amount })),
  };
}

/** Bridges of several sellers as one. */
export function joined(bridges: readonly SellerBridge[], name: BridgeStep): BridgeRow {
  const row = empty();
  let error = 0;
  let isKnown = false;
  for (const { steps } of bridges) {
    const part = steps.get(name);
    if (part === undefined) continue;
    isKnown = true;
    row.amount += part.amount;
    for (const [customer, amount] of part.byCustomer)
      row.byCustomer.set(customer, (row.byCustomer.get(customer) ?? 0) + amount);
    for (const [quarter, amount] of part.byQuarter)
      row.byQuarter.set(quarter, (row.byQuarter.get(quarter) ?? 0) + amount);
    error += part.standardError ?? 0;
  }
  // Sellers depend on the same customers: the sum of their errors is an upper bound.
  row.standardError = error > 0 ? error : null;
  return rowOf(name, isKnown ? row : undefined, yearOfQuarter);
}
