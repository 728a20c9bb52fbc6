import { withoutControls } from '../html/escape.ts';

/** A cell of a sheet: text, a number, a formula, or nothing. Text is typed as text, whatever it begins with. */
export type SheetCell = string | number | null | { readonly formula: string };

/** A sheet as plain rows; the first is the header. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Width of each column, in letters; the last stands for those that follow. */
  readonly widths: readonly number[];
  /** Columns that stay when one scrolls to the right. */
  readonly fixedColumns: number;
  /** The last row sums up the others. */
  readonly hasTotals?: boolean;
}

/** More letters than this no spreadsheet takes in one cell. */
const LONGEST_TEXT = 32_000;

/** Text as a cell takes it. */
export function cellText(text: string): string {
  const safe = withoutControls(text);
  return safe.length > LONGEST_TEXT ? `${safe.slice(0, LONGEST_TEXT)}…` : safe;
}

/** Letters of a column: A for 0, Z for 25, AA for 26. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** The live sum of a rectangle of cells; rows and columns count from 0, the header is row 0. */
export function sumOf(from: { row: number; column: number }, to: { row: number; column: number }): SheetCell {
  return { formula: `SUM(${columnLetters(from.column)}${from.row + 1}:${columnLetters(to.column)}${to.row + 1})` };
}
