import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';

/** In place of a quarter: inputs are changed as they are drawn, before anything follows from them. */
export const AS_DRAWN = -1;

/** Changes that a scenario makes in this quarter. */
export function applyPatches(plan: Plan, block: Block, quarter: number): void {
  const { data, width } = block;
  for (const patch of plan.patches) {
    if (patch.quarter !== quarter) continue;
    const at = patch.column * width;
    for (let l = 0; l < width; l++) {
      if (patch.operation === 'set') data[at + l] = patch.value;
      else if (patch.operation === 'multiply') data[at + l] *= patch.value;
      else data[at + l] += patch.value;
    }
  }
}
