import type { FigureAt, VectorSlice } from '../claims/measured.ts';
import type { LabAllocation } from './allocationSchema.ts';
import { labAllocation } from './labAllocation.ts';
import { labsOf } from './labUses.ts';

/** Figures of `allocation` on the paths of one input vector, under `parties` and the lab. */
export function allocationFigures({ plan, paths, world }: VectorSlice): FigureAt {
  const made = new Map<string, LabAllocation | null>();
  return (path) => {
    const [, id = '', figure = ''] = /^parties\.([\w-]+)\.(\w+)$/.exec(path) ?? [];
    const lab = labsOf(plan).find((one) => one.id === id)?.lab;
    if (lab === undefined) return undefined;
    const told = made.has(id) ? made.get(id) : labAllocation({ plan, paths, values: world('') }, id, id, lab);
    made.set(id, told ?? null);
    if (told === null || told === undefined) return null;
    const value = told[figure as keyof LabAllocation];
    return typeof value === 'number' || value === null ? value : undefined;
  };
}
