import { printQuarter } from '../../base/quarter.ts';
import type { RunColumns } from '../../run/runColumns.ts';

/** One kind of payment under a term, quarter by quarter of the central case. */
export interface QuarterFlow {
  readonly deal: string;
  readonly term: string;
  readonly role: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly amounts: readonly number[];
}

/** The payments of the central case under deals, by quarter. */
export interface QuarterFlows {
  readonly quarters: readonly string[];
  readonly flows: readonly QuarterFlow[];
}

/**
 * What is paid under each term in each quarter of the central case: all inputs at their medians, all shocks off.
 *
 * Units: the book's currency.
 * Verified by: workbookOf.test.ts, against the sums by year of `centralFlows`.
 */
export function quarterFlows(run: RunColumns): QuarterFlows {
  const { plan, central } = run;
  const { quarters, firstQuarter, rows, accounts } = plan;
  const flows = rows
    .map((row, i) => ({ row, amounts: [...central.payments.subarray(i * quarters, (i + 1) * quarters)] }))
    .filter(({ row, amounts }) => row.ref !== '' && amounts.some((amount) => amount !== 0))
    .map(
      ({ row, amounts }): QuarterFlow => ({
        deal: row.deal,
        term: row.ref.slice(row.deal.length + 1),
        role: row.role,
        from: accounts[row.payer]!.id,
        to: accounts[row.payee]!.id,
        purpose: row.purpose,
        amounts,
      }),
    );
  return { quarters: Array.from({ length: quarters }, (_, q) => printQuarter(firstQuarter + q)), flows };
}
