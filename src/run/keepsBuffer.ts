import type { OwnerProgram, Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';

const ROUNDING = 1e-9;

/**
 * Whether an owner of capacity keeps its buffer over the next four quarters, after what it could raise.
 *
 * Only who does builds without a contract or replaces worn chips: nobody fails over spending that can wait.
 */
export function keepsBuffer(plan: Plan, block: Block, owner: OwnerProgram, l: number): boolean {
  if (owner.party < 0) return true;
  const party = plan.parties[owner.party];
  if (!party.hasFunding) return true;
  const { data, width } = block;
  const buffer = data[party.columns.buffer * width + l];
  return data[party.columns.slack * width + l] >= -ROUNDING * (1 + buffer);
}
