/** A cell of a table for other programs: text, a number, a truth, or nothing. */
export type CsvCell = string | number | boolean | null;

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@|\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A table as CSV text: a header, then rows; fields in quotes where they need them, lines ended by a line feed.
 *
 * Text that begins like a formula gets an apostrophe in front, so that no spreadsheet runs it; numbers stay numbers.
 * Source: RFC 4180; the advice on CSV injection of the Open Worldwide Application Security Project.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

function csvField(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`${cell} cannot stand in a table`);
    return JSON.stringify(cell);
  }
  if (typeof cell === 'boolean') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
