import { waterFill } from '../../mechanisms/allocation/waterFill.ts';
import type { LabProgram } from '../../plan/plan.ts';
import type { FigureAt, VectorSlice } from '../claims/measured.ts';
import { meanOf } from '../run/distributionOf.ts';
import { type AllocationRun, labName, yearPoints } from './allocationNeeds.ts';
import { labSplits, operatingPaths } from './labSplits.ts';
import { labsOf, labUses } from './labUses.ts';
import { returnsAt } from './returnsAt.ts';

type OfLab = (run: AllocationRun, id: string, lab: LabProgram) => number | null;

const FIGURES: Readonly<Record<string, OfLab>> = {
  supply_gain_less_resplit_gain: (run, id, lab) => supplyLessResplit(run, id, lab, 'gain'),
  supply_gain_ahead_less_resplit_gain: (run, id, lab) => supplyLessResplit(run, id, lab, 'gainAhead'),
  scarcity_ends_within_horizon: scarcityEnds,
};

/** Whether a path names a figure that `allocation` gives to claims. */
export function isAllocationMeasure(path: string): boolean {
  return labAndFigure(path) !== null;
}

function labAndFigure(path: string): { readonly id: string; readonly of: OfLab } | null {
  const [, id = '', figure = ''] = /^parties\.([\w-]+)\.(\w+)$/.exec(path) ?? [];
  const of = FIGURES[figure];
  return of === undefined ? null : { id, of };
}

/** Figures of `allocation` on the paths of one input vector, under `parties` and the lab: each with no more than it takes. */
export function allocationFigures({ plan, paths, world }: VectorSlice): FigureAt {
  const run: AllocationRun = { plan, paths, values: world('') };
  return (path) => {
    const asked = labAndFigure(path);
    const lab = labsOf(plan).find((one) => one.id === asked?.id)?.lab;
    return asked === null || lab === undefined ? undefined : asked.of(run, asked.id, lab);
  };
}

function supplyLessResplit(
  run: AllocationRun,
  id: string,
  lab: LabProgram,
  which: 'gain' | 'gainAhead',
): number | null {
  const { expansion, gainResplit } = labSplits(run, id, lab, labUses(run, lab), 0);
  if (expansion === null || gainResplit.length === 0) return null;
  return meanOf(expansion[which].map((gain, i) => gain - (gainResplit[i] as number)));
}

/** The highest share of any year's paths on which a unit more is worth less than it costs. */
function scarcityEnds(run: AllocationRun, id: string, lab: LabProgram): number | null {
  const uses = labUses(run, lab);
  let most: number | null = null;
  for (const { quarter } of yearPoints(run.plan)) {
    const held = run.values(`${labName(id, 'held')}.${quarter}`);
    const operating = operatingPaths(run, id, quarter);
    if (operating.length === 0) continue;
    const returns = returnsAt(run, id, lab, uses, quarter);
    let abundant = 0;
    for (const path of operating) {
      const { steps, longRunCost } = returns(path);
      if (waterFill(steps, held[path] as number).shadowPrice < longRunCost) abundant += 1;
    }
    most = Math.max(most ?? 0, abundant / operating.length);
  }
  return most;
}
