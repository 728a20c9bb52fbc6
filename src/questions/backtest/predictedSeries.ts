// table: one row a path of the book whose later values a run predicts, and how they are read from its columns.
import type { Plan } from '../../plan/plan.ts';

/** How a quantity goes from one end of a quarter to the next, and so how a day inside it is read. */
export type SeriesKind = 'balance' | 'level' | 'walk' | 'flow' | 'stands' | 'happened';

/** What a fact is about, for sums over like facts. */
export type FactGroup = 'cash and debt' | 'value' | 'revenue' | 'market' | 'stakes' | 'contracts' | 'what happened';

/** What a run says about a path of the book: columns that are read each quarter, and what is made of them. */
export interface PredictedSeries {
  readonly meaning: string;
  readonly unit: string;
  readonly kind: SeriesKind;
  readonly group: FactGroup;
  /** Columns whose sum is read each quarter (or, for what happens, at the horizon), part by part. */
  readonly parts: readonly (readonly number[])[];
  /** The value of a path from its parts; for what happens the quarter in which it did, counted from the first, or infinity. */
  readonly of: (parts: readonly number[]) => number;
}

/** A price is cut if it is lower by more than rounding. */
const LEAST_CUT = 1e-9;
const NEVER = Number.POSITIVE_INFINITY;
const only = (parts: readonly number[]): number => parts[0]!;
const over = ([a = 0, b = 0]: readonly number[]): number => a / b;

/** The series that a path of the book stands for in a run; null where a run does not predict it. Holdings may be counted in shares. */
export function predictedSeries(plan: Plan, path: string, isCount = false): PredictedSeries | null {
  const [section = '', id = '', ...rest] = path.split('.');
  if (section === 'market') return plan.hasMarket ? marketSeries(plan, [id, ...rest].join('.')) : null;
  if (section === 'parties') return partySeries(plan, id, rest.join('.'));
  if (section === 'stakes') return stakeSeries(plan, id, rest, isCount);
  if (section === 'milestones') return milestoneSeries(plan, id, rest);
  if (section === 'deals') return dealSeries(plan, id, rest);
  return null;
}

function marketSeries(plan: Plan, what: string): PredictedSeries | null {
  const { price, longRunCost, runningCost, capacity, others } = plan.market.columns;
  const series = (meaning: string, unit: string, kind: SeriesKind, parts: number[][]): PredictedSeries => ({
    meaning,
    unit,
    kind,
    group: 'market',
    parts,
    of: parts.length === 1 ? only : over,
  });
  switch (what) {
    case 'price':
    case 'reference_price':
      return series('price', 'currency per capacity-year', 'level', [[price!]]);
    case 'price_over_cost':
      return series('price over long-run cost', 'ratio', 'level', [[price!], [longRunCost!]]);
    case 'price_over_running_cost':
      return series('price over running cost', 'ratio', 'level', [[price!], [runningCost!]]);
    case 'capacity':
      return series('capacity in all', 'capacity', 'balance', [[capacity!]]);
    case 'demand':
      return series('demand of everyone but the labs, at the reference price', 'capacity', 'level', [[others!]]);
    default:
      return null;
  }
}

function partySeries(plan: Plan, id: string, what: string): PredictedSeries | null {
  const party = plan.parties.find((p) => p.id === id);
  if (party === undefined) return null;
  const c = party.columns;
  const has = (column: number | undefined): column is number => column !== undefined && column >= 0;
  switch (what) {
    case 'cash':
      return {
        meaning: 'cash',
        unit: 'currency',
        kind: 'balance',
        group: 'cash and debt',
        parts: [[c.cash!]],
        of: only,
      };
    case 'debt.amount': {
      const parts = [[c.debt!, c.channelDebt!]];
      return {
        meaning: 'debt outside the web',
        unit: 'currency',
        kind: 'balance',
        group: 'cash and debt',
        parts,
        of: only,
      };
    }
    case 'listed.price': {
      if (!party.isListed) return null;
      const parts = [[c.value!], [c.shares!]];
      return { meaning: 'share price', unit: 'currency per share', kind: 'walk', group: 'value', parts, of: over };
    }
    case 'private.valuation':
      return party.isPrivate
        ? { meaning: 'value', unit: 'currency', kind: 'walk', group: 'value', parts: [[c.value!]], of: only }
        : null;
    case 'listed.shares':
      return {
        meaning: 'shares outstanding',
        unit: 'shares',
        kind: 'balance',
        group: 'stakes',
        parts: [[c.shares!]],
        of: only,
      };
    case 'operations.revenue':
      return has(c.operations) && party.growth !== null
        ? {
            meaning: 'revenue outside the web, a year',
            unit: 'currency a year',
            kind: 'level',
            group: 'revenue',
            parts: [[c.operations]],
            of: only,
          }
        : null;
    case 'demand.revenue': {
      const lab = plan.labs.find((l) => plan.parties[l.party] === party);
      return lab === undefined
        ? null
        : {
            meaning: 'revenue, a year',
            unit: 'currency a year',
            kind: 'level',
            group: 'revenue',
            parts: [[lab.columns.served!]],
            of: only,
          };
    }
    case 'reported.revenue':
      return {
        meaning: 'revenue of the quarter, times four',
        unit: 'currency a year',
        kind: 'flow',
        group: 'revenue',
        parts: [salesOf(plan, party.account)],
        of: ([quarter = 0]) => 4 * quarter,
      };
    case 'capacity': {
      const owner = plan.owners.find((o) => o.account === party.account);
      return owner === undefined
        ? null
        : {
            meaning: 'capacity that it owns',
            unit: 'capacity',
            kind: 'balance',
            group: 'market',
            parts: [[owner.columns.owned!]],
            of: only,
          };
    }
    case 'default':
      return {
        meaning: 'it has failed to pay by then',
        unit: 'probability',
        kind: 'happened',
        group: 'what happened',
        parts: [[c.status!]],
        of: ([status = 0]) => (status > 0 ? status - 1 : NEVER),
      };
    default:
      return null;
  }
}

