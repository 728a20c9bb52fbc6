import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import { printQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { quantity, type Sample, type SampleGroup, series } from './sample.ts';
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

/** Price, capacity and utilisation of the market by quarter, and the price as a multiple of long-run cost. */
export function marketFan(world: World): SampleGroup {
  const { run } = world;
  const quarters = run.plan.hasMarket ? run.plan.quarters : 0;
  const byQuarter = (what: string): Sample =>
    series(
      'quarter',
      Array.from({ length: quarters }, (_, q) => ({
        at: printQuarter(run.plan.firstQuarter + q),
        sample: quantity(() => run.values(`market.${what}.${q}`)),
      })),
    );
  return {
    price: byQuarter('price'),
    capacity: byQuarter('capacity'),
    utilisation: byQuarter('utilisation'),
    price_to_cost: byQuarter('ratio'),
  };
}
