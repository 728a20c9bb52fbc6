import { exp, log } from '../../base/elementary.ts';
import { daysBetween, quarterEndDate, quarterOfDate } from '../../base/quarter.ts';
import type { SeriesKind } from './predictedSeries.ts';

/** Where a day lies in a run: its quarter, and how much of the quarter has passed at its end. */
export interface DayInRun {
  /** Quarter of the day, counted from the first of the run. */
  readonly quarter: number;
  /** Part of the quarter that has passed, 1 on its last day. */
  readonly passed: number;
}

/** The place of a day in a run that begins with `firstQuarter`. */
export function dayInRun(date: string, firstQuarter: number): DayInRun {
  const quarter = quarterOfDate(date);
  const before = quarterEndDate(quarter - 1);
  const passed = daysBetween(before, date) / daysBetween(before, quarterEndDate(quarter));
  return { quarter: quarter - firstQuarter, passed };
}

/**
 * What a path says of a day inside a quarter, from the ends of this quarter and of the one before.
 *
 * Definition: t = part of the quarter that has passed. Balances go straight from end to end, levels (prices, yearly
 * revenue) straight on their logarithms; a walk (a share price, a value) has covered √t of its step on logarithms, so that
 * its spread on that day is that of a walk; a flow is that of
 * its whole quarter, and what stands or not does so at the quarter's end.
 * Units: those of the quantity.
 * Assumes: in the first quarter every path starts from what was last known.
 * Source: a Brownian motion has variance t at t.
 * Verified by: backtest.test.ts (variance of a walk, ends of quarters, straight lines).
 */
export function valueOnDay(kind: SeriesKind, before: number, end: number, passed: number): number {
  if (kind === 'flow' || kind === 'stands' || passed >= 1) return end;
  const weight = kind === 'walk' ? Math.sqrt(passed) : passed;
  if (kind !== 'balance' && before > 0 && end > 0) return exp(log(before) + weight * (log(end) - log(before)));
  return before + weight * (end - before);
}
