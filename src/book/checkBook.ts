import type { Diagnostic } from '../base/diagnostic.ts';
import type { WrittenMapping } from './written.ts';

/** What the checks of a book look at. */
export interface BookToCheck {
  readonly content: Readonly<Record<string, unknown>>;
  readonly tree: WrittenMapping;
  readonly asOf: string;
  readonly later: Readonly<Record<string, unknown>> | null;
  readonly laterTree: WrittenMapping;
}

/** Everything that is wrong or doubtful in what the book says, beyond its form. */
export function checkBook(_book: BookToCheck): Diagnostic[] {
  return [];
}
