import type { PartyProgram } from '../../plan/plan.ts';
import { distributionOf, meanOf } from '../run/distributionOf.ts';
import { committedDeals, committedName, labOf, yearEnds } from './financingNeeds.ts';
import type { FinancingSource, FinancingYear, PartyFinancing } from './financingSchema.ts';
import { type FundingCoverage, fundingCoverage } from './fundingCoverage.ts';
import { type ByQuarter, type FinancingRun, type PartyFlows, partyFlows } from './partyFlows.ts';
import { requiredRevenue } from './requiredRevenue.ts';

/** What a party has promised to buy and not yet paid, by calendar year, as the book says. */
export interface Promised {
  readonly byYear: ReadonlyMap<number, { readonly headline: number; readonly firm: number }>;
}

/** The part of an answer about one party that rests on a run. */
export type RunFinancing = Omit<PartyFinancing, 'name' | 'secondary' | 'sell'>;

/** Years, coverage, sources and required revenue of one party. */
export function partyFinancing(
  run: FinancingRun,
  party: PartyProgram,
  promised: Promised,
  titleOf: (deal: string) => string,
): RunFinancing {
  const flows = partyFlows(run, party);
  const covered = fundingCoverage(flows);
  const years = yearlyFlows(run, flows);
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const promises = [...promised.byYear].filter(([year]) => year >= first && year <= last);
  return {
    by_year: years.map((year) => toldYear(year, promised)),
    coverage: {
      operating: definedOf(covered.operating),
      with_committed: definedOf(covered.withCommitted),
      with_debt_room: definedOf(covered.withDebtRoom),
      with_equity_demand: definedOf(covered.withEquityDemand),
    },
    coverage_of_values: ratiosOfValues(covered),
    equity_reliance: definedOf(covered.withDebtRoom.map((x) => 1 - x)),
    needs_equity: needsEquity(covered),
    obligations: {
      headline: promises.reduce((sum, [, { headline }]) => sum + headline, 0),
      firm: promises.reduce((sum, [, { firm }]) => sum + firm, 0),
      due: distributionOf(sumLasting(flows, flows.due)),
      present_value: meanOf(covered.values.due),
      from: first,
      until: last,
    },
    cash_at_start: distributionOf(flows.cashAtStart),
    sources: sourcesOf(run, party, flows, covered, titleOf),
    required_revenue: requiredRevenue(
      run,
      party,
      labOf(run.plan, party),
      years.map((year) => year.revenue),
      years.map((year) => year.gap),
    ),
    default_probability: shareOf(run.values(`${party.id}.default`), (quarter) => quarter > 0),
  };
}

const SUMMED = [
  'due',
  'operating',
  'committed',
  'service',
  'drawn',
  'sold',
  'channelled',
  'fromCash',
  'unpaid',
  'revenue',
] as const;
const COULD = ['debtRoom', 'equityDemand'] as const;
type YearOfFlows = Readonly<
  Record<(typeof SUMMED)[number] | (typeof COULD)[number] | 'gap' | 'uncovered', Float64Array>
> & {
  readonly year: number;
};

/** Sums over the quarters of each year; what could be raised as long as the party lasts. */
function yearlyFlows(run: FinancingRun, flows: PartyFlows): YearOfFlows[] {
  const { paths } = run;
  let start = 0;
  let cash = flows.cashAtStart;
  return yearEnds(run.plan).map(({ year, quarter }) => {
    const sums = Object.fromEntries(
      SUMMED.map((what) => [what, summed(flows[what], start, quarter, paths, null)]),
    ) as Record<(typeof SUMMED)[number], Float64Array>;
    const could = Object.fromEntries(
      COULD.map((what) => [what, summed(flows[what], start, quarter, paths, flows.lasts)]),
    ) as Record<(typeof COULD)[number], Float64Array>;
    const before = cash;
    const gap = sums.due.map((due, l) => Math.max(0, due + sums.service[l]! - sums.operating[l]! - sums.committed[l]!));
    const [due, operating, committed] = (['due', 'operating', 'committed'] as const).map((what) =>
      summed(flows[what], start, quarter, paths, flows.lasts),
    ) as [Float64Array, Float64Array, Float64Array];
    // What debt could bring is net of its service already; needs and sources alike end where the party fails.
    const uncovered = due.map((all, l) =>
      Math.max(
        0,
        all - operating[l]! - committed[l]! - Math.max(0, before[l]!) - could.debtRoom[l]! - could.equityDemand[l]!,
      ),
    );
    cash = before.map((x, l) => x - sums.fromCash[l]!);
    start = quarter + 1;
    return { year, ...sums, ...could, gap, uncovered };
  });
}