/** Columns of all that an account sells: its business outside the web, and goods and services inside it. */
function salesOf(plan: Plan, account: number): number[] {
  const kindOf = new Map(plan.terms.map((term) => [term.ref, term.kind]));
  return plan.rows.flatMap((row) => {
    const isSale = row.purpose === 'purchase' || (row.role === 'payment' && kindOf.get(row.ref) === 'lease');
    return row.payee === account && isSale ? [row.column] : [];
  });
}

function stakeSeries(plan: Plan, id: string, rest: readonly string[], isCount: boolean): PredictedSeries | null {
  const issuer = plan.issuers.find((i) => plan.parties[i.party]?.id === id);
  const holder = issuer?.holders.find((h) => plan.accounts[h.account]?.id === rest[1]);
  if (issuer === undefined || holder === undefined || rest[0] !== 'holders' || rest.length !== 2) return null;
  if (isCount) {
    const parts = [[holder.column]];
    return { meaning: 'shares held', unit: 'shares', kind: 'balance', group: 'stakes', parts, of: only };
  }
  const parts = [[holder.column], [issuer.shares]];
  return { meaning: 'share of the issuer', unit: 'fraction', kind: 'balance', group: 'stakes', parts, of: over };
}

function milestoneSeries(plan: Plan, id: string, rest: readonly string[]): PredictedSeries | null {
  const milestone = plan.milestones.find((m) => m.id === id);
  if (milestone === undefined || milestone.kind === 'date' || milestone.kind === 'never') return null;
  return rest.join('.') !== 'date'
    ? null
    : {
        meaning: 'it has happened by then',
        unit: 'probability',
        kind: 'happened',
        group: 'what happened',
        parts: [[milestone.column]],
        of: only,
      };
}

/** Something that stands or not at the end of a quarter. */
function stands(meaning: string, column: number, isSo: (value: number) => boolean): PredictedSeries {
  return {
    meaning,
    unit: 'probability',
    kind: 'stands',
    group: 'contracts',
    parts: [[column]],
    of: ([value = 0]) => (isSo(value) ? 1 : 0),
  };
}

function dealSeries(plan: Plan, id: string, rest: readonly string[]): PredictedSeries | null {
  if (rest.join('.') === 'status') {
    const performance = plan.performance.find((p) => p.deal === id);
    return performance === undefined
      ? null
      : {
          meaning: 'something of what was not firm is performed',
          unit: 'probability',
          kind: 'happened',
          group: 'what happened',
          parts: [[performance.column]],
          of: ([f = 0]) => (f > 0 ? 0 : NEVER),
        };
  }
  const term = plan.terms.find((t) => t.ref === `${id}.${rest[1]}` && rest[0] === 'terms' && t.kind === 'capacity');
  if (term === undefined) return null;
  const c = term.columns;
  switch (rest.slice(2).join('.')) {
    case 'price':
      return {
        meaning: 'price that is paid under the contract',
        unit: 'currency per capacity-year',
        kind: 'level',
        group: 'contracts',
        parts: [[c.price!], [c.cut!], [c.indexed!], [c.market!]],
        of: ([price = 0, cut = 0, indexed = 0, market = 0]) => (1 - indexed) * price * cut + indexed * market,
      };
    case 'price_kept':
      return {
        meaning: 'price paid, as a share of the price agreed',
        unit: 'fraction',
        kind: 'level',
        group: 'contracts',
        parts: [[c.cut!]],
        of: only,
      };
    case 'repriced':
      return stands('its price stands below the price agreed', c.cut!, (cut) => cut < 1 - LEAST_CUT);
    case 'ended':
      return stands('it has ended', c.alive!, (alive) => alive === 0);
    case 'volume_kept':
      return {
        meaning: 'volume that stands, as a share of the volume agreed',
        unit: 'fraction',
        kind: 'balance',
        group: 'contracts',
        parts: [[c.volume!], [c.alive!]],
        of: ([volume = 0, alive = 0]) => volume * alive,
      };
    default:
      return null;
  }
}
