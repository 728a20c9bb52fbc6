import { printQuarter } from '../../src/base/quarter.ts';
import type { Plan } from '../../src/index.ts';
import { printMoney } from '../../src/report/number.ts';
import { centralCase } from '../../src/run/centralCase.ts';

/** Quarters that a table shows. */
const SHOWN = 8;
const NOTHING = '–';

/** What the terms of a book make its parties pay in the central case, as a table of a page: a line a payment. */
export function paymentsTable(plan: Plan): string {
  const { payments } = centralCase(plan, true);
  const quarters = Array.from({ length: Math.min(SHOWN, plan.quarters) }, (_, q) => q);
  const lines = plan.rows.flatMap((row, r) => {
    const paid = quarters.map((q) => payments[r * plan.quarters + q]!);
    if (row.ref === '' || paid.every((amount) => amount < 1)) return [];
    const who = `${plan.accounts[row.payer]!.id} → ${plan.accounts[row.payee]!.id}`;
    const cells = paid.map((amount) => (amount === 0 ? NOTHING : printMoney(amount, plan.currency)));
    return [`| \`${row.ref}\` ${row.role}: ${who} | ${cells.join(' | ')} |`];
  });
  const names = quarters.map((q) => printQuarter(plan.firstQuarter + q));
  return [`| paid in the central case | ${names.join(' | ')} |`, `|---|${'---:|'.repeat(names.length)}`, ...lines].join(
    '\n',
  );
}
