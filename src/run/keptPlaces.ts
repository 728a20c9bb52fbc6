import { yearOfQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import { spareColumn } from './block.ts';
import type { KeptTable } from './kept.ts';

/** Where a block gathers what is kept: columns behind those of the plan, −1 where a value is not asked for. */
export interface KeptPlaces {
  /** Calendar year of each quarter, counted from the first year of the run. */
  readonly yearOfQuarter: Int32Array;
  /** By year and party. */
  readonly years: readonly (readonly YearOfParty[])[];
  /** By row of the plan: the deal whose payments it counts to. */
  readonly dealOfRow: Int32Array;
  /** By row of the plan: what it is, as 1 or 0. */
  readonly isUnderDeal: Uint8Array;
  readonly isBought: Uint8Array;
  readonly isFinance: Uint8Array;
  /** By party: what is outstanding of each loan that it owes under deals. */
  readonly loansOfParty: readonly (readonly number[])[];
  /** Columns that are kept as they stand at the end of each quarter, and at the horizon. */
  readonly atQuarter: readonly (readonly Copy[])[];
  readonly atHorizon: readonly Copy[];
  /** Price as a multiple of long-run cost, by quarter. */
  readonly ratios: Int32Array;
  /** What claims lost; several claims may count to one place. */
  readonly lostOfClaims: readonly Copy[];
}

interface Copy {
  readonly from: number;
  readonly to: number;
}

/** Places of a party's values of one year. */
export interface YearOfParty {
  readonly cash: number;
  readonly debt: number;
  readonly value: number;
  readonly revenue: number;
  readonly bought: number;
  readonly sold: number;
  readonly raised: number;
  readonly unmet: number;
  readonly due: number;
  readonly operating: number;
  readonly committed: number;
}

/** What counts as buying, and as the money that a deal's headline promises: goods and services, and money lent or invested. */
const PURCHASES: ReadonlySet<string> = new Set(['capacity', 'supply', 'lease']);

const made = new WeakMap<Plan, WeakMap<KeptTable, KeptPlaces>>();

/** Names are looked up once a plan and table, not once a quarter and block. */
export function keptPlaces(plan: Plan, table: KeptTable): KeptPlaces {
  let byTable = made.get(plan);
  if (byTable === undefined) {
    byTable = new WeakMap();
    made.set(plan, byTable);
  }
  let places = byTable.get(table);
  if (places === undefined) {
    places = makePlaces(plan, table);
    byTable.set(table, places);
  }
  return places;
}

type PlaceOf = (name: string) => number;

function makePlaces(plan: Plan, table: KeptTable): KeptPlaces {
  const first = spareColumn(plan, 'kept');
  const place: PlaceOf = (name) => {
    const k = table.index.get(name);
    return k === undefined ? -1 : first + k;
  };
  const years: number[] = [];
  const yearOf = Int32Array.from({ length: plan.quarters }, (_, q) => {
    const year = yearOfQuarter(plan.firstQuarter + q);
    if (years.at(-1) !== year) years.push(year);
    return years.length - 1;
  });
  const quarters = Array.from({ length: plan.quarters }, (_, q) => q);
  return {
    yearOfQuarter: yearOf,
    years: years.map((year) => plan.parties.map(({ id }) => yearOfParty((what) => place(`${id}.${what}.${year}`)))),
    ...rowsOf(plan, place),
    loansOfParty: plan.parties.map((party) =>
      plan.terms.flatMap((term) =>
        term.kind === 'loan' && term.debtor === party.account ? [term.columns.outstanding] : [],
      ),
    ),
    atQuarter: quarters.map((q) => (plan.hasMarket ? marketOf(plan, q, place) : [])),
    atHorizon: horizonOf(plan, place),
    ratios: Int32Array.from(quarters, (q) => (plan.hasMarket ? place(`market.ratio.${q}`) : -1)),
    lostOfClaims: plan.claims
      .map(({ term, columns }) => ({ from: columns.lost, to: place(`claim.${plan.terms[term].ref}.lost`) }))
      .filter(isAskedFor),
  };
}

const isAskedFor = ({ to }: Copy): boolean => to >= 0;

function yearOfParty(place: PlaceOf): YearOfParty {
  return {
    cash: place('cash'),
    debt: place('debt'),
    value: place('value'),
    revenue: place('revenue'),
    bought: place('bought'),
    sold: place('sold'),
    raised: place('raised'),
    unmet: place('unmet'),
    due: place('due'),
    operating: place('operating'),
    committed: place('committed'),
  };
}

function rowsOf(plan: Plan, place: PlaceOf): Pick<KeptPlaces, 'dealOfRow' | 'isUnderDeal' | 'isBought' | 'isFinance'> {
  const kindOf = new Map(plan.terms.map((term) => [term.ref, term.kind]));
  const isPayment = (i: number): boolean => plan.rows[i].role === 'payment';
  const isBought = plan.rows.map((row, i) => isPayment(i) && PURCHASES.has(kindOf.get(row.ref) ?? ''));
  const isPromised = plan.rows.map(
    (row, i) => isBought[i] || (isPayment(i) && kindOf.get(row.ref) === 'equity') || row.role === 'draw',
  );
  return {
    dealOfRow: Int32Array.from(plan.rows, (row, i) => (isPromised[i] ? place(`deal.${row.deal}.paid`) : -1)),
    isUnderDeal: Uint8Array.from(plan.rows, (row) => Number(row.ref !== '')),
    isBought: Uint8Array.from(isBought, Number),
    isFinance: Uint8Array.from(plan.rows, (row) => Number(row.purpose === 'finance')),
  };
}

function marketOf(plan: Plan, quarter: number, place: PlaceOf): Copy[] {
  const { price, capacity, utilisation } = plan.market.columns;
  return [
    { from: price, to: place(`market.price.${quarter}`) },
    { from: capacity, to: place(`market.capacity.${quarter}`) },
    { from: utilisation, to: place(`market.utilisation.${quarter}`) },
  ].filter(isAskedFor);
}

function horizonOf(plan: Plan, place: PlaceOf): Copy[] {
  return [
    ...plan.parties.flatMap(({ id, columns }) => [
      { from: columns.status, to: place(`${id}.default`) },
      { from: columns.cause, to: place(`${id}.cause`) },
      { from: columns.lost, to: place(`${id}.outside_lost`) },
    ]),
    ...plan.rescues.map(({ party, columns }) => ({
      from: columns.rescued,
      to: place(`${plan.parties[party].id}.rescued`),
    })),
    ...plan.terms.flatMap((term) =>
      term.kind === 'guarantee' ? [{ from: term.columns.paidOut, to: place(`guarantee.${term.ref}.called`) }] : [],
    ),
  ].filter(isAskedFor);
}
