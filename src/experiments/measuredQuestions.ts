import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { allocationFigures, isAllocationMeasure } from '../questions/allocation/allocationMeasured.ts';
import { allocationNeeds } from '../questions/allocation/allocationNeeds.ts';
import type {
  ColumnAt,
  FigureAt,
  MeasuredWorld,
  MeasureKind,
  StructuralFigures,
  VectorSlice,
} from '../questions/claims/measured.ts';
import { asAnnouncedDeal, withoutDeal } from '../questions/claims/worldIds.ts';
import { comparedDeals, controlFigures } from '../questions/control/controlMeasured.ts';
import { measuredFinancing } from '../questions/financing/financingMeasured.ts';
import { principalsOf } from '../questions/gains/dealGain.ts';
import { gainColumns } from '../questions/gains/gainColumns.ts';
import { grantColumns } from '../questions/gains/grantedShares.ts';
import {
  announcedColumns,
  dealsCompared,
  leverageFigures,
  leverageMeasure,
  positionColumns,
} from '../questions/leverage/leverageMeasured.ts';
import { loopFigures } from '../questions/loop/loopMeasured.ts';
import { settlementDraws } from '../questions/settlement/settlementMeasured.ts';
import { recordedNames } from '../run/recorded.ts';
import { asAnnounced } from './asAnnounced.ts';
import { planWithout } from './dealGains.ts';
import { measuredGlut } from './measuredGlut.ts';
import { measuredRescue } from './measuredRescue.ts';

/** A figure of one vector, or of each of its paths, worked out from the worlds that it needs. */
export interface MeasuredFigure {
  readonly unit: string;
  readonly worlds: readonly MeasuredWorld[];
  readonly expectation?: (slice: VectorSlice) => FigureAt;
  readonly pathwise?: (slice: VectorSlice) => ColumnAt;
  /** Every path tells it by itself: nothing of its vector goes in, so that plain paths of the book as it stands serve. */
  readonly isOfPaths?: boolean;
}

/** How a question gives figures to claims: by path, null where it has no such figure. */
export interface MeasuredQuestion {
  readonly figure?: (book: Book, plan: Plan, path: string, kind?: MeasureKind) => MeasuredFigure | null;
  readonly draws?: (
    book: Book,
    seed: number,
    draws: number,
    path: string,
  ) => (StructuralFigures & { readonly unit: string }) | null;
}

/** The questions that claims may put so far. */
export const MEASURED: Readonly<Record<string, MeasuredQuestion>> = {
  allocation: {
    figure: (_book, plan, path) =>
      isAllocationMeasure(path)
        ? { unit: unitOf(path), worlds: [allocationWorld(plan)], expectation: allocationFigures }
        : null,
  },
  control: {
    figure: (book, plan, path) => {
      const compared = comparedDeals(book, plan, path);
      if (compared === null) return null;
      const deals = [...compared.deals.keys()];
      const principals = new Set(deals.flatMap((deal) => principalsOf(plan, deal)));
      const grants = deals.flatMap((deal) => grantColumns(plan, deal));
      return {
        unit: 'fraction',
        worlds: [
          { id: '', plan, recorded: [...gainColumns(plan, principals), ...grants] },
          ...deals.map((deal) => worldWithout(plan, deal)),
        ],
        expectation: controlFigures(path, compared),
      };
    },
  },
  financing: {
    figure: (book, plan, path) => {
      const measured = measuredFinancing(book, plan, path);
      return measured === null
        ? null
        : { unit: 'ratio', worlds: [measured.world], pathwise: measured.columns, isOfPaths: true };
    },
  },
  leverage: {
    figure: (book, plan, path) => {
      const measure = leverageMeasure(path);
      if (measure === null) return null;
      const { announced, without } = dealsCompared(book, plan, measure);
      return {
        unit: measure.is === 'gain' ? 'currency' : 'fraction',
        worlds: [
          ...(measure.is === 'position' ? [{ id: '', plan, recorded: positionColumns(plan) }] : []),
          ...announced.map((deal) => ({
            id: asAnnouncedDeal(deal),
            plan: asAnnounced(plan, deal),
            recorded: announcedColumns(plan, deal),
          })),
          ...without.map((deal) => worldWithout(plan, deal)),
        ],
        expectation: leverageFigures,
      };
    },
  },
  glut: { figure: measuredGlut },
  loop: {
    draws: (book, seed, draws, path) => withUnit(loopFigures(book, seed, draws, path), 'ratio'),
  },
  rescue: { figure: measuredRescue },
  settlement: {
    draws: (book, seed, draws, path) =>
      withUnit(
        settlementDraws(book, seed, draws, path),
        path.endsWith('smallest_gain_over_disagreement') ? 'currency' : 'fraction',
      ),
  },
};

function worldWithout(plan: Plan, deal: string): MeasuredWorld {
  const recorded = gainColumns(plan, new Set(principalsOf(plan, deal)));
  return { id: withoutDeal(deal), plan: planWithout(plan, deal), recorded };
}

function withUnit(
  figures: StructuralFigures | null,
  unit: string,
): (StructuralFigures & { readonly unit: string }) | null {
  return figures === null ? null : { ...figures, unit };
}

function unitOf(path: string): string {
  return path.includes('gain') ? 'currency' : 'fraction';
}

function allocationWorld(plan: Plan): MeasuredWorld {
  const { exact, recorded = [] } = allocationNeeds(plan);
  const besides = new Set(recordedNames(plan, recorded));
  return { id: '', plan, recorded, names: exact.filter((name) => !besides.has(name)) };
}
