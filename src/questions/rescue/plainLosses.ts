import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlainTable } from '../../book/plainTable.ts';

/** Columns of a table of losses: one row a partner. */
export const LOSS_COLUMNS = {
  party: { is: 'id', isUnique: true },
  loss: { is: 'amount' },
  liquid: { is: 'amount', isOptional: true },
} as const;

/** One who would lose by a failure. */
export interface PlainPartner {
  readonly party: string;
  readonly loss: number;
  /** What it can pay at most; infinite where nothing limits it. */
  readonly liquid: number;
  /** Its equity in both branches; null where they were not worked out. */
  readonly wealth: { readonly rescued: number; readonly fails: number } | null;
}

/** The partners of a table; null, with a fault, where there is none. */
export function plainLosses(
  table: PlainTable<typeof LOSS_COLUMNS>,
  diagnostics: Diagnostic[],
): readonly PlainPartner[] | null {
  if (table.rowCount === 0) {
    const help = 'Write a row for each who would lose by the failure.';
    diagnostics.push(table.fault('table.empty', 0, 'party', 'there is nobody who would lose', help));
    return null;
  }
  const { party, loss, liquid } = table.columns;
  return party.map((id, row) => ({
    party: id,
    loss: loss[row]!,
    liquid: Number.isNaN(liquid[row]!) ? Number.POSITIVE_INFINITY : liquid[row]!,
    wealth: null,
  }));
}
