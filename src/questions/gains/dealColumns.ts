import type { PaymentRow, Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import { netOf } from './gainColumns.ts';

/** Payments for goods and services under a deal, without what its buyer lets on. */
export function salesRows(plan: Plan, deal: string): PaymentRow[] {
  return plan.rows.filter(
    (row) =>
      row.deal === deal &&
      (row.purpose === 'purchase' || row.role === 'payment') &&
      row.purpose !== 'finance' &&
      row.role !== 'sublet' &&
      row.role !== 'haircut',
  );
}

/**
 * What must be recorded in the book's own world to tell terms apart: each term's payments as each principal sees them, what
 * a deal's sales are worth, and which lab leads at the horizon.
 */
export function dealColumns(plan: Plan): Recorded[] {
  const recorded: Recorded[] = plan.labs.map(({ account, party }) => ({
    name: `gains.revenue.${plan.accounts[account].id}`,
    columns: [plan.parties[party].columns.revenue],
    every: 'horizon',
  }));
  recorded.push(
    { name: 'gains.longRunCost', columns: [plan.market.columns.longRunCost], every: 'horizon' },
    { name: 'gains.costOfCapital', columns: [plan.market.columns.costOfCapital], every: 'horizon' },
  );
  for (const { id, columns } of plan.parties)
    recorded.push(
      { name: `gains.margin.${id}`, columns: [columns.webMargin], every: 'horizon' },
      { name: `gains.tax.${id}`, columns: [columns.tax], every: 'horizon' },
      { name: `gains.status.${id}`, columns: [columns.status], every: 'horizon' },
      { name: `gains.worth.${id}`, columns: [columns.value], every: 'quarter' },
    );
  for (const deal of Object.keys(plan.dealTitles)) {
    const columns = salesRows(plan, deal).map((row) => row.column);
    recorded.push(
      { name: `gains.sales.${deal}`, columns, every: 'run', isDiscounted: true },
      { name: `gains.nominal.${deal}`, columns, every: 'quarter' },
    );
  }
  for (const term of plan.terms) {
    const rows = plan.rows.filter((row) => row.ref === term.ref && row.role !== 'sublet' && row.role !== 'haircut');
    for (const { id, account } of plan.parties) {
      const net = netOf(rows, account);
      if (net.columns.length === 0) continue;
      recorded.push({ name: `gains.term.${term.ref}.${id}`, ...net, every: 'run', isDiscounted: true });
    }
    if (term.kind === 'loan')
      recorded.push({
        name: `gains.outstanding.${term.ref}`,
        columns: [term.columns.outstanding],
        every: 'horizon',
        isDiscounted: true,
      });
  }
  return recorded;
}
