import { isQuantity, type Quantity, type Statement, statementAt } from '../base/quantity.ts';
import type { Book } from '../book/book.ts';

/** A figure of a book as it stands on the day of the book. */
export interface BookFigure {
  readonly path: string;
  readonly quantity: Quantity;
  readonly statement: Statement;
  /** How it was set, or which sources disagree. */
  readonly note: string | null;
}

/** Every figure that a book states of the world, in the book's order; claims, checks and holdings of its reader apart. */
export function bookFigures(book: Book): BookFigure[] {
  const found: BookFigure[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isQuantity(value)) {
      const statement = statementAt(value, book.asOf);
      if (statement === null || value.path === '') return;
      const note = statement.evidence.note ?? book.evidenceFor(value.path).note ?? null;
      found.push({ path: value.path, quantity: value, statement, note });
      return;
    }
    for (const inner of Object.values(value)) look(inner);
  };
  const { sources: _sources, checks: _checks, claims: _claims, mine: _mine, ...rest } = book.content;
  look(rest);
  return found;
}
