import type { Patch, Plan } from '../plan/plan.ts';

/** The plan in which what is not binding of a deal is performed in full. */
export function asAnnounced(plan: Plan, deal: string): Plan {
  const performance = plan.columnNames.indexOf(`deals.${deal}.performance`);
  if (performance < 0) return plan;
  const patch: Patch = { quarter: 0, column: performance, operation: 'set', value: 1 };
  return { ...plan, patches: [...plan.patches, patch] };
}
