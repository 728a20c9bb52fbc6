import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { flatFlow, scheduledFlow } from './forecast.ts';

/** Quarters after which a need that has not turned is cut off (definitions D8). */
export const NEED_QUARTERS = 12;
/** Quarters of the short need that is told beside it. */
const SHORT_NEED_QUARTERS = 4;

/** What a party lacks on one path, as it is forecast in a quarter. */
export interface RescueNeed {
  /** R: the largest cumulative shortfall from now until the forecast cash flow turns positive. */
  readonly need: number;
  /** The same over four quarters. */
  readonly year: number;
  /** Quarters looked at, this one included. */
  readonly quarters: number;
}

/**
 * What a party lacks until its forecast cash flow turns positive.
 *
 * Definition: cash after what is due now, then quarter by quarter plus flat flows and scheduled dues; R = −(its lowest point).
 * Units: money. Assumes: prices, margins and business as they are; no new money from outside but what is promised.
 * Verified by: src/run/phases/defaults.test.ts, src/experiments/askRescue.test.ts (by hand).
 */
export function rescueNeed(plan: Plan, block: Block, place: number, l: number, quarter: number): RescueNeed {
  const party = plan.parties[place];
  const at = (column: number): number => block.data[column * block.width + l];
  return onLane(block, l, () => {
    const flat = flatFlow(plan, block, party.account, l);
    let cash = at(party.columns.cash) + at(party.columns.into) - at(party.columns.out);
    let lowest = cash;
    let year = cash;
    let k = 1;
    for (; k < NEED_QUARTERS; k++) {
      const net = flat + scheduledFlow(plan, block, party.account, l, quarter, k);
      cash += net;
      if (cash < lowest) lowest = cash;
      if (k < SHORT_NEED_QUARTERS) year = lowest;
      if (net > 0) break;
    }
    return { need: Math.max(0, -lowest), year: Math.max(0, -year), quarters: Math.min(k + 1, NEED_QUARTERS) };
  });
}

/** Forecasts work on stretches of lanes: this one alone. */
export function onLane<T>(block: Block, l: number, work: () => T): T {
  const { from, to } = block;
  block.from = l;
  block.to = l + 1;
  const made = work();
  block.from = from;
  block.to = to;
  return made;
}