function summed(by: ByQuarter, first: number, last: number, paths: number, lasts: Int32Array | null): Float64Array {
  const sum = new Float64Array(paths);
  for (let q = first; q <= last; q++) {
    const amount = by[q]!;
    for (let l = 0; l < paths; l++) if (lasts === null || q < lasts[l]!) sum[l] = sum[l]! + amount[l]!;
  }
  return sum;
}

function toldYear(year: YearOfFlows, promised: Promised): FinancingYear {
  const promise = promised.byYear.get(year.year);
  return {
    year: year.year,
    due_headline: promise?.headline ?? 0,
    due_firm: promise?.firm ?? 0,
    due: distributionOf(year.due),
    operating: distributionOf(year.operating),
    committed: distributionOf(year.committed),
    service: distributionOf(year.service),
    gap: distributionOf(year.gap),
    drawn: distributionOf(year.drawn),
    sold: distributionOf(year.sold),
    channelled: distributionOf(year.channelled),
    from_cash: distributionOf(year.fromCash),
    unpaid: distributionOf(year.unpaid),
    debt_room: distributionOf(year.debtRoom),
    equity_demand: distributionOf(year.equityDemand),
    uncovered: distributionOf(year.uncovered),
  };
}

function sumLasting({ lasts }: PartyFlows, by: ByQuarter): Float64Array {
  return summed(by, 0, by.length - 1, lasts.length, lasts);
}

/** Means of present values over each other: one ratio for all paths, weighted by what is due on them. */
function ratiosOfValues({ values }: FundingCoverage): PartyFinancing['coverage_of_values'] {
  const positive = (of: Float64Array): number => meanOf(of.map((x) => Math.max(0, x)));
  const negative = (of: Float64Array): number => meanOf(of.map((x) => Math.max(0, -x)));
  const owed = meanOf(values.due) + negative(values.operating) + negative(values.debt);
  const per = (sources: number): number | null => (owed > 0 ? sources / owed : null);
  const [operating, debt] = [positive(values.operating), positive(values.debt)];
  const [committed, equity] = [meanOf(values.committed), meanOf(values.equity)];
  return {
    operating: per(operating),
    with_committed: per(operating + committed),
    with_debt_room: per(operating + committed + debt),
    with_equity_demand: per(operating + committed + debt + equity),
  };
}

function needsEquity({ withDebtRoom, withEquityDemand }: FundingCoverage): PartyFinancing['needs_equity'] {
  const n = Math.max(1, withDebtRoom.length);
  let [needs, uncovered, without] = [0, 0, 0];
  for (let l = 0; l < withDebtRoom.length; l++) {
    if (!(withDebtRoom[l]! < 1)) without += 1;
    else if (withEquityDemand[l]! >= 1) needs += 1;
    else uncovered += 1;
  }
  return { probability: needs / n, uncovered: uncovered / n, covered_without: without / n };
}

/** What each source carried in the run, all of what was due in all: present values as means, the largest first. */
function sourcesOf(
  run: FinancingRun,
  party: PartyProgram,
  flows: PartyFlows,
  { values }: FundingCoverage,
  titleOf: (deal: string) => string,
): FinancingSource[] {
  const whole = { ...flows, lasts: new Int32Array(run.paths).fill(run.plan.quarters) };
  const value = (by: ByQuarter): number => {
    let sum = 0;
    for (const [q, amounts] of by.entries()) sum += meanOf(amounts.map((x, l) => x * whole.kernel[q]![l]!));
    return sum;
  };
  const due = value(flows.due);
  const of = (
    source: FinancingSource['source'],
    carries: number,
    could: number | null,
    deal: string | null = null,
  ) => ({
    source,
    deal,
    title: deal === null ? null : titleOf(deal),
    carries,
    share: due > 0 ? carries / due : null,
    could_carry: could,
  });
  const positive = (x: Float64Array): number => meanOf(x.map((v) => Math.max(0, v)));
  const committed = [...committedDeals(run.plan, party.account).keys()].map((deal) => {
    const carries = meanOf(run.values(committedName(party.id, deal)));
    return of('committed', carries, carries, deal);
  });
  const sources = [
    of('operating', value(flows.operating), value(flows.operating)),
    ...committed.filter(({ carries }) => carries > 0),
    of('cash', value(flows.fromCash), meanOf(flows.cashAtStart)),
    of('debt', value(flows.drawn) - value(flows.service), positive(values.debt)),
    of('equity', value(flows.sold) + value(flows.channelled), meanOf(values.equity)),
    of('unpaid', value(flows.unpaid), null),
  ];
  return sources
    .map((source, place) => ({ source, place }))
    .sort((a, b) => b.source.carries - a.source.carries || a.place - b.place)
    .map(({ source }) => source);
}

function definedOf(values: Float64Array): PartyFinancing['equity_reliance'] {
  const defined = values.filter((x) => !Number.isNaN(x));
  return defined.length === 0 ? null : distributionOf(defined);
}

function shareOf(values: Float64Array, is: (x: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}
