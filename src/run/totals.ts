import type { Plan } from '../plan/plan.ts';
import { findActiveRows } from './activeRows.ts';
import type { Block } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Sums what each party has to pay and will receive this quarter if everyone pays in full. */
export function sumDues(plan: Plan, block: Block): void {
  const { data, sums, width, from, to } = block;
  const groups = rowGroups(plan);
  findActiveRows(plan, block);
  for (const party of plan.parties) {
    data.fill(0, party.columns.out * width + from, party.columns.out * width + to);
    data.fill(0, party.columns.into * width + from, party.columns.into * width + to);
  }
  for (let k = 0; k < block.active.count; k++) {
    const i = block.active.rows[k];
    const at = groups.column[i] * width + from;
    const payer = groups.partyOf[groups.payer[i]];
    const payee = groups.partyOf[groups.payee[i]];
    if (payer >= 0) sums.add(plan.parties[payer].columns.out * width + from, at, to - from);
    if (payee >= 0) sums.add(plan.parties[payee].columns.into * width + from, at, to - from);
  }
}
