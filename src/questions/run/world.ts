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

/** One kept column of a party over the given years together. */
export function overYears(world: World, party: string, what: string, years: readonly number[]): Float64Array {
  return sumOf(
    years.map((year) => world.run.values(`${party}.${what}.${year}`)),
    world.run.paths,
  );
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
