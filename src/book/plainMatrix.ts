import Papa from 'papaparse';
import type { Diagnostic } from '../base/diagnostic.ts';
import { readCell } from './tableCell.ts';
import type { TableCode } from './tableCodes.ts';
import { tableFault } from './tableFault.ts';

/** A square table of numbers, with a name for each row and its column. */
export interface PlainMatrix {
  readonly ids: readonly string[];
  /** By rows, in the order of `ids`. */
  readonly values: Float64Array;
}

export interface MatrixOptions {
  /** The name of the file in diagnostics. */
  readonly name: string;
  /** Rows that it may have. */
  readonly mostRows: number;
}

const CELL = { is: 'amount', isSigned: true } as const;
const FORM = 'Write a square table: names in the first row and the first column, or numbers alone.';
const MOST_FAULTS = 100;

/**
 * A square matrix of comma-separated numbers; null when anything is at fault, with every fault in `diagnostics`.
 *
 * Reads `0.5,0.4` row by row, with a row of names above or not, and below one with the name of each row before it or not;
 * rows with names may stand in any order. Without names they are 1, 2, 3 …
 * Cost: O(characters).
 */
export function readPlainMatrix(
  written: string,
  options: MatrixOptions,
  diagnostics: Diagnostic[],
): PlainMatrix | null {
  const reading = new MatrixReading(written, options);
  const matrix = reading.read();
  diagnostics.push(...reading.faults);
  return reading.faults.length > 0 ? null : matrix;
}

interface MatrixRecord {
  /** Number of the record in the file, from 0. */
  readonly record: number;
  readonly fields: readonly string[];
}

class MatrixReading {
  readonly faults: Diagnostic[] = [];
  private readonly name: string;
  private readonly text: string;
  private readonly mostRows: number;

  constructor(written: string, { name, mostRows }: MatrixOptions) {
    this.name = name;
    this.mostRows = mostRows;
    this.text = (written.charCodeAt(0) === 0xfeff ? written.slice(1) : written).replace(/\r\n?/g, '\n');
  }

  read(): PlainMatrix | null {
    const records = this.records();
    const [first, second] = records;
    if (first === undefined) {
      this.add('table.empty', null, 0, '', 'the table is empty', FORM);
      return null;
    }
    const hasCorner = first.fields[0] === '';
    const hasTitles = hasCorner || first.fields.every((field) => !isNumber(field));
    const hasNames = hasTitles && (hasCorner || (second !== undefined && !isNumber(second.fields[0] ?? '')));
    const skipped = hasNames ? 1 : 0;
    const ids = hasTitles ? first.fields.slice(skipped) : first.fields.map((_, k) => String(k + 1));
    const rows = hasTitles ? records.slice(1) : records;
    if (ids.length > this.mostRows || rows.length > this.mostRows) {
      const words = `the matrix has more than ${this.mostRows} rows or columns`;
      this.add('table.too-large', null, 0, '', words, 'Leave out what is small.');
      return null;
    }
    this.checkTitles(first, ids, skipped);
    const values = new Float64Array(ids.length * ids.length);
    const placed = new Set<number>();
    rows.forEach((row, r) => {
      const at = this.placeOf(row, ids, skipped, hasNames ? null : r);
      if (at === null || at >= ids.length) return;
      if (placed.has(at)) {
        this.add('table.duplicate-id', row.record, 0, '', `${ids[at]} already has a row`, 'Keep one of them.');
        return;
      }
      placed.add(at);
      this.takeRow(row, ids, skipped, values.subarray(at * ids.length, (at + 1) * ids.length));
    });
    if (this.faults.length === 0 && rows.length !== ids.length) {
      const missing = ids.filter((_, k) => !placed.has(k));
      const found = hasNames && missing.length > 0 ? `there is none of ${missing.join(', ')}` : `found ${rows.length}`;
      const words = `expected ${ids.length} rows, one for each column; ${found}`;
      this.add('table.inconsistent', (rows.at(-1) ?? first).record, 0, '', words, FORM);
    }
    return { ids, values };
  }

  private records(): MatrixRecord[] {
    const { data, errors } = Papa.parse<string[]>(this.text, { delimiter: ',', newline: '\n' });
    for (const error of errors)
      if (error.type === 'Quotes')
        this.add('table.quote', error.row ?? 0, 0, '', 'a quotation mark stands alone', 'Close each quotation mark.');
    return data
      .map((fields, record) => ({ record, fields: fields.map((field) => field.trim()) }))
      .filter(({ fields }) => fields.some((field) => field !== ''));
  }

  private checkTitles({ record }: MatrixRecord, ids: readonly string[], skipped: number): void {
    ids.forEach((id, k) => {
      if (id === '') this.add('table.missing-value', record, k + skipped, '', 'a name is missing', 'Name each column.');
      else if (ids.indexOf(id) < k)
        this.add('table.duplicate-id', record, k + skipped, '', `${id} already has a column`, 'Keep one of them.');
    });
  }

  /** Which row of the matrix a record is; null with a fault where it is none. */
  private placeOf(
    { record, fields }: MatrixRecord,
    ids: readonly string[],
    skipped: number,
    number: number | null,
  ): number | null {
    const expected = ids.length + skipped;
    if (fields.length !== expected) {
      this.add('table.row-length', record, 0, '', `expected ${expected} fields, found ${fields.length}`, FORM);
      return null;
    }
    if (number !== null) return number;
    const at = ids.indexOf(fields[0]!);
    if (at >= 0) return at;
    const words = `${JSON.stringify(fields[0])} has a row and no column`;
    this.add('table.unknown-id', record, 0, '', words, `The columns are ${ids.join(', ')}.`);
    return null;
  }

  private takeRow({ record, fields }: MatrixRecord, ids: readonly string[], skipped: number, row: Float64Array): void {
    const most = mostEntry(ids.length);
    ids.forEach((id, k) => {
      const field = fields[k + skipped]!;
      const value = field === '' ? null : readCell(field, CELL);
      if (value === null) this.add('table.missing-value', record, k + skipped, id, 'the field is empty', 'Write 0.');
      else if (typeof value === 'number') {
        row[k] = value;
        if (Math.abs(value) > most)
          this.add(
            'table.out-of-range',
            record,
            k + skipped,
            id,
            `expected at most ${most} in size among ${ids.length} parties, found ${field}`,
            'Measure the parties in units of like size.',
          );
      } else this.add(value.code, record, k + skipped, id, value.message, value.help);
    });
  }

  private add(
    code: TableCode,
    record: number | null,
    field: number,
    column: string,
    words: string,
    help: string,
  ): void {
    if (this.faults.length >= MOST_FAULTS) return;
    this.faults.push(tableFault({ name: this.name, text: this.text }, code, { record, field, column }, words, help));
  }
}

/** The largest entry whose products along any circle, and over the turns that are told, stay numbers. */
function mostEntry(parties: number): number {
  return Number(`1e${Math.min(12, Math.floor(300 / parties))}`);
}

function isNumber(field: string): boolean {
  return typeof readCell(field, CELL) === 'number';
}
