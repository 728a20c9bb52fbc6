import { type Distribution, isUncertain, medianOf } from '../base/distribution.ts';
import {
  type Quantity,
  type QuantitySpec,
  readQuantity,
  type Statement,
  statementAt,
  type Yearly,
} from '../base/quantity.ts';
import { parseQuarter, quarterOfDate, yearOfQuarter } from '../base/quarter.ts';
import type { Book } from '../book/book.ts';
import type { ColumnTable } from './columnTable.ts';
import type { PlanInput, YearlyColumns } from './plan.ts';

/** Names the inputs of a plan and gives each its column; fills in and marks what nobody wrote. */
export interface InputTable {
  readonly inputs: PlanInput[];
  /** Column of a quantity; the standing default where the author wrote none or nothing was known yet. */
  readonly input: (q: Quantity | undefined, path: string, unit: string, standing?: number | string) => number;
  /** Central value of a quantity: its median, for dates and lengths that must be plain numbers. */
  readonly central: (q: Quantity | undefined, standing: number) => number;
  /** What is known of a quantity on the day of the book. */
  readonly known: (q: Quantity | undefined) => Statement | null;
  readonly centralOf: (column: number) => number;
  /** Columns by quarter of a yearly quantity: a step each year, or interpolated between the ends of years. */
  readonly yearly: (q: Yearly | undefined, path: string, unit: string, how: YearlyUse) => YearlyColumns;
}

export interface YearlyUse {
  readonly interpolates: boolean;
  readonly standing: number | string;
  /** Column to which the value fades over five years after the last year written. */
  readonly fadesTo?: number;
}

const FADE_YEARS = 5;

export function createInputTable(book: Book, columns: ColumnTable, firstQuarter: number, quarters: number): InputTable {
  const inputs: PlanInput[] = [];
  const byColumn = new Map<number, PlanInput>();

  const add = (path: string, unit: string, distribution: Distribution, isDefault: boolean): number => {
    const known = columns.find(path);
    if (known >= 0) return known;
    const central = medianOf(distribution);
    const column = columns.column(path, unit, central);
    const evidence = isDefault ? {} : book.evidenceFor(path);
    const sources =
      evidence.source === undefined ? [] : typeof evidence.source === 'string' ? [evidence.source] : evidence.source;
    const input: PlanInput = {
      path,
      unit,
      column,
      distribution,
      central,
      isUncertain: isUncertain(distribution),
      isDefault,
      grade: isDefault ? 'D' : book.gradeFor(path),
      sources,
    };
    inputs.push(input);
    byColumn.set(column, input);
    return column;
  };

  const known = (q: Quantity | undefined): Statement | null => (q === undefined ? null : statementAt(q, book.asOf));

  const input: InputTable['input'] = (q, path, unit, standing = 0) => {
    const statement = known(q);
    if (q !== undefined && statement !== null)
      return add(q.path === '' ? path : q.path, unit, statement.distribution, false);
    return add(path, unit, standingDistribution(standing, unit), true);
  };

  const yearly: InputTable['yearly'] = (q, path, unit, how) => {
    const years = Object.keys(q ?? {}).filter((y) => y !== 'all' && known(q?.[y]) !== null);
    const at = (year: string): number => input(q?.[year], `${path}.${year}`, unit, how.standing);
    if (years.length === 0) return constantColumns(input(q?.all, path, unit, how.standing), quarters);
    const span =
      q?.all === undefined || known(q.all) === null ? years.map(Number) : yearsAround(firstQuarter, quarters);
    const column = (year: number): number =>
      years.includes(String(year)) ? at(String(year)) : input(q?.all, path, unit, how.standing);
    return yearlyColumns(span, column, firstQuarter, quarters, how);
  };

  return {
    inputs,
    input,
    known,
    yearly,
    central: (q, standing) => {
      const statement = known(q);
      return statement === null ? standing : medianOf(statement.distribution);
    },
    centralOf: (column) => byColumn.get(column)?.central ?? columns.initial[column],
  };
}

function constantColumns(column: number, quarters: number): YearlyColumns {
  return {
    a: new Int32Array(quarters).fill(column),
    b: new Int32Array(quarters).fill(column),
    t: new Float64Array(quarters),
  };
}

/** The calendar years of a run, and the one before it. */
function yearsAround(firstQuarter: number, quarters: number): number[] {
  const first = yearOfQuarter(firstQuarter) - 1;
  const last = yearOfQuarter(firstQuarter + quarters - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Columns by quarter from the years written: the year itself, else the last one before it, else the first. */
function yearlyColumns(
  written: readonly number[],
  columnOf: (year: number) => number,
  firstQuarter: number,
  quarters: number,
  how: YearlyUse,
): YearlyColumns {
  const years = [...written].sort((x, y) => x - y);
  const last = years.at(-1) as number;
  const at = (year: number): number => columnOf(years.filter((y) => y <= year).at(-1) ?? (years[0] as number));
  const { a, b, t } = constantColumns(0, quarters);
  for (let i = 0; i < quarters; i++) {
    const year = yearOfQuarter(firstQuarter + i);
    if (how.interpolates) {
      a[i] = at(year - 1);
      b[i] = at(year);
      t[i] = (((firstQuarter + i) % 4) + 1) / 4;
    } else {
      a[i] = at(year);
      b[i] = how.fadesTo ?? (a[i] as number);
      t[i] = how.fadesTo === undefined ? 0 : Math.min(1, Math.max(0, (year - last) / FADE_YEARS));
    }
  }
  return { a, b, t };
}

function standingDistribution(standing: number | string, unit: string): Distribution {
  const spec: QuantitySpec = { unit, meaning: 'standing default', ...(unit === 'fraction' ? { min: 0, max: 1 } : {}) };
  const read = readQuantity(standing, spec, (_fault, message) => {
    throw new Error(`standing default ${standing}: ${message}`);
  });
  const statement = read?.statements[0];
  if (statement === undefined) throw new Error(`standing default ${standing} is no quantity`);
  return statement.distribution;
}

/** Quarter index of a day or quarter text; 0 is the first quarter of the run. */
export function quarterIndex(text: string, firstQuarter: number): number {
  return (parseQuarter(text) ?? quarterOfDate(text)) - firstQuarter;
}
