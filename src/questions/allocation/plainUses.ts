import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlainTable } from '../../book/plainTable.ts';
import type { ConcaveUse } from '../../mechanisms/allocation/concaveFill.ts';

/** Columns of a table of uses: one row a segment of a use, the better ones first. */
export const USE_COLUMNS = {
  use: { is: 'id' },
  return: { is: 'amount', isOptional: true },
  cap: { is: 'amount', isOptional: true },
  level: { is: 'amount', isOptional: true },
  entry: { is: 'amount', isOptional: true },
  today: { is: 'amount', isOptional: true },
} as const;

type UseTable = PlainTable<typeof USE_COLUMNS>;
type UseColumn = keyof typeof USE_COLUMNS;

/** One use of a table of its own. */
export interface PlainUse {
  readonly use: string;
  readonly isLatent: boolean;
  /** What it has today; null where the table does not say it. */
  readonly today: number | null;
  readonly segments: readonly ConcaveUse[];
}

interface OpenUse {
  readonly isLatent: boolean;
  today: number | null;
  readonly segments: ConcaveUse[];
}

/** The uses of a table; null where rows do not go together, with every fault. */
export function plainUses(table: UseTable, capacity: number, diagnostics: Diagnostic[]): PlainUse[] | null {
  const before = diagnostics.length;
  const uses = new Map<string, OpenUse>();
  let heldToday = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const fault = (column: UseColumn, code: Parameters<UseTable['fault']>[0], words: string, help: string): void => {
      diagnostics.push(table.fault(code, row, column, words, help));
    };
    const segment = segmentOf(table, row, fault);
    if (segment === null) continue;
    const id = table.columns.use[row]!;
    const isLatent = has(table, 'entry', row);
    const use = uses.get(id) ?? { isLatent, today: null, segments: [] };
    uses.set(id, use);
    const last = use.segments.at(-1);
    if (use.isLatent !== isLatent)
      fault(
        'use',
        'table.inconsistent',
        `${JSON.stringify(id)} is latent in one row and not in another`,
        'Name two uses.',
      );
    else if (last !== undefined && last.cap === Number.POSITIVE_INFINITY)
      fault(
        'use',
        'table.inconsistent',
        `${JSON.stringify(id)} already takes any amount`,
        'Give the row before a cap.',
      );
    else if (last !== undefined && startOf(segment) > endOf(last))
      fault(
        isLatent ? 'entry' : 'return',
        'table.inconsistent',
        `${JSON.stringify(id)} would bring more the more it has`,
        'Write segments of a use with the best first: returns that rise are another problem.',
      );
    use.segments.push(segment);
    if (!has(table, 'today', row)) continue;
    if (use.today !== null)
      fault('today', 'table.inconsistent', `what ${JSON.stringify(id)} has today stands twice`, 'Say it in one row.');
    use.today = table.columns.today[row]!;
    heldToday += use.today;
    if (heldToday > capacity * (1 + 1e-9))
      fault(
        'today',
        'table.inconsistent',
        'up to this row uses have more than there is',
        'Let them sum to the capacity.',
      );
  }
  if (table.rowCount === 0)
    diagnostics.push(table.fault('table.empty', 0, 'use', 'there is no use', 'Write a row for each use.'));
  if (diagnostics.length > before) return null;
  return [...uses].map(([use, { isLatent, today, segments }]) => ({ use, isLatent, today, segments }));
}

function has({ columns }: UseTable, column: Exclude<UseColumn, 'use'>, row: number): boolean {
  return !Number.isNaN(columns[column][row]!);
}

function segmentOf(
  table: UseTable,
  row: number,
  fault: (
    column: UseColumn,
    code: 'table.missing-value' | 'table.inconsistent' | 'table.out-of-range',
    words: string,
    help: string,
  ) => void,
): ConcaveUse | null {
  const { columns } = table;
  const isLatent = has(table, 'entry', row);
  const hasLevel = has(table, 'level', row);
  const help = 'Write a return, or for a latent use the shadow price at which it enters.';
  if (!isLatent && !has(table, 'return', row)) {
    fault(
      table.has('return') ? 'return' : 'use',
      'table.missing-value',
      'there is neither a return nor an entry',
      help,
    );
    return null;
  }
  if (isLatent && has(table, 'return', row)) {
    fault('entry', 'table.inconsistent', 'there is a return and an entry', help);
    return null;
  }
  if (hasLevel && isLatent) {
    fault('level', 'table.inconsistent', 'a latent use has no level', 'Give it a return, or leave the level out.');
    return null;
  }
  if (hasLevel && columns.level[row]! <= 0) {
    fault('level', 'table.out-of-range', 'expected a level above 0', 'Write 1, for log(1 + x).');
    return null;
  }
  return {
    value: isLatent ? columns.entry[row]! : columns.return[row]!,
    level: hasLevel ? columns.level[row]! : null,
    cap: has(table, 'cap', row) ? columns.cap[row]! : Number.POSITIVE_INFINITY,
  };
}

/** What the first and the last unit of a segment bring. */
function startOf({ value, level }: ConcaveUse): number {
  return level === null ? value : value / level;
}

function endOf({ value, level, cap }: ConcaveUse): number {
  return level === null ? value : value / (level + cap);
}
