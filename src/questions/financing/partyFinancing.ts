import { wilsonInterval } from '../../base/wilson.ts';
import type { PartyProgram } from '../../plan/plan.ts';
import { distributionOf, meanOf } from '../run/distributionOf.ts';
import { committedDeals, committedName, FLOWS, labOf, type RunYear, runYears } from './financingNeeds.ts';
import type { FinancingSource, FinancingYear, PartyFinancing } from './financingSchema.ts';
import { type FundingCoverage, fundingCoverage, presentValue } from './fundingCoverage.ts';
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
  const [failed, rescued] = [run.values(`${party.id}.default`), run.values(`${party.id}.rescued`)];
  const years = yearlyFlows(run, flows);
  const [first, last] = [years[0]?.year.year ?? 0, years.at(-1)?.year.year ?? 0];
  const promises = [...promised.byYear].filter(([year]) => year >= first && year <= last);
  return {
    by_year: years.map((year) => toldYear(year, promised, flows.lasts)),
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
      due: distributionOf(summed(flows.due, { first: 0, quarter: run.plan.quarters - 1 })),
      present_value: meanOf(covered.values.due),
      from: first,
      until: last,
    },
    cash_at_start: distributionOf(flows.cashAtStart),
    sources: sourcesOf(run, party, flows, covered, titleOf),
    required_revenue: requiredRevenue(run, party, labOf(run.plan, party), flows, years),
    default_probability: shareOf(failed, (quarter) => quarter > 0),
    default_probability_interval: intervalOf(failed, (quarter) => quarter > 0),
    rescued_probability: shareOf(rescued, (quarter) => quarter > 0),
    rescued_probability_interval: intervalOf(rescued, (quarter) => quarter > 0),
    failed_after_rescue: shareOf(
      rescued.map((quarter, l) => (quarter > 0 && failed[l]! >= quarter ? 1 : 0)),
      (is) => is > 0,
    ),
    lasts: meanOf(covered.lasts),
  };
}

const SUMMED = [...FLOWS, 'fromCash', 'unpaid', 'debtRoom', 'equityDemand', 'revenue'] as const;
type YearOfFlows = Readonly<Record<(typeof SUMMED)[number] | 'gap' | 'uncovered', Float64Array>> & {
  readonly year: RunYear;
};

/** Sums over the quarters of each year. */
function yearlyFlows({ plan }: FinancingRun, flows: PartyFlows): YearOfFlows[] {
  let cash = flows.cashAtStart;
  return runYears(plan).map((year) => {
    const sums = Object.fromEntries(SUMMED.map((what) => [what, summed(flows[what], year)])) as Record<
      (typeof SUMMED)[number],
      Float64Array
    >;
    const { due, operating, committed, service, rescueService, debtRoom, equityDemand } = sums;
    const before = cash;
    cash = before.map((x, l) => x - sums.fromCash[l]!);
    const gap = due.map((x, l) => Math.max(0, x + service[l]! + rescueService[l]! - operating[l]! - committed[l]!));
    // What debt could bring is net of its service already.
    const uncovered = due.map((x, l) =>
      Math.max(0, x - operating[l]! - committed[l]! - Math.max(0, before[l]!) - debtRoom[l]! - equityDemand[l]!),
    );
    return { year, ...sums, gap, uncovered };
  });
}

function summed(by: ByQuarter, { first, quarter }: Pick<RunYear, 'first' | 'quarter'>): Float64Array {
  const sum = new Float64Array(by[first]!.length);
  for (let q = first; q <= quarter; q++) {
    const amount = by[q]!;
    for (let l = 0; l < sum.length; l++) sum[l] = sum[l]! + amount[l]!;
  }
  return sum;
}

function toldYear(of: YearOfFlows, promised: Promised, lasts: Int32Array): FinancingYear {
  const { year, first, quarter } = of.year;
  const promise = promised.byYear.get(year);
  return {
    year,
    quarters: quarter - first + 1,
    failed_before: shareOf(lasts, (last) => last <= first),
    due_headline: promise?.headline ?? 0,
    due_firm: promise?.firm ?? 0,
    due: distributionOf(of.due),
    operating: distributionOf(of.operating),
    committed: distributionOf(of.committed),
    service: distributionOf(of.service),
    rescue_service: distributionOf(of.rescueService),
    gap: distributionOf(of.gap),
    drawn: distributionOf(of.drawn),
    sold: distributionOf(of.sold),
    channelled: distributionOf(of.channelled),
    rescue: distributionOf(of.rescue),
    from_cash: distributionOf(of.fromCash),
    unpaid: distributionOf(of.unpaid),
    debt_room: distributionOf(of.debtRoom),
    equity_demand: distributionOf(of.equityDemand),
    uncovered: distributionOf(of.uncovered),
  };
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

/** Shares of all paths: those on which it fails, whatever coverage up to the failure says, and what the others need. */
function needsEquity({ withDebtRoom, withEquityDemand, lasts }: FundingCoverage): PartyFinancing['needs_equity'] {
  const n = Math.max(1, withDebtRoom.length);
  let [failed, needs, uncovered, without] = [0, 0, 0, 0];
  for (let l = 0; l < withDebtRoom.length; l++) {
    if (lasts[l] === 0) failed += 1;
    else if (!(withDebtRoom[l]! < 1)) without += 1;
    else if (withEquityDemand[l]! >= 1) needs += 1;
    else uncovered += 1;
  }
  const { low, high } = wilsonInterval(needs, n);
  return {
    probability: needs / n,
    probability_interval: [low, high],
    uncovered: uncovered / n,
    covered_without: without / n,
    failed: failed / n,
  };
}

/** What each source carried in the run, all of what was due in all: present values as means, the largest first. */
function sourcesOf(
  run: FinancingRun,
  party: PartyProgram,
  flows: PartyFlows,
  { values }: FundingCoverage,
  titleOf: (deal: string) => string,
): FinancingSource[] {
  const value = (by: ByQuarter): number => meanOf(presentValue(flows, by));
  const due = meanOf(values.due);
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
  const operating = value(flows.operating);
  const committed = [...committedDeals(run.plan, party.account).keys()].map((deal) => {
    const carries = meanOf(run.values(committedName(party.id, deal)));
    return of('committed', carries, carries, deal);
  });
  const sources = [
    of('operating', operating, operating),
    ...committed.filter(({ carries }) => carries > 0),
    of('cash', value(flows.fromCash), meanOf(flows.cashAtStart)),
    of('debt', value(flows.drawn) - value(flows.service), meanOf(values.debt.map((v) => Math.max(0, v)))),
    of('equity', value(flows.sold) + value(flows.channelled), meanOf(values.equity)),
    of('rescue', value(flows.rescue) - value(flows.rescueService), null),
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

function shareOf(values: Float64Array | Int32Array, is: (x: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}

function intervalOf(values: Float64Array, is: (x: number) => boolean): [number, number] {
  const { low, high } = wilsonInterval(values.filter(is).length, values.length);
  return [low, high];
}
