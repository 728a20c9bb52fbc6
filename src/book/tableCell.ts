import { parseScalar } from '../base/quantityText.ts';
import type { TableCode } from './tableCodes.ts';

/** What stands in a column: a name, an amount, a share (`10%` or `.1`), or a whole number from 1 on. */
export interface TableColumn {
  readonly is: 'id' | 'amount' | 'fraction' | 'whole';
  /** The column, and any field of it, may be left out: '' or NaN then stands in the row. */
  readonly isOptional?: boolean;
  /** Each name may stand once. */
  readonly isUnique?: boolean;
  /** Amounts below zero are read. */
  readonly isSigned?: boolean;
}

/** Why a field holds no number of its column. */
export interface CellFault {
  readonly code: TableCode;
  readonly message: string;
  readonly help: string;
}

const PLAIN = /^\d+(?:\.\d+)?$/;
const EXPECTED = {
  id: 'a name',
  amount: 'an amount',
  fraction: 'a share between 0 and 1 or a percentage',
  whole: 'a whole number from 1 on',
} as const;
const EXAMPLE = { id: 'a1', amount: '12.5 or 300M', fraction: '0.25 or 25%', whole: '1' } as const;

/** The number in a field of a table: `12.5`, `300M`, `25%`, `1e6`, as in a book. */
export function readCell(written: string, { is, isSigned }: TableColumn): number | CellFault {
  if (is === 'amount' && written.length < 16 && PLAIN.test(written)) return Number(written);
  const read = parseScalar(written, {});
  const found = JSON.stringify(written.slice(0, 80));
  const help = `Write ${EXAMPLE[is]}.`;
  if (!read.ok) {
    const { reason, suggestion } = read;
    const advice = suggestion === undefined ? help : `Write ${suggestion}.`;
    return { code: 'table.not-a-number', message: `expected ${EXPECTED[is]}, found ${found}: ${reason}`, help: advice };
  }
  const { value, isPercent } = read;
  const outOfRange: CellFault = {
    code: 'table.out-of-range',
    message: `expected ${EXPECTED[is]}, found ${found}`,
    help,
  };
  if (isPercent && is !== 'fraction') return { ...outOfRange, code: 'table.not-a-number' };
  if (is === 'fraction' && !(value >= 0 && value <= 1)) return outOfRange;
  if (is === 'whole' && !(Number.isInteger(value) && value >= 1)) return outOfRange;
  if (is === 'amount' && value < 0 && isSigned !== true) {
    return { ...outOfRange, message: `expected an amount of at least 0, found ${found}` };
  }
  return value;
}
