import type { Derivation, Purpose, SeniorityClass } from '../terms/term.ts';
import type { PaymentRow } from './plan.ts';

/** Hands out the columns of a plan; every name has one column and is made once. */
export interface ColumnTable {
  readonly names: string[];
  readonly units: string[];
  readonly initial: number[];
  readonly derived: (Derivation & { column: number })[];
  readonly processes: { name: string; column: number; kind: 'uniform' | 'normal' }[];
  readonly rows: PaymentRow[];
  readonly column: (name: string, unit: string, initial?: number) => number;
  readonly find: (name: string) => number;
  readonly copy: (target: number, source: number) => void;
  readonly derive: (name: string, unit: string, how: Derivation) => number;
  readonly process: (name: string, kind: 'uniform' | 'normal') => number;
  readonly row: (row: RowSpec) => number;
  readonly setUnpaid: (column: number, unpaid: number) => void;
}

export interface RowSpec {
  readonly payer: number;
  readonly payee: number;
  readonly purpose: Purpose;
  readonly seniority: SeniorityClass;
  readonly role: string;
  readonly ref?: string;
  readonly deal?: string;
}

export function createColumnTable(): ColumnTable {
  const names: string[] = [];
  const units: string[] = [];
  const initial: number[] = [];
  const byName = new Map<string, number>();
  const rows: PaymentRow[] = [];
  const table: ColumnTable = {
    names,
    units,
    initial,
    derived: [],
    processes: [],
    rows,
    column(name, unit, start = 0) {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const index = names.length;
      names.push(name);
      units.push(unit);
      initial.push(start);
      byName.set(name, index);
      return index;
    },
    find: (name) => byName.get(name) ?? -1,
    copy: (target, source) => {
      table.derived.push({ column: target, scale: 1, numerators: [source], denominators: [] });
    },
    derive(name, unit, how) {
      const isKnown = byName.has(name);
      const column = table.column(name, unit);
      if (!isKnown) table.derived.push({ ...how, column });
      return column;
    },
    process(name, kind) {
      const isKnown = byName.has(`draw:${name}`);
      const column = table.column(`draw:${name}`, kind === 'normal' ? 'standard normal' : 'uniform');
      if (!isKnown) table.processes.push({ name, column, kind });
      return column;
    },
    row(spec) {
      const name = `pay:${spec.ref ?? ''}:${spec.role}:${spec.payer}>${spec.payee}`;
      const known = byName.get(name);
      if (known !== undefined) return known;
      const column = table.column(name, 'currency');
      rows.push({ ...spec, ref: spec.ref ?? '', deal: spec.deal ?? '', column, unpaid: -1 });
      return column;
    },
    setUnpaid(column, unpaid) {
      const index = rows.findIndex((r) => r.column === column);
      if (index >= 0) rows[index] = { ...rows[index], unpaid };
    },
  };
  return table;
}
