import { createLaneWork, type LaneNetwork, type LaneWork, layOutReceipts } from '../mechanisms/clearing/clearLane.ts';
import type { Plan } from '../plan/plan.ts';
import type { ActiveRows } from './block.ts';

/** The active rows of a quarter as the scalar clearing wants them: sorted by payer. */
export interface QuarterClearing {
  readonly network: LaneNetwork;
  readonly work: LaneWork;
  /** How many rows there are: what stands behind them in the arrays is of other quarters. */
  count: number;
  /** Row of the plan at each place of the network. */
  readonly order: Int32Array;
  /** Column of the payment at each place. */
  readonly column: Int32Array;
  readonly due: Float64Array;
  readonly paid: Float64Array;
  readonly available: Float64Array;
  readonly round: Int32Array;
}

interface PlanClearing {
  readonly clearing: QuarterClearing;
  /** All rows of the plan, sorted by payer. */
  readonly byPayer: Int32Array;
}

const CLASSES = 3;
const made = new WeakMap<Plan, PlanClearing>();

/**
 * Lays out the active rows; in the others nothing is due, so that payments have the same bits without them.
 *
 * Cost: one pass over the rows of the plan, in quarters in which somebody is short.
 */
export function quarterClearing(plan: Plan, { isActive }: ActiveRows): QuarterClearing {
  const { clearing, byPayer } = planClearing(plan);
  const { network, order, column, work } = clearing;
  const { payerStart, payee, seniority } = network;
  payerStart.fill(0);
  let count = 0;
  for (const i of byPayer) {
    if (isActive[i] === 0) continue;
    const row = plan.rows[i];
    order[count] = i;
    column[count] = row.column;
    payee[count] = row.payee;
    seniority[count] = row.seniority;
    payerStart[row.payer + 1] += 1;
    count += 1;
  }
  for (let a = 0; a < plan.accounts.length; a++) payerStart[a + 1] += payerStart[a];
  layOutReceipts(network, count, work);
  clearing.count = count;
  return clearing;
}

/** Arrays that every quarter uses, made once a plan. */
function planClearing(plan: Plan): PlanClearing {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const rows = plan.rows.length;
  const accounts = plan.accounts.length;
  const network: LaneNetwork = {
    accountCount: accounts,
    classCount: CLASSES,
    payerStart: new Int32Array(accounts + 1),
    payee: new Int32Array(rows),
    seniority: new Int32Array(rows),
    isWorld: Uint8Array.from(plan.accounts, (a) => (a.isWorld ? 1 : 0)),
  };
  const clearing: QuarterClearing = {
    network,
    work: createLaneWork(network),
    count: 0,
    order: new Int32Array(rows),
    column: new Int32Array(rows),
    due: new Float64Array(rows),
    paid: new Float64Array(rows),
    available: new Float64Array(accounts),
    round: new Int32Array(accounts),
  };
  const byPayer = Int32Array.from(plan.rows.keys()).sort((a, b) => plan.rows[a].payer - plan.rows[b].payer || a - b);
  made.set(plan, { clearing, byPayer });
  return { clearing, byPayer };
}
