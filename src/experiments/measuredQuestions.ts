import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { allocationFigures } from '../questions/allocation/allocationMeasured.ts';
import { allocationNeeds } from '../questions/allocation/allocationNeeds.ts';
import type {
  ColumnAt,
  FigureAt,
  MeasuredWorld,
  StructuralFigures,
  VectorSlice,
} from '../questions/claims/measured.ts';
import { asAnnouncedDeal, withoutDeal } from '../questions/claims/worldIds.ts';
import { comparedDeals, controlFigures } from '../questions/control/controlMeasured.ts';
import { dealColumns } from '../questions/gains/dealColumns.ts';
import { gainColumns } from '../questions/gains/gainColumns.ts';
import { grantColumns } from '../questions/gains/grantedShares.ts';
import { dealsCompared, leverageFigures, leverageMeasure } from '../questions/leverage/leverageMeasured.ts';
import { loopFigures } from '../questions/loop/loopMeasured.ts';
import { settlementDraws } from '../questions/settlement/settlementMeasured.ts';
import { recordedNames } from '../run/recorded.ts';
import { asAnnounced } from './askLeverage.ts';
import { planWithout } from './dealGains.ts';

/** A figure of one vector, or of each of its paths, worked out from the worlds that it needs. */
export interface MeasuredFigure {
  readonly unit: string;
  readonly worlds: readonly MeasuredWorld[];
  /** Most vectors that it is asked for; all where left out. */
  readonly vectors?: number;
  readonly expectation?: (slice: VectorSlice) => FigureAt;
  readonly pathwise?: (slice: VectorSlice) => ColumnAt;
}

/** How a question gives figures to claims: by path, null where it has no such figure. */
export interface MeasuredQuestion {
  readonly figure?: (book: Book, plan: Plan, path: string) => MeasuredFigure | null;
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
      /^parties\.[\w-]+\.\w+$/.test(path)
        ? { unit: unitOf(path), worlds: [allocationWorld(plan)], expectation: allocationFigures }
        : null,
  },
  control: {
    figure: (book, plan, path) => {
      const compared = comparedDeals(book, plan, path);
      if (compared === null) return null;
      const recorded = gainColumns(plan);
      return {
        unit: 'fraction',
        worlds: [
          { id: '', plan, recorded: [...recorded, ...grantColumns(plan)] },
          ...[...compared.deals.keys()].map((deal) => ({
            id: withoutDeal(deal),
            plan: planWithout(plan, deal),
            recorded,
          })),
        ],
        expectation: controlFigures(path, compared),
      };
    },
  },
  leverage: {
    figure: (_book, plan, path) => {
      const measure = leverageMeasure(path);
      if (measure === null) return null;
      const { announced, without } = dealsCompared(plan, measure);
      const told = [...gainColumns(plan), ...grantColumns(plan), ...dealColumns(plan)];
      return {
        unit: measure.is === 'gain' ? 'currency' : 'fraction',
        worlds: [
          ...(measure.is === 'position' ? [{ id: '', plan, recorded: told }] : []),
          ...announced.map((deal) => ({ id: asAnnouncedDeal(deal), plan: asAnnounced(plan, deal), recorded: told })),
          ...without.map((deal) => ({
            id: withoutDeal(deal),
            plan: planWithout(plan, deal),
            recorded: gainColumns(plan),
          })),
        ],
        expectation: leverageFigures,
      };
    },
  },
  loop: {
    draws: (book, seed, draws, path) => withUnit(loopFigures(book, seed, draws, path), 'ratio'),
  },
  settlement: {
    draws: (book, seed, draws, path) =>
      withUnit(
        settlementDraws(book, seed, draws, path),
        path.endsWith('smallest_gain_over_disagreement') ? 'currency' : 'fraction',
      ),
  },
};

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
