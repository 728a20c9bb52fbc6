import { yearOfQuarter } from '../../base/quarter.ts';
import type { RunColumns } from '../../run/runColumns.ts';

export interface CentralFlow {
  readonly deal: string;
  readonly term: string;
  readonly role: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly by_year: readonly { readonly year: number; readonly amount: number }[];
}

export interface CentralCash {
  readonly at_start: number;
  readonly by_year: readonly {
    readonly year: number;
    readonly received: number;
    readonly paid: number;
    readonly cash: number;
  }[];
}

/** The one path that foots: every payment under a deal by year, and each party's cash from year to year. */
export interface CentralResult {
  readonly flows: readonly CentralFlow[];
  readonly parties: Readonly<Record<string, CentralCash>>;
}

/**
 * The central case by year: all inputs at their medians, all shocks off.
 *
 * Definition: cash at the end of a year = cash at its start + received − paid, for each party, to the cent.
 * Verified by: answerRun.test.ts, footing.
 */
export function centralFlows(run: RunColumns, years: readonly number[]): CentralResult {
  const { plan, central } = run;
  const yearIndex = Array.from({ length: plan.quarters }, (_, q) =>
    years.indexOf(yearOfQuarter(plan.firstQuarter + q)),
  );
  const rows = plan.rows.map((row, i) => {
    const amounts = new Float64Array(years.length);
    for (let q = 0; q < plan.quarters; q++) amounts[yearIndex[q]!]! += central.payments[i * plan.quarters + q]!;
    return { row, amounts };
  });
  const flows = rows
    .filter(({ row, amounts }) => row.ref !== '' && amounts.some((a) => a !== 0))
    .map(
      ({ row, amounts }): CentralFlow => ({
        deal: row.deal,
        term: row.ref.slice(row.deal.length + 1),
        role: row.role,
        from: plan.accounts[row.payer]!.id,
        to: plan.accounts[row.payee]!.id,
        purpose: row.purpose,
        by_year: years.map((year, y) => ({ year, amount: amounts[y]! })),
      }),
    );
  const lastQuarter = years.map((_, y) => yearIndex.lastIndexOf(y));
  const parties = plan.parties.map(({ id, account }): [string, CentralCash] => {
    const sums = years.map(() => ({ received: 0, paid: 0 }));
    for (const { row, amounts } of rows) {
      years.forEach((_, y) => {
        if (row.payee === account) sums[y]!.received += amounts[y]!;
        if (row.payer === account) sums[y]!.paid += amounts[y]!;
      });
    }
    const cash = (y: number): number => central.cash[account * plan.quarters + lastQuarter[y]!]!;
    return [
      id,
      {
        at_start: central.cashAtStart[account]!,
        by_year: years.map((year, y) => ({ year, ...sums[y]!, cash: cash(y) })),
      },
    ];
  });
  return { flows, parties: Object.fromEntries(parties) };
}
