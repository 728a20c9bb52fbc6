import { type Book, type ReadOptions, readBook } from '../src/index.ts';
import type { Plan } from '../src/plan/plan.ts';
import { planBook } from '../src/plan/planBook.ts';
import type { BlockOptions } from '../src/run/block.ts';
import { type BlockResult, simulateBlock } from '../src/run/simulate.ts';

type Entries = Readonly<Record<string, object>>;

/** Sections of a small book as plain objects; evidence is added, so that a test shows only what it is about. */
export interface SmallBook {
  readonly asOf?: string;
  readonly end?: string;
  readonly rescue?: boolean;
  readonly parties: Entries;
  readonly deals?: Entries;
  readonly market?: object;
  readonly stakes?: Entries;
  readonly milestones?: Entries;
  readonly channels?: Entries;
  readonly events?: Entries;
  readonly correlations?: Entries;
}

const EVIDENCE = { source: 'example', said_by: 'press' };

/** A book from plain objects; fails loudly where it has faults. */
export function smallBook(parts: SmallBook, options: ReadOptions = {}): Book {
  const noted = (entries: Entries | undefined): Entries | undefined =>
    entries && Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, { ...EVIDENCE, ...entry }]));
  const { asOf = '2025-12-31', end = '2027-Q4', rescue, market } = parts;
  const content = {
    book: { format: 1, title: 'Test', as_of: asOf, currency: 'USD', horizon: { end }, ...EVIDENCE, rescue },
    sources: { example: { title: 'Example', publisher: 'Example', date: '2025-06-30', grade: 'C' } },
    parties: noted(parts.parties),
    stakes: noted(parts.stakes),
    deals: noted(parts.deals),
    market: market && { ...EVIDENCE, unit: { capacity: 'GW', price: 'USD per GW-year' }, ...market },
    milestones: noted(parts.milestones),
    channels: noted(parts.channels),
    events: noted(parts.events),
    correlations: noted(parts.correlations),
  };
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: JSON.stringify(content) }], options);
  if (book === null) throw new Error(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
  return book;
}

export function smallPlan(parts: SmallBook, options: ReadOptions = {}): Plan {
  return planBook(smallBook(parts, options));
}

/** What happened on one path, quarter by quarter. */
export interface Told {
  readonly result: BlockResult;
  /** Sum of the payments from one account to another, of a role and of a term where these are named. */
  readonly paid: (payer: string, payee: string, role?: string, ref?: string) => number[];
  /** A column of the plan by its name. */
  readonly column: (name: string) => number[];
  readonly cash: (account: string) => number[];
}

/** Tells one path of a plan: the central case unless a path is named. */
export function tell(plan: Plan, options: Partial<BlockOptions> = { isCentral: true }): Told {
  const states: Float64Array[] = [];
  const result = simulateBlock(plan, { seed: 1, firstPath: 0, ...options, lanes: 1 }, (block) => {
    states.push(block.data.slice());
  });
  const columnOf = (name: string): number => {
    const column = plan.columnNames.indexOf(name);
    if (column < 0) throw new Error(`no column ${name}`);
    return column;
  };
  const column = (name: string): number[] => states.map((data) => data[columnOf(name)]!);
  return {
    result,
    column,
    cash: (account) => column(`${account}:cash`),
    paid(payer, payee, role, ref) {
      const rows = plan.rows.filter(
        (row) =>
          plan.accounts[row.payer]!.id === payer &&
          plan.accounts[row.payee]!.id === payee &&
          (role === undefined || row.role === role) &&
          (ref === undefined || row.ref === ref),
      );
      if (rows.length === 0) throw new Error(`no payment of ${payer} to ${payee} ${role ?? ''} ${ref ?? ''}`);
      return states.map((data) => rows.reduce((sum, row) => sum + data[row.column]!, 0));
    },
  };
}
