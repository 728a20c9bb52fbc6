import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { glutColumns, glutFigures, glutMeasure } from '../questions/glut/glutMeasured.ts';
import {
  benefitColumns,
  flexibleColumns,
  labOf,
  marketColumns,
  marketNames,
  NOT_BELIEVED,
} from '../questions/glut/glutNeeds.ts';
import { notBelieved, opennessWorlds } from './glutWorlds.ts';

/** Part of the vectors on which contracts are opened, six worlds: enough for how the benefit hangs on the flexible share on average. */
const PART_OF_VECTORS = 0.25;

/** The figures of `glut` that claims test, each with only the worlds and columns that it reads. */
export function measuredGlut(_book: Book, plan: Plan, path: string) {
  const measure = glutMeasure(path);
  if (measure === null || !plan.hasMarket) return null;
  const { lab, figure } = measure;
  const names = marketNames(plan);
  if (lab === null) {
    const recorded = marketColumns(plan);
    return { unit: 'ratio', worlds: both(plan, names, recorded), expectation: glutFigures };
  }
  if (labOf(plan, lab) === undefined) return null;
  const recorded = benefitColumns(plan, [lab]);
  if (figure === 'value_of_credibility')
    return { unit: 'currency', worlds: both(plan, names, recorded), expectation: glutFigures };
  const [base, not] = both(plan, names, recorded);
  return {
    unit: 'fraction',
    worlds: [
      { ...base!, recorded: [...recorded, ...flexibleColumns(plan, lab)] },
      not!,
      ...opennessWorlds(plan, lab, recorded).map((world) => ({ ...world, part: PART_OF_VECTORS, isPooled: true })),
    ],
    pathwise: glutColumns,
  };
}

function both(plan: Plan, names: readonly string[], recorded: ReturnType<typeof marketColumns>) {
  return [
    { id: '', plan, names, recorded },
    { id: NOT_BELIEVED, plan: notBelieved(plan), names, recorded },
  ];
}
