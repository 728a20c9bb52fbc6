import { yearOfQuarter } from '../../base/quarter.ts';
import type { LabProgram, PartyProgram, PaymentRow, Plan } from '../../plan/plan.ts';
import { type Recorded, recordedNames } from '../../run/recorded.ts';
import type { Needs } from '../run/runNeeds.ts';

/** Flows of a party by what they are; every payment that it makes or gets is in exactly one. */
export const FLOWS = [
  'due',
  'operating',
  'committed',
  'service',
  'rescueService',
  'drawn',
  'sold',
  'channelled',
  'rescue',
] as const;
export type Flow = (typeof FLOWS)[number];

/** Balances and states that are read at the end of each quarter. */
const STATES = [
  'cash',
  'cashBefore',
  'debt',
  'channelDebt',
  'debtRoom',
  'debtOwed',
  'ebitda',
  'value',
  'fundingShock',
  'revenue',
] as const;
export type FundingState = (typeof STATES)[number];

/** Inputs of a party's funding, the same in all quarters. */
const CONSTANTS = ['equityFraction', 'averageLife', 'debtAtStart'] as const;

export const flowName = (id: string, flow: Flow): string => `financing.${id}.${flow}`;
export const stateName = (id: string, state: FundingState): string => `financing.${id}.${state}`;
export const shortName = (id: string): string => `financing.${id}.short`;
export const constantName = (id: string, what: (typeof CONSTANTS)[number] | 'margin'): string =>
  `financing.${id}.input.${what}`;
export const servedName = (id: string, quarter: number): string => `financing.${id}.revenue_per_capacity.at.${quarter}`;
export const committedName = (id: string, deal: string): string => `financing.${id}.committed_under.${deal}`;
export const sharedName = (id: string): string => `financing.${id}.shared_revenue`;
export const KERNEL = 'financing.kernel';
export const VOLATILITY = 'financing.volatility';
export const RISK_FREE = 'financing.risk_free';
export const PRICE = 'financing.price';

/** Parties whose shares are not traded and who raise money, in the book's order. */
export function fundedParties(plan: Plan): PartyProgram[] {
  return plan.parties.filter((party) => party.isPrivate && party.hasFunding);
}

export function labOf(plan: Plan, party: PartyProgram): LabProgram | undefined {
  return plan.labs.find((lab) => lab.account === party.account);
}

/** A calendar year of a run, whole or in part. */
export interface RunYear {
  readonly year: number;
  readonly first: number;
  /** Its last quarter, by which the year is told. */
  readonly quarter: number;
}

/** The calendar years of a run. */
export function runYears(plan: Plan): RunYear[] {
  const years: RunYear[] = [];
  for (let quarter = 0; quarter < plan.quarters; quarter++) {
    const year = yearOfQuarter(plan.firstQuarter + quarter);
    const first = years.at(-1)?.year === year ? years.pop()!.first : quarter;
    years.push({ year, first, quarter });
  }
  return years;
}

/** Which flow of a party a payment belongs to, and with which sign. */
export function flowOf(row: PaymentRow, account: number): { readonly flow: Flow; readonly sign: number } {
  const isPayer = row.payer === account;
  if (row.ref !== '') {
    if (isPayer) return { flow: 'due', sign: 1 };
    return { flow: row.purpose === 'finance' ? 'committed' : 'operating', sign: 1 };
  }
  if (isPayer) {
    if (row.role === 'rescue_repayment') return { flow: 'rescueService', sign: 1 };
    const isService = row.purpose === 'service' && row.role !== 'tax';
    return isService ? { flow: 'service', sign: 1 } : { flow: 'operating', sign: -1 };
  }
  if (row.purpose !== 'finance') return { flow: 'operating', sign: 1 };
  if (row.role.startsWith('channel:')) return { flow: 'channelled', sign: 1 };
  if (row.role === 'rescue') return { flow: 'rescue', sign: 1 };
  return { flow: row.role === 'equity' ? 'sold' : 'drawn', sign: 1 };
}

