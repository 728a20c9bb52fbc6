import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';

/** Name under which the pricing kernel of the quarter of distress is recorded; 0 on paths without one. */
export const kernelAt = (party: string): string => `rescue.kernel.${party}`;
/** Name of the quarter, counted from 1, in which the party failed for the first time; 0 where it never did. */
export const failedAt = (party: string): string => `rescue.failed.${party}`;

/** What must be recorded of a plan whose parties' first distress is written down. */
export function distressColumns(plan: Plan): Recorded[] {
  return plan.distress.flatMap((watch): Recorded[] => {
    const { columns, partners, claims, ties } = watch;
    const party = plan.parties[watch.party];
    const once = [
      columns.quarter,
      columns.need,
      columns.needYear,
      columns.value,
      columns.unpaid,
      ...columns.recovery,
      columns.surplus,
      ...partners.flatMap((p) => [p.share, p.value, p.debt, p.liquid, p.deferrable]),
      ...claims.flatMap((c) => [c.due, c.ahead, c.order, ...c.covers.flatMap(({ cover, limit }) => [cover, limit])]),
      ...ties.map((tie) => tie.column),
    ];
    return [
      ...once.map((column): Recorded => ({ name: plan.columnNames[column], columns: [column], every: 'horizon' })),
      { name: kernelAt(party.id), columns: [columns.now], every: 'run', isDiscounted: true },
      { name: failedAt(party.id), columns: [party.columns.status], every: 'horizon' },
    ];
  });
}
