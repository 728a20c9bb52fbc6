import type { Plan } from '../plan/plan.ts';
import { TERM_STEPS } from '../terms/registry.ts';
import type { Block } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Scratch of a forecast: flat net flow and cash by party, each a number a lane. */
export interface Forecast {
  readonly flat: readonly Float64Array[];
  readonly cash: readonly Float64Array[];
  readonly net: readonly Float64Array[];
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
  const known = byWidth.get(key);
  if (known !== undefined) return known;
  const arrays = (): Float64Array[] => plan.accounts.map(() => new Float64Array(width));
  const made = { flat: arrays(), cash: arrays(), net: arrays() };
  byWidth.set(key, made);
  return made;
}

/** The net flow of each account that recurs as it is: business, market sales, orders, debt service; prices and margins held. */
export function flatFlows(plan: Plan, block: Block, forecast: Forecast): void {
  const { data, width, from, to } = block;
  const groups = rowGroups(plan);
  for (const flat of forecast.flat) flat.fill(0, from, to);
  for (const i of groups.recurring) {
    const at = groups.column[i] * width;
    const out = forecast.flat[groups.payer[i]];
    const into = forecast.flat[groups.payee[i]];
    for (let l = from; l < to; l++) {
      out[l] -= data[at + l];
      into[l] += data[at + l];
    }
  }
}

/** The net of scheduled dues of one later quarter, by account (definitions D3: forecast). */
export function scheduledFlows(
  plan: Plan,
  block: Block,
  forecast: Forecast,
  quarter: number,
  out: Float64Array,
  into: Float64Array,
): void {
  const { from, to } = block;
  for (const net of forecast.net) net.fill(0, from, to);
  for (const term of plan.terms) {
    const scheduled = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].scheduled;
    if (scheduled === undefined || term.debtor < 0) continue;
    out.fill(0, from, to);
    into.fill(0, from, to);
    scheduled(term, block, quarter, out, into);
    const debtor = forecast.net[term.debtor];
    const creditor = forecast.net[term.creditor];
    for (let l = from; l < to; l++) {
      debtor[l] -= out[l];
      creditor[l] += into[l];
    }
  }
}
