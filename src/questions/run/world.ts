import { yearOfQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import type { InputValues } from '../../run/inputValues.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { ShowResult } from '../show/show.ts';
import { mapColumn, sumOf } from './pathColumns.ts';

/** One world that was run: its book, what the book says without simulation, and what happened on every path. */
export interface World {
  readonly book: Book;
  readonly show: ShowResult;
  readonly run: RunColumns;
  /** The same world in which nobody is rescued; null where it was not run. */
  readonly standAlone: RunColumns | null;
  readonly inputs: InputValues;
  /** Calendar years of the run, the first and the last perhaps not whole. */
  readonly years: readonly number[];
}

export function yearsOf(run: RunColumns): number[] {
  const years: number[] = [];
  for (let q = 0; q < run.plan.quarters; q++) {
    const year = yearOfQuarter(run.plan.firstQuarter + q);
    if (years.at(-1) !== year) years.push(year);
  }
  return years;
}

/** What each party, each year and everybody paid for capacity, equipment and leases, one number a path. */
export interface Bought {
  readonly byParty: (id: string) => Float64Array;
  readonly byYear: (year: number) => Float64Array;
  readonly inAll: () => Float64Array;
}

const bought = new WeakMap<World, Bought>();

/** Purchases of a world, each sum made once. */
export function boughtIn(world: World): Bought {
  const known = bought.get(world);
  if (known !== undefined) return known;
  const { run, years } = world;
  const parties = run.plan.parties.map((p) => p.id);
  const column = (id: string, year: number): Float64Array => run.values(`${id}.bought.${year}`);
  const byYear = once((year: number) =>
    sumOf(
      parties.map((id) => column(id, year)),
      run.paths,
    ),
  );
  const inAll = once((_: 'all') => sumOf(years.map(byYear), run.paths));
  const made: Bought = {
    byYear,
    byParty: once((id: string) =>
      sumOf(
        years.map((year) => column(id, year)),
        run.paths,
      ),
    ),
    inAll: () => inAll('all'),
  };
  bought.set(world, made);
  return made;
}

function once<Key extends string | number>(make: (key: Key) => Float64Array): (key: Key) => Float64Array {
  const made = new Map<Key, Float64Array>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

/** A column with the same amount added on every path. */
export function plus(column: Float64Array, amount: number): Float64Array {
  return amount === 0 ? column : mapColumn(column, (x) => x + amount);
}

/** Cash of a party as the run began, one a path: uncertain where the book says a range. */
export function cashAtStart(world: World, party: string): Float64Array {
  const { plan, paths } = world.run;
  const index = plan.inputs.findIndex((input) => input.path === `parties.${party}.cash`);
  return index < 0 ? new Float64Array(paths) : world.inputs.values(index);
}
