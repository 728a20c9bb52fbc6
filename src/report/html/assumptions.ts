import type { Book } from '../../book/book.ts';
import { bookFigures } from '../bookFigures.ts';

/** A figure of the book that no source gives. */
export interface Assumption {
  readonly path: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string | null;
}

/** Every figure of grade D that stands on the day of the book, in the book's order, with the note on how it was set. */
export function assumptionsOf(book: Book): Assumption[] {
  return bookFigures(book)
    .filter(({ path }) => book.gradeFor(path) === 'D')
    .map(({ path, quantity, statement, note }) => ({ path, value: statement.text, unit: quantity.unit, note }));
}
