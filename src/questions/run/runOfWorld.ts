import type { Book } from '../../book/book.ts';
import { inputValues } from '../../run/inputValues.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { show } from '../show/show.ts';
import { type World, yearsOf } from './world.ts';

/** One world of a run as it comes from the experiments: the book, and what happened with rescues and without. */
export interface RunOfWorld {
  /** Id of the scenario; empty for the book as it stands. */
  readonly id: string;
  readonly book: Book;
  readonly run: RunColumns;
  readonly standAlone: RunColumns;
}

/** The world as the parts of an answer look at it. */
export function worldOf(world: RunOfWorld): World {
  const { book, run, standAlone } = world;
  return {
    book,
    run,
    standAlone,
    show: show(book).result,
    inputs: inputValues(run.plan, run.seed, run.paths),
    years: yearsOf(run),
  };
}
