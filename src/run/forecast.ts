import type { Plan } from '../plan/plan.ts';
import { type Block, memoryOf, spareColumn } from './block.ts';
import { planIndex } from './planIndex.ts';
import { rowGroups } from './rowGroups.ts';

/** Scratch of a forecast: flat net flow and cash by party, each a number a lane. */
export interface Forecast {
  /** Of which the flat flows are a part. */
  readonly memory: Float64Array;
  readonly flat: readonly Float64Array[];
  readonly cash: readonly Float64Array[];
  readonly out: readonly Float64Array[];
  readonly into: readonly Float64Array[];
  /** Contracted earnings by account, for lenders. */
  readonly contracted: readonly Float64Array[];
}

const byPlan = new WeakMap<Plan, Map<number, Forecast>>();

export function forecastScratch(plan: Plan, width: number): Forecast {
  let byWidth = byPlan.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    byPlan.set(plan, byWidth);
  }
  const { data } = memoryOf(plan, width);
  const known = byWidth.get(width);
  if (known?.memory === data) return known;
  const arrays = (): Float64Array[] => plan.accounts.map(() => new Float64Array(width));
  const firstFlat = spareColumn(plan, 'funding') * width;
  const flat = plan.accounts.map((_, a) => data.subarray(firstFlat + a * width, firstFlat + (a + 1) * width));
  const made = { memory: data, flat, cash: arrays(), out: arrays(), into: arrays(), contracted: arrays() };
  byWidth.set(width, made);
  return made;
}

/** The net flow of each account that recurs as it is: business, market sales, orders, debt service; prices and margins held. */
export function flatFlows(plan: Plan, block: Block, forecast: Forecast): void {
  const { sums, width, from, to } = block;
  const groups = rowGroups(plan);
  for (const flat of forecast.flat) flat.fill(0, from, to);
  for (const i of groups.recurring) {
    const out = forecast.flat[groups.payer[i]].byteOffset / 8 + from;
    const into = forecast.flat[groups.payee[i]].byteOffset / 8 + from;
    sums.move(out, into, groups.column[i] * width + from, to - from);
  }
}

/** Scheduled dues `ahead` quarters after `quarter`, by account: what goes out and what comes in (definitions D3: forecast). */
export function scheduledFlows(plan: Plan, block: Block, forecast: Forecast, quarter: number, ahead: number): void {
  const { from, to } = block;
  for (const out of forecast.out) out.fill(0, from, to);
  for (const into of forecast.into) into.fill(0, from, to);
  const { steps } = planIndex(plan);
  for (let i = 0; i < plan.terms.length; i++) {
    const term = plan.terms[i];
    if (term.debtor < 0) continue;
    const [out, into] = [forecast.out[term.debtor], forecast.into[term.creditor]];
    steps[i].scheduled?.(term, block, quarter + ahead, out, into);
    steps[i].instalments?.(term, block, quarter, ahead, out, into);
  }
}

/** The flat flow of one account on one lane, with the bits of `flatFlows`. */
export function flatFlow(plan: Plan, block: Block, account: number, l: number): number {
  const { data, width } = block;
  const { recurringOf, payer, payee, column } = rowGroups(plan);
  let flat = 0;
  for (const i of recurringOf[account]) {
    const amount = data[column[i] * width + l];
    if (payer[i] === account) flat -= amount;
    if (payee[i] === account) flat += amount;
  }
  return flat;
}

/** What comes in less what goes out of one account by schedule, on the lane `l` that the block is set to, with the bits of `scheduledFlows`. */
export function scheduledFlow(
  plan: Plan,
  block: Block,
  account: number,
  l: number,
  quarter: number,
  ahead: number,
): number {
  const { scratch } = block;
  const [ownOut, ownInto, others] = [scratch[12], scratch[13], scratch[14]];
  ownOut[l] = 0;
  ownInto[l] = 0;
  others[l] = 0;
  const { steps, termsOf } = planIndex(plan);
  for (const i of termsOf[account]) {
    const term = plan.terms[i];
    const out = term.debtor === account ? ownOut : others;
    const into = term.creditor === account ? ownInto : others;
    steps[i].scheduled?.(term, block, quarter + ahead, out, into);
    steps[i].instalments?.(term, block, quarter, ahead, out, into);
  }
  return ownInto[l] - ownOut[l];
}
