import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import { recordedNames } from '../../run/recorded.ts';
import type { ColumnAt, MeasuredWorld, VectorSlice } from '../claims/measured.ts';
import { partyAbout } from '../partyAbout.ts';
import { financingNeeds, fundedParties } from './financingNeeds.ts';
import { type FundingCoverage, fundingCoverage } from './fundingCoverage.ts';
import { partyFlows } from './partyFlows.ts';

/** Figures of `financing` path by path: `parties`, the party, and a layer of coverage, `equity_reliance` or `lasts`. */
function financingColumns({ plan, paths, world }: VectorSlice): ColumnAt {
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
  lasts: (c) => c.lasts,
};

/** The party and the figure that a path under `parties` names; null where it names none. */
function financingMeasure(path: string): { readonly party: string; readonly of: OfCoverage } | null {
  const [, party = '', figure = ''] = /^parties\.([\w-]+)\.([\w.]+)$/.exec(path) ?? [];
  const of = FIGURES[figure];
  return of === undefined ? null : { party, of };
}

/** A figure that claims may test: the world in which it is measured, and its columns. */
export interface MeasuredFinancing {
  readonly world: MeasuredWorld;
  readonly columns: (slice: VectorSlice) => ColumnAt;
}

/**
 * What a path of the answer measures, with what is read of the run for the party that is named; null where there is none.
 *
 * A path at the top of the answer means the party that the book as written is asked about, whatever a vector draws.
 */
export function measuredFinancing(book: Book, plan: Plan, path: string): MeasuredFinancing | null {
  const funded = fundedParties(plan);
  const about =
    FIGURES[path] === undefined
      ? null
      : partyAbout(
          book,
          funded.map(({ id }) => id),
        );
  const within = about === null ? path : `parties.${about}.${path}`;
  const party = funded.find(({ id }) => id === financingMeasure(within)?.party);
  if (party === undefined) return null;
  const { exact, recorded = [] } = financingNeeds(plan, [party]);
  const besides = new Set(recordedNames(plan, recorded));
  return {
    world: { id: '', plan, recorded, names: exact.filter((name) => !besides.has(name)) },
    columns:
      about === null ? financingColumns : (slice) => (asked) => financingColumns(slice)(`parties.${about}.${asked}`),
  };
}
