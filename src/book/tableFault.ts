import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { printable } from './excerpt.ts';
import { TABLE_CODES, type TableCode } from './tableCodes.ts';
import { placeInTable } from './tablePlace.ts';

/** A field of a table as a fault names it. */
export interface FaultyField {
  /** Record of the file, from 0; null for the table as a whole. */
  readonly record: number | null;
  /** Number of the field in its record, from 0. */
  readonly field: number;
  /** Title of its column; '' for a whole row. */
  readonly column: string;
}

/** A diagnostic about a field of a table: file, row and column, with the line and a caret under the field. */
export function tableFault(
  source: { readonly name: string; readonly text: string },
  code: TableCode,
  { record, field, column }: FaultyField,
  words: string,
  help: string,
): Diagnostic {
  const { severity } = TABLE_CODES[code];
  if (record === null) return diagnostic(code, null, `${source.name}: ${printable(words)}`, help, { severity });
  const at = placeInTable(source.text, record, field);
  const path = column === '' ? `row ${at.line}` : `row ${at.line}, column ${column}`;
  const place = { file: source.name, line: at.line, column: at.column, path };
  const message = `${path}: ${printable(words)}`;
  return diagnostic(code, place, message, printable(help), { severity, excerpt: at.excerpt });
}
