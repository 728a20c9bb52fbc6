import type { Plan } from '../../plan/plan.ts';
import { recordedNames } from '../../run/recorded.ts';
import type { ColumnAt, MeasuredWorld, VectorSlice } from '../claims/measured.ts';
import { financingNeeds, fundedParties } from './financingNeeds.ts';
import { type FundingCoverage, fundingCoverage } from './fundingCoverage.ts';
import { partyFlows } from './partyFlows.ts';

/** Figures of `financing` path by path: `parties`, the party, and a layer of coverage or `equity_reliance`. */
export function financingColumns({ plan, paths, world }: VectorSlice): ColumnAt {
  const made = new Map<string, FundingCoverage>();
  return (path) => {
    const measure = financingMeasure(path);
    const party = fundedParties(plan).find(({ id }) => id === measure?.party);
    if (measure === null || party === undefined) return undefined;
    const known = made.get(party.id) ?? fundingCoverage(partyFlows({ plan, paths, values: world('') }, party));
    made.set(party.id, known);
    return measure.of(known);
  };
}

type OfCoverage = (coverage: FundingCoverage) => Float64Array;

const FIGURES: Readonly<Record<string, OfCoverage>> = {
  'coverage.operating': (c) => c.operating,
  'coverage.with_committed': (c) => c.withCommitted,
  'coverage.with_debt_room': (c) => c.withDebtRoom,
  'coverage.with_equity_demand': (c) => c.withEquityDemand,
  equity_reliance: (c) => c.withDebtRoom.map((x) => 1 - x),
};

/** The party and the figure that a path names; null where it names none. */
export function financingMeasure(path: string): { readonly party: string; readonly of: OfCoverage } | null {
  const [, party = '', figure = ''] = /^parties\.([\w-]+)\.([\w.]+)$/.exec(path) ?? [];
  const of = FIGURES[figure];
  return of === undefined ? null : { party, of };
}

/** The world in which a figure is measured, with what is read of it for the party that is named; null where there is none. */
export function financingWorld(plan: Plan, path: string): MeasuredWorld | null {
  const party = fundedParties(plan).find(({ id }) => id === financingMeasure(path)?.party);
  if (party === undefined) return null;
  const { exact, recorded = [] } = financingNeeds(plan, [party]);
  const besides = new Set(recordedNames(plan, recorded));
  return { id: '', plan, recorded, names: exact.filter((name) => !besides.has(name)) };
}
