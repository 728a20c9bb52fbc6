import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Finds the active rows afresh, in the order of the plan. */
export function findActiveRows(plan: Plan, block: Block): void {
  const { sums, width, from, to, active } = block;
  const { column } = rowGroups(plan);
  active.count = 0;
  for (let i = 0; i < column.length; i++) {
    const isActive = sums.hasOtherThanZero(column[i] * width + from, to - from) ? 1 : 0;
    active.isActive[i] = isActive;
    if (isActive === 1) active.rows[active.count++] = i;
  }
}