/** Deals under which a party is promised money, in the order of the plan, each with the columns of its payments. */
export function committedDeals(plan: Plan, account: number): ReadonlyMap<string, readonly number[]> {
  const deals = new Map<string, number[]>();
  for (const row of plan.rows) {
    if (row.payee !== account || row.payer === account || flowOf(row, account).flow !== 'committed') continue;
    deals.set(row.deal, [...(deals.get(row.deal) ?? []), row.column]);
  }
  return deals;
}

/**
 * What is read of every path: the flows of each private party by kind, its balances and limits, what one unit of its
 * business brings, and the pricing kernel quarter by quarter.
 *
 * The kernel is told by an input that no quarter changes, with and without discount.
 */
export function financingNeeds(plan: Plan, parties: readonly PartyProgram[] = fundedParties(plan)): Needs {
  const recorded: Recorded[] = parties.flatMap((party) => partyRecorded(plan, party));
  if (parties.length > 0) {
    const { marketVolatility, riskFree, price } = plan.market.columns;
    recorded.push(
      { name: KERNEL, columns: [marketVolatility!], every: 'quarter', isDiscounted: true },
      { name: VOLATILITY, columns: [marketVolatility!], every: 'horizon' },
      { name: RISK_FREE, columns: [riskFree!], every: 'horizon' },
    );
    if (plan.hasMarket) recorded.push({ name: PRICE, columns: [price!], every: 'quarter' });
  }
  const exact = [...recordedNames(plan, recorded), ...parties.flatMap(({ id }) => [`${id}.default`, `${id}.rescued`])];
  return { exact, told: [], standAlone: [], recorded };
}

function partyRecorded(plan: Plan, party: PartyProgram): Recorded[] {
  const { id, account, columns } = party;
  const made = new Map<Flow, { columns: number[]; factors: number[] }>(
    FLOWS.map((flow) => [flow, { columns: [], factors: [] }]),
  );
  for (const row of plan.rows) {
    if (row.payer === row.payee || (row.payer !== account && row.payee !== account)) continue;
    const { flow, sign } = flowOf(row, account);
    made.get(flow)!.columns.push(row.column);
    made.get(flow)!.factors.push(sign);
  }
  const lab = labOf(plan, party);
  const paid = plan.rows.filter((row) => row.payer === account);
  return [
    ...[...made].map(([flow, of]): Recorded => ({ name: flowName(id, flow), ...of, every: 'quarter' })),
    ...STATES.map((state): Recorded => ({ name: stateName(id, state), columns: [columns[state]!], every: 'quarter' })),
    // Dues as they stood before the clearing, less all that was then paid.
    {
      name: shortName(id),
      columns: [columns.out!, ...paid.map((row) => row.column)],
      factors: [1, ...paid.map(() => -1)],
      every: 'quarter',
    },
    ...CONSTANTS.map(
      (what): Recorded => ({ name: constantName(id, what), columns: [columns[what]!], every: 'horizon' }),
    ),
    ...[...committedDeals(plan, account)].map(
      ([deal, of]): Recorded => ({ name: committedName(id, deal), columns: of, every: 'run', isDiscounted: true }),
    ),
    ...(lab === undefined ? [] : labRecorded(plan, id, lab)),
  ];
}

function labRecorded(plan: Plan, id: string, lab: LabProgram): Recorded[] {
  const served = lab.revenuePerCapacity;
  const shares = new Set(plan.terms.filter((term) => term.kind === 'revenue_share').map(({ ref }) => ref));
  const shared = plan.rows.filter((row) => row.payer === lab.account && shares.has(row.ref));
  return [
    { name: constantName(id, 'margin'), columns: [lab.columns.margin!], every: 'horizon' },
    { name: sharedName(id), columns: shared.map((row) => row.column), every: 'quarter' },
    ...runYears(plan).map(({ quarter }): Recorded => {
      const t = served.t[quarter]!;
      const columns = [served.a[quarter]!, served.b[quarter]!];
      return { name: servedName(id, quarter), columns, factors: [1 - t, t], every: 'horizon' };
    }),
  ];
}
