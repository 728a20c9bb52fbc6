import Papa from 'papaparse';
import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearestName } from '../base/nearestName.ts';
import { isControl } from './excerpt.ts';
import { utf8Bytes } from './limits.ts';
import { readCell, type TableColumn } from './tableCell.ts';
import type { TableCode } from './tableCodes.ts';
import { tableFault } from './tableFault.ts';
import { placeInTable } from './tablePlace.ts';

export interface TableOptions<C extends Readonly<Record<string, TableColumn>>> {
  /** The name of the file in diagnostics. */
  readonly name: string;
  readonly columns: C;
  /** Bytes that the table may take; 256 MiB unless told. */
  readonly maxBytes?: number;
}

/** The rows of a table by column: texts of names, numbers of the rest. */
export interface PlainTable<C extends Readonly<Record<string, TableColumn>>> {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: { readonly [K in keyof C]: C[K]['is'] extends 'id' ? readonly string[] : Float64Array };
  /** Whether the table has the column at all. */
  readonly has: (column: keyof C & string) => boolean;
  /** A diagnostic about a field of a row (counted from 0). */
  readonly fault: (code: TableCode, row: number, column: keyof C & string, message: string, help: string) => Diagnostic;
}

/** Faults of one table that are listed before the rest is only counted. */
const MOST_FAULTS = 100;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * A table of comma-separated values as columns; null when any row is at fault, with every fault in `diagnostics`.
 *
 * Reads UTF-8 with or without a byte order mark, lines ended by LF, CRLF or CR, and quoted fields (RFC 4180); the first row
 * names the columns, in any order; blank lines are passed over; spaces around a field do not count.
 * Cost: O(characters); a million rows of three columns in about a second.
 */
export function readPlainTable<const C extends Readonly<Record<string, TableColumn>>>(
  text: string,
  options: TableOptions<C>,
  diagnostics: Diagnostic[],
): PlainTable<C> | null {
  const reading = new TableReading(text, options);
  const most = options.maxBytes ?? MOST_BYTES;
  if (text.length > most || utf8Bytes(text) > most) {
    reading.add('table.too-large', null, '', `the table takes more than ${most} bytes`, 'Read it in parts.');
  } else {
    reading.read();
  }
  const faults = reading.allFaults();
  diagnostics.push(...faults);
  if (faults.some((d) => d.severity === 'error')) return null;
  return {
    name: options.name,
    rowCount: reading.rowCount,
    columns: reading.values as unknown as PlainTable<C>['columns'],
    has: (column) => reading.fieldOf.has(column),
    fault: (code, row, column, message, help) => reading.faultAt(code, reading.record(row), column, message, help),
  };
}

class TableReading {
  readonly values: Record<string, string[] | Float64Array> = {};
  readonly fieldOf = new Map<string, number>();
  rowCount = 0;
  private readonly text: string;
  private readonly name: string;
  private readonly columns: readonly (readonly [string, TableColumn])[];
  private readonly faults: Diagnostic[] = [];
  private readonly numbers: Record<string, number[]> = {};
  private readonly seen: Record<string, Map<string, number>> = {};
  /** Record of the file of each row, where blank lines make it another than the row. */
  private readonly skipped: number[] = [];
  private hidden = 0;
  private records = 0;
  private header: readonly string[] | null = null;

  constructor(text: string, { name, columns }: TableOptions<Readonly<Record<string, TableColumn>>>) {
    const withoutMark = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.text = withoutMark.includes('\r') ? withoutMark.replace(/\r\n?/g, '\n') : withoutMark;
    this.name = name;
    this.columns = Object.entries(columns);
  }

  read(): void {
    const { data, errors } = Papa.parse<string[]>(this.text, { delimiter: ',', newline: '\n' });
    for (const error of errors) {
      if (error.type !== 'Quotes') continue;
      const help = 'Close each quotation mark, and write one inside a quoted field twice.';
      this.add('table.quote', error.row ?? 0, '', 'a quotation mark stands alone', help);
    }
    for (const fields of data) {
      this.takeRecord(fields);
      this.records++;
    }
    if (this.header === null) {
      const help = `Name the columns in the first row: ${this.columns.map(([column]) => column).join(',')}`;
      this.add('table.empty', null, '', 'the table is empty', help);
    }
    for (const [column, { is }] of this.columns) {
      if (is !== 'id') this.values[column] = Float64Array.from(this.numbers[column] ?? []);
    }
  }

  /** The record of the file that a row came from. */
  record(row: number): number {
    let record = row;
    for (const skipped of this.skipped) if (skipped <= record) record++;
    return record;
  }

