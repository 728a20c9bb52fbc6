import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import { printQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { column, quantity, type Sample, type SampleGroup, series } from './sample.ts';
import type { World } from './world.ts';

const HOURS_A_YEAR = 8760;
const KILOWATTS: Readonly<Record<string, number>> = { GW: 1e6, MW: 1e3, kW: 1 };

/** What is rented by the hour, and what a price per capacity-year comes to for it. */
export interface Hourly {
  readonly name: string;
  readonly kilowatts: number;
  /** Price an hour of one rented unit, for a price of one per priced unit. */
  readonly factor: number;
}

/**
 * How a price by the hour follows from one by the capacity-year; null where the book names nothing rented by the hour.
 *
 * Definition: price an hour = price per capacity-year / 8,760 h × kW of the unit / kW of the capacity unit.
 */
export function hourlyOf(book: Book): Hourly | null {
  const unit = book.content.market?.unit;
  const size = unit === undefined ? undefined : KILOWATTS[unit.capacity];
  const statement = unit?.hourly === undefined ? null : statementAt(unit.hourly.kilowatts, book.asOf);
  if (unit?.hourly === undefined || size === undefined || statement === null) return null;
  const kilowatts = medianOf(statement.distribution);
  const units = unit.price_units_per_capacity_year ?? 1;
  return { name: unit.hourly.name, kilowatts, factor: (units / HOURS_A_YEAR) * (kilowatts / size) };
}

/**
 * Price, capacity and utilisation of the market by quarter, long-run cost, and the price as a multiple of it.
 *
 * Definition: long-run cost c_LR = Σ over chips and shell of capex·4·((1 + r)^¼ − (1 − 1/(4·life))·e^(−ageing/4)) + running
 * cost, the price at which an order breaks even; it differs between the paths, not over time.
 * Verified by: answerRun.test.ts, against the equation.
 */
export function marketFan(world: World): SampleGroup {
  const { run } = world;
  const quarters = run.plan.hasMarket ? run.plan.quarters : 0;
  const byQuarter = (sampleOf: (q: number) => Sample): Sample =>
    series(
      'quarter',
      Array.from({ length: quarters }, (_, q) => ({
        at: printQuarter(run.plan.firstQuarter + q),
        sample: sampleOf(q),
      })),
    );
  const kept = (what: string): Sample => byQuarter((q) => column(run, `market.${what}.${q}`));
  let cost: Float64Array | undefined;
  const longRunCost = (): Float64Array => {
    const [price, ratio] = [run.values('market.price.0'), run.values('market.ratio.0')];
    cost ??= price.map((p, path) => p / (ratio[path] as number));
    return cost;
  };
  return {
    price: kept('price'),
    capacity: kept('capacity'),
    utilisation: kept('utilisation'),
    long_run_cost: byQuarter(() => quantity(longRunCost)),
    price_to_cost: kept('ratio'),
  };
}
