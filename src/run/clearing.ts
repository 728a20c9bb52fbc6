import { createLaneWork, type LaneNetwork, type LaneWork } from '../mechanisms/clearing/clearLane.ts';
import type { Plan } from '../plan/plan.ts';

/** The plan's rows as the scalar clearing wants them: sorted by payer. Made once a plan. */
export interface PlanClearing {
  readonly network: LaneNetwork;
  readonly work: LaneWork;
  /** Row of the plan at each place of the network. */
  readonly order: Int32Array;
  /** Column of the payment at each place. */
  readonly column: Int32Array;
  readonly due: Float64Array;
  readonly paid: Float64Array;
  readonly available: Float64Array;
  readonly round: Int32Array;
}

const CLASSES = 3;
const made = new WeakMap<Plan, PlanClearing>();

export function planClearing(plan: Plan): PlanClearing {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const count = plan.rows.length;
  const order = Int32Array.from(plan.rows.keys()).sort((a, b) => plan.rows[a].payer - plan.rows[b].payer || a - b);
  const payerStart = new Int32Array(plan.accounts.length + 1);
  for (const row of plan.rows) payerStart[row.payer + 1] += 1;
  for (let a = 0; a < plan.accounts.length; a++) payerStart[a + 1] += payerStart[a];
  const network: LaneNetwork = {
    accountCount: plan.accounts.length,
    classCount: CLASSES,
    payerStart,
    payee: Int32Array.from(order, (i) => plan.rows[i].payee),
    seniority: Int32Array.from(order, (i) => plan.rows[i].seniority),
    isWorld: Uint8Array.from(plan.accounts, (a) => (a.isWorld ? 1 : 0)),
  };
  const clearing: PlanClearing = {
    network,
    work: createLaneWork(network),
    order,
    column: Int32Array.from(order, (i) => plan.rows[i].column),
    due: new Float64Array(count),
    paid: new Float64Array(count),
    available: new Float64Array(plan.accounts.length),
    round: new Int32Array(plan.accounts.length),
  };
  made.set(plan, clearing);
  return clearing;
}