  add(code: TableCode, record: number | null, column: string, message: string, help: string): void {
    if (this.faults.length >= MOST_FAULTS) this.hidden++;
    else this.faults.push(this.faultAt(code, record, column, message, help));
  }

  allFaults(): Diagnostic[] {
    if (this.hidden === 0) return this.faults;
    const message = `${this.hidden} further faults of this table are not listed`;
    return [...this.faults, diagnostic('table.more', null, message, 'Mend those above and read it again.')];
  }

  faultAt(code: TableCode, record: number | null, column: string, words: string, help: string): Diagnostic {
    const field = this.fieldOf.get(column) ?? 0;
    return tableFault({ name: this.name, text: this.text }, code, { record, field, column }, words, help);
  }

  private takeRecord(fields: readonly string[]): void {
    const isBlank = fields.length === 1 && fields[0]!.trim() === '';
    if (isBlank) this.skipped.push(this.records);
    else if (this.header === null) {
      this.skipped.push(this.records);
      this.takeHeader(fields.map((field) => field.trim()));
    } else this.takeRow(fields, this.header.length);
  }

  private takeHeader(header: readonly string[]): void {
    this.header = header;
    const known = this.columns.map(([column]) => column);
    const record = this.records;
    header.forEach((title, field) => {
      if (!known.includes(title)) return;
      if (this.fieldOf.has(title)) {
        const help = 'Keep one of them.';
        this.add('table.duplicate-column', record, title, `there are two columns named ${title}`, help);
      } else this.fieldOf.set(title, field);
    });
    const rest = header.filter((title) => !known.includes(title));
    for (const [column, { isOptional }] of this.columns) {
      if (this.fieldOf.has(column) || isOptional === true) continue;
      const near = nearestName(column, rest);
      const found = near === null ? `found ${header.join(', ')}` : `found ${JSON.stringify(near)}`;
      const separators = header.length === 1 && /[;\t]/.test(header[0]!) ? ' Fields are separated by commas.' : '';
      const help = `Name the columns in the first row: ${known.join(',')}.${separators}`;
      this.add('table.missing-column', record, '', `expected a column named ${column}, ${found}`, help);
    }
    for (const title of rest) {
      const near = nearestName(
        title,
        known.filter((column) => !this.fieldOf.has(column)),
      );
      const help = near === null ? `Columns that are read: ${known.join(', ')}.` : `Did you mean ${near}?`;
      this.add('table.unknown-column', record, '', `the column ${JSON.stringify(title)} is not read`, help);
    }
    for (const [column, { is }] of this.columns) {
      if (is === 'id') this.values[column] = [];
      else this.numbers[column] = [];
      this.seen[column] = new Map();
    }
  }

  private takeRow(fields: readonly string[], expected: number): void {
    this.rowCount++;
    if (fields.length !== expected) {
      const message = `expected ${expected} fields, found ${fields.length}`;
      const help = 'Give each row one field for each column; put a field that holds a comma in quotation marks.';
      this.add('table.row-length', this.records, '', message, help);
      return;
    }
    for (const [column, form] of this.columns) {
      const field = this.fieldOf.get(column);
      const written = field === undefined ? '' : fields[field]!.trim();
      if (written === '' && form.isOptional !== true) {
        if (field !== undefined) {
          this.add('table.missing-value', this.records, column, 'the field is empty', 'Write a value.');
        }
      } else if (form.is === 'id') this.takeId(column, form, written);
      else this.takeNumber(column, form, written);
    }
  }

  private takeId(column: string, { isUnique }: TableColumn, written: string): void {
    for (let i = 0; i < written.length; i++) {
      const code = written.charCodeAt(i);
      if (code >= 0x20 && (code < 0x7f || !(isControl(code) || code === 0xfffd))) continue;
      const help = 'Write the name without it, and the file as UTF-8.';
      this.add('table.bad-id', this.records, column, `${JSON.stringify(written)} cannot be printed`, help);
      return;
    }
    (this.values[column] as string[]).push(written);
    if (isUnique !== true) return;
    const seen = this.seen[column]!;
    const before = seen.get(written);
    if (before === undefined) seen.set(written, this.records);
    else {
      const { line } = placeInTable(this.text, before, 0);
      const message = `${JSON.stringify(written)} already stands in row ${line}`;
      this.add('table.duplicate-id', this.records, column, message, 'Keep one of them.');
    }
  }

  private takeNumber(column: string, form: TableColumn, written: string): void {
    const value = written === '' ? Number.NaN : readCell(written, form);
    if (typeof value === 'number') this.numbers[column]!.push(value);
    else this.add(value.code, this.records, column, value.message, value.help);
  }
}
