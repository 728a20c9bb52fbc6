import type { PaymentRow, Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { TermProgram } from '../../terms/term.ts';
import { annuity, laterRate } from './laterRate.ts';

/** Roles of payments by which outsiders fund a party, or are served for it: left out of what a deal brings (definitions D6). */
const OUTSIDE_FUNDING: ReadonlySet<string> = new Set([
  'payout',
  'equity',
  'debt_draw',
  'debt_service',
  'secured_debt_service',
  'channel_borrowing',
  'channel_interest',
]);

function isOutsideFunding(row: PaymentRow): boolean {
  return row.ref === '' && OUTSIDE_FUNDING.has(row.role);
}

/** A sum of payments as an account sees it: received positive, paid negative. */
export function netOf(rows: readonly PaymentRow[], account: number): { columns: number[]; factors: number[] } {
  const seen = rows.filter((row) => (row.payee === account) !== (row.payer === account));
  return { columns: seen.map((row) => row.column), factors: seen.map((row) => (row.payee === account ? 1 : -1)) };
}

/** Levels of the market at the horizon that say what a unit of capacity is worth then. */
const LEVELS = ['price', 'longRunCost', 'runningCost', 'chips', 'shell'] as const;

/**
 * What must be recorded in a world so that `wealthOf` can say what each party gets in it.
 *
 * Definition: per party Σ m·cash flow without outside funding, purchases received, and at the horizon m_T times stakes, what
 * is owed to it less what it owes under loans, capacity owned, or where it owns none what it built at cost less wear.
 * Only for some parties where they are named.
 */
export function gainColumns(plan: Plan, only?: ReadonlySet<string>): Recorded[] {
  const inner = plan.rows.filter((row) => !isOutsideFunding(row));
  const recorded: Recorded[] = LEVELS.map((name) => ({
    name: `gains.level.${name}`,
    columns: [plan.market.columns[name]],
    every: 'horizon',
  }));
  for (const party of plan.parties) {
    const { account, columns, id } = party;
    if (only?.has(id) === false) continue;
    const owner = plan.owners.find((o) => o.account === account);
    const held = heldAtHorizon(plan, account);
    recorded.push(
      { name: `gains.cash.${id}`, ...netOf(inner, account), every: 'run', isDiscounted: true },
      {
        name: `gains.income.${id}`,
        columns: plan.rows
          .filter((r) => r.payee === account && r.purpose === 'purchase' && r.role !== 'sales')
          .map((r) => r.column),
        every: 'run',
        isDiscounted: true,
      },
      {
        name: `gains.stakes.${id}`,
        columns: [columns.stakes, ...held.columns],
        factors: [1, ...held.factors],
        every: 'horizon',
        isDiscounted: true,
      },
      {
        name: `gains.assets.${id}`,
        columns: hasRent(plan, account) ? [] : [owner === undefined ? columns.book : owner.columns.owned],
        every: 'horizon',
        isDiscounted: true,
      },
    );
  }
  for (const term of standingContracts(plan))
    recorded.push(
      { name: `gains.delivered.${term.ref}`, columns: [term.columns.delivered], every: 'horizon', isDiscounted: true },
      { name: `gains.price.${term.ref}`, columns: [term.columns.price], every: 'horizon' },
    );
  return recorded;
}

/**
 * Loans that still stand: the lender's claim and the borrower's debt. Rent that still runs, at its last quarter: the
 * lessor's, as the lessee has the use of the asset for it.
 */
function heldAtHorizon(plan: Plan, account: number): { columns: number[]; factors: number[] } {
  const columns: number[] = [];
  const factors: number[] = [];
  for (const term of plan.terms) {
    const sign = term.creditor === account ? 1 : term.debtor === account ? -1 : 0;
    if (sign === 0) continue;
    if (term.kind === 'loan') {
      columns.push(term.columns.outstanding);
      factors.push(sign);
    } else if (sign > 0 && rentLeft(plan, term) > 0) {
      columns.push(term.rows.payment);
      factors.push(annuity(rentLeft(plan, term), laterRate(plan, term.debtor)));
    }
  }
  return { columns, factors };
}

/** Quarters of rent after the horizon, renewals counted; none for other terms. */
function rentLeft(plan: Plan, term: TermProgram): number {
  if (term.kind !== 'lease') return 0;
  const { start, first, renewals, renewal } = term.constants;
  return Math.max(0, start + first + renewals * renewal - plan.quarters);
}

/** What it built is worth the rent that it brings, which is counted. */
function hasRent(plan: Plan, account: number): boolean {
  return plan.terms.some((term) => term.creditor === account && rentLeft(plan, term) > 0);
}

/** Capacity contracts that outlast the horizon. */
function standingContracts(plan: Plan): TermProgram[] {
  return plan.terms.filter((t) => t.kind === 'capacity' && quartersLeft(plan, t) > 0);
}

function quartersLeft(plan: Plan, term: TermProgram): number {
  return term.constants.start + term.constants.length - plan.quarters;
}

/**
 * What each party gets in a world, path by path, at today's value.
 *
 * Definition: Σ m·cash flow + m_T·(stakes + loans) + capacity owned at replacement cost, less where the price of the last
 * quarter would not earn it, + what contracts pay after the horizon beyond that price.
 * Units: money. Assumes: a unit of capacity keeps its worth by the engine's own retirement, so that a standing unit is as
 * good as a new one of its effective size; contracts after the horizon are discounted at r_f + β_payer·ERP.
 * Verified by: dealGains.test.ts (by hand on a book without a market; a loan at the kernel's rate; the deals of a book foot).
 */
export function wealthOf(
  plan: Plan,
  read: (name: string) => Float64Array,
  only?: ReadonlySet<string>,
): Map<string, Float64Array> {
  const level = (name: (typeof LEVELS)[number]): Float64Array => read(`gains.level.${name}`);
  const [price, cost, running, chips, shell] = LEVELS.map(level) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  /** How much of its long-run margin a unit earns at the last price, between nothing and all. */
  const earns = price.map((p, l) => {
    const margin = cost[l] - running[l];
    return margin <= 0 ? 0 : Math.min(1, Math.max(0, (p - running[l]) / margin));
  });
  const wealth = new Map<string, Float64Array>();
  for (const { id, account } of plan.parties) {
    if (only?.has(id) === false) continue;
    const isOwner = plan.hasMarket && plan.owners.some((o) => o.account === account);
    const assets = read(`gains.assets.${id}`);
    const stakes = read(`gains.stakes.${id}`);
    wealth.set(
      id,
      read(`gains.cash.${id}`).map((cash, l) => {
        const unit = isOwner ? (chips[l] + shell[l]) * earns[l] : 1;
        return cash + stakes[l] + assets[l] * unit;
      }),
    );
  }
  for (const term of standingContracts(plan)) {
    const delivered = read(`gains.delivered.${term.ref}`);
    const contract = read(`gains.price.${term.ref}`);
    const years = annuity(quartersLeft(plan, term), laterRate(plan, term.debtor)) * term.constants.quarterUnits;
    for (const [account, sign] of [
      [term.creditor, 1],
      [term.debtor, -1],
    ] as const) {
      const values = wealth.get(plan.accounts[account].id);
      if (values === undefined) continue;
      for (let l = 0; l < values.length; l++) {
        const later = running[l] + earns[l] * (cost[l] - running[l]);
        values[l] += sign * delivered[l] * years * (contract[l] - later);
      }
    }
  }
  return wealth;
}
