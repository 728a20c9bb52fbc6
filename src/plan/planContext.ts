import type { Book } from '../book/book.ts';
import type { BookContent } from '../book/schema/book.ts';
import type { ColumnTable } from './columnTable.ts';
import type { InputTable } from './inputTable.ts';
import type { Account } from './plan.ts';

/** What every room of the planner works with. */
export interface PlanContext {
  readonly book: Book;
  readonly content: BookContent;
  readonly firstQuarter: number;
  readonly quarters: number;
  readonly accounts: readonly Account[];
  readonly accountIndex: ReadonlyMap<string, number>;
  readonly columns: ColumnTable;
  readonly inputs: InputTable;
}

/** The parts of the outside world that money can come from and go to (model.md, Conservation). */
export const WORLD_ACCOUNTS: readonly Account[] = [
  { id: 'rest-of-market', name: 'Rest of the market', kind: 'world', isWorld: true },
  { id: 'world', name: 'Households and business', kind: 'world', isWorld: true },
  { id: 'world-suppliers', name: 'Suppliers', kind: 'world', isWorld: true },
  { id: 'world-tax', name: 'Tax', kind: 'world', isWorld: true },
  { id: 'world-shareholders', name: 'Outside shareholders', kind: 'world', isWorld: true },
  { id: 'world-bank', name: 'Banks', kind: 'world', isWorld: true },
  { id: 'world-private-credit', name: 'Private credit', kind: 'world', isWorld: true },
  { id: 'world-insurer', name: 'Insurers', kind: 'world', isWorld: true },
  { id: 'world-bond-fund', name: 'Bond funds', kind: 'world', isWorld: true },
  { id: 'world-other', name: 'Other lenders', kind: 'world', isWorld: true },
];

/** Index of an account by its id; the readers of the book have made sure that it is there. */
export function accountOf(context: PlanContext, id: string): number {
  const index = context.accountIndex.get(id);
  if (index === undefined) throw new Error(`no account ${id}`);
  return index;
}

/** Column of an account's state: `cash`, `status`, `value` and so on, made on first use. */
export function accountColumn(
  context: PlanContext,
  account: number,
  role: string,
  unit = 'currency',
  initial = 0,
): number {
  return context.columns.column(`${context.accounts[account].id}:${role}`, unit, initial);
}
