import { isQuantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';

/** A figure of the book that no source gives. */
export interface Assumption {
  readonly path: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string | null;
}

/** Every figure of grade D that stands on the day of the book, in the book's order, with the note on how it was set. */
export function assumptionsOf(book: Book): Assumption[] {
  const found: Assumption[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isQuantity(value)) {
      const statement = statementAt(value, book.asOf);
      if (statement === null || value.path === '' || book.gradeFor(value.path) !== 'D') return;
      const note = statement.evidence.note ?? book.evidenceFor(value.path).note ?? null;
      found.push({ path: value.path, value: statement.text, unit: value.unit, note });
      return;
    }
    for (const inner of Object.values(value)) look(inner);
  };
  const { sources: _sources, checks: _checks, claims: _claims, mine: _mine, ...rest } = book.content;
  look(rest);
  return found;
}
