import type { Plan } from '../plan/plan.ts';

/** Payment rows sorted by what they mean to a party's books; made once a plan. */
export interface RowGroups {
  /** Income and expense from the web that is taxed and counts in EBITDA: +1 for the payee, −1 for the payer. */
  readonly operating: readonly number[];
  /** Interest-bearing and rental service, an expense for tax but not in EBITDA. */
  readonly service: readonly number[];
  /** Spending on capacity: capital, not expense. */
  readonly capital: readonly number[];
  /** Rows outside the deals that recur next quarter as they are now (held flat in forecasts). */
  readonly recurring: readonly number[];
  /** By account: those that it pays or receives. */
  readonly recurringOf: readonly (readonly number[])[];
  /** By account: is it a party of the book, and which. */
  readonly partyOf: Int32Array;
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly column: Int32Array;
}

const CAPITAL_ROLES = new Set(['chips', 'build']);
const OUTSIDE_ROLES = new Set(['sales', 'costs', 'capex', 'web_costs']);
const ONE_OFF_ROLES = new Set(['equity', 'debt_draw', 'payout', 'tax', 'rescue', 'pledged_borrowing']);

const groups = new WeakMap<Plan, RowGroups>();

export function rowGroups(plan: Plan): RowGroups {
  const known = groups.get(plan);
  if (known !== undefined) return known;
  const made = makeGroups(plan);
  groups.set(plan, made);
  return made;
}

function makeGroups(plan: Plan): RowGroups {
  const operating: number[] = [];
  const service: number[] = [];
  const capital: number[] = [];
  const recurring: number[] = [];
  const supplyRows = new Set(plan.terms.filter((t) => t.kind === 'supply').map((t) => t.rows.payment));
  for (const [i, row] of plan.rows.entries()) {
    const isCapital =
      CAPITAL_ROLES.has(row.role) || row.role.startsWith('channel_equipment') || supplyRows.has(row.column);
    const isOutside = row.ref === '' && OUTSIDE_ROLES.has(row.role);
    if (row.purpose === 'purchase' && isCapital) capital.push(i);
    else if (row.purpose === 'purchase' && !isOutside) operating.push(i);
    else if (
      row.purpose === 'service' &&
      row.role !== 'tax' &&
      !row.role.startsWith('estate') &&
      row.role !== 'recovery'
    )
      service.push(i);
    if (
      row.ref === '' &&
      !ONE_OFF_ROLES.has(row.role) &&
      !row.role.startsWith('estate') &&
      !row.role.startsWith('channel:') &&
      !row.role.startsWith('channel_borrowing')
    )
      recurring.push(i);
  }
  const partyOf = new Int32Array(plan.accounts.length).fill(-1);
  for (const [i, party] of plan.parties.entries()) partyOf[party.account] = i;
  return {
    operating,
    service,
    capital,
    recurring,
    recurringOf: plan.accounts.map((_, a) =>
      recurring.filter((i) => plan.rows[i].payer === a || plan.rows[i].payee === a),
    ),
    partyOf,
    payer: Int32Array.from(plan.rows, (r) => r.payer),
    payee: Int32Array.from(plan.rows, (r) => r.payee),
    column: Int32Array.from(plan.rows, (r) => r.column),
  };
}
