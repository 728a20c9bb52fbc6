import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Finds the active rows afresh, in the order of the plan. */
export function findActiveRows(plan: Plan, block: Block): void {
  const { data, width, from, to, active } = block;
  const { column } = rowGroups(plan);
  active.count = 0;
  for (let i = 0; i < column.length; i++) {
    const at = column[i] * width;
    let isActive = 0;
    for (let l = from; l < to; l++) {
      if (data[at + l] !== 0) {
        isActive = 1;
        break;
      }
    }
    active.isActive[i] = isActive;
    if (isActive === 1) active.rows[active.count++] = i;
  }
}
