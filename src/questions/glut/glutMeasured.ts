import type { ColumnAt, FigureAt, VectorSlice } from '../claims/measured.ts';
import { meanOf } from '../run/distributionOf.ts';
import { benefitByVector } from './benefitByVector.ts';
import { breakEvenBetween } from './breakEvenOf.ts';
import { flexibleShares } from './flexibleShare.ts';
import { flexibleLessBreakEven } from './glut.ts';
import { labOf, NOT_BELIEVED } from './glutNeeds.ts';
import { inducedPerUnit } from './inducedCapacity.ts';
import { labBenefit } from './labBenefit.ts';

const OF_LAB = /^parties\.([\w-]+)\.(value_of_credibility|flexible_share_less_break_even)$/;

/** The lab and the figure that a path names; null for what `glut` gives no claim. */
export function glutMeasure(path: string): { readonly lab: string | null; readonly figure: string } | null {
  if (path === 'induced_per_announced_unit') return { lab: null, figure: path };
  const [, lab, figure] = OF_LAB.exec(path) ?? [];
  return lab === undefined || figure === undefined ? null : { lab, figure };
}

/** Figures of `glut` on the paths of one input vector. */
export function glutFigures({ plan, world }: VectorSlice): FigureAt {
  return (path) => {
    const measure = glutMeasure(path);
    if (measure === null || !plan.hasMarket) return undefined;
    if (measure.lab === null) {
      const induced = inducedPerUnit(plan, world(''), world(NOT_BELIEVED));
      return induced === null ? null : meanOf(induced);
    }
    if (labOf(plan, measure.lab) === undefined || measure.figure !== 'value_of_credibility') return undefined;
    return meanOf(labBenefit(plan, measure.lab, world(''), world(NOT_BELIEVED)).cash);
  };
}

/** On each path with a glut, the flexible share less f* of the path's input vector. */
export function glutColumns(slice: VectorSlice): ColumnAt {
  const { plan, world } = slice;
  return (path) => {
    const measure = glutMeasure(path);
    if (measure?.lab == null || measure.figure !== 'flexible_share_less_break_even') return undefined;
    const about = measure.lab;
    if (!plan.hasMarket || labOf(plan, about) === undefined) return undefined;
    const shares = flexibleShares(plan, about, world(''));
    const benefits = benefitByVector(slice, about);
    const { found } = breakEvenBetween(shares, (open) => benefits[open]);
    return flexibleLessBreakEven(plan, world(''), shares.asWritten, found);
  };
}
