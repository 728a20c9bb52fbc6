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

const byPlan = new WeakMap<Plan, Map<string, Forecast>>();

/** Scratch by use: marks read what funding left in its own, so a rescue must not write there. */
export function forecastScratch(plan: Plan, width: number, use: 'funding' | 'rescue' = 'funding'): Forecast {
  const key = `${use}:${width}`;
  let byWidth = byPlan.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    byPlan.set(plan, byWidth);
  }
  const { data } = memoryOf(plan, width);
  const known = byWidth.get(key);
  if (known?.memory === data) return known;
  const arrays = (): Float64Array[] => plan.accounts.map(() => new Float64Array(width));
  const firstFlat = spareColumn(plan, use) * width;
  const flat = plan.accounts.map((_, a) => data.subarray(firstFlat + a * width, firstFlat + (a + 1) * width));
  const made = { memory: data, flat, cash: arrays(), out: arrays(), into: arrays(), contracted: arrays() };
  byWidth.set(key, made);
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
