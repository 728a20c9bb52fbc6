import type { Book } from '../../book/book.ts';
import type { Answer } from '../../questions/answer.ts';
import type { QuarterFlows } from '../../questions/run/quarterFlows.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { fixedTimes } from './fixedTimes.ts';
import { flowsSheet } from './flowsSheet.ts';
import { inputsSheet } from './inputsSheet.ts';
import { partiesSheet } from './partiesSheet.ts';
import { cellText, type Sheet, type SheetCell } from './sheet.ts';

/** What a workbook is made of. */
export interface WorkbookInput {
  readonly book: Book;
  readonly show: Answer<ShowResult>;
  readonly run: Answer<RunResult>;
  readonly flows: QuarterFlows;
}

/**
 * The workbook of a run: inputs with their sources, payments of the central case with live sums, parties.
 *
 * The same answers give the same bytes. Text of a book stands in cells of text and is never a formula.
 * Verified by: workbookOf.test.ts.
 */
export async function workbookOf(input: WorkbookInput): Promise<Uint8Array> {
  const { book, show, run, flows } = input;
  if (show.result === null || run.result === null) throw new TypeError('a workbook needs answers that have a result');
  const sheets = [inputsSheet(book), flowsSheet(show.result, flows), partiesSheet(show.result, run.result)];
  // Loaded only here: no other answer pays for it.
  const { default: writeWorkbook } = await import('write-excel-file/universal');
  const blob = await writeWorkbook(sheets.map(written)).toBlob();
  return fixedTimes(new Uint8Array(await blob.arrayBuffer()));
}

/** A sheet in the form that the writer takes. */
function written(sheet: Sheet) {
  const most = Math.max(sheet.header.length, ...sheet.rows.map((row) => row.length));
  return {
    sheet: sheet.name,
    stickyRowsCount: 1,
    stickyColumnsCount: sheet.fixedColumns,
    columns: Array.from({ length: most }, (_, i) => ({ width: sheet.widths[i] ?? sheet.widths.at(-1) ?? 14 })),
    data: [
      sheet.header.map((title) => ({ value: cellText(title), type: String, fontWeight: 'bold' as const })),
      ...sheet.rows.map((row, i) =>
        row.map((cell) => writtenCell(cell, sheet.hasTotals === true && i === sheet.rows.length - 1)),
      ),
    ],
  };
}

/** Sums of money in whole units, small figures as they are. */
function formatOf(value: number): string {
  return Math.abs(value) >= 1000 ? '#,##0' : 'General';
}

function writtenCell(cell: SheetCell, isTotal: boolean) {
  const weight = isTotal ? { fontWeight: 'bold' as const } : {};
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return { value: cellText(cell), type: String, ...weight };
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`${cell} cannot stand in a workbook`);
    return { value: cell, type: Number, format: formatOf(cell), ...weight };
  }
  return { value: cell.formula, type: 'Formula' as const, format: '#,##0', fontWeight: 'bold' as const };
}
