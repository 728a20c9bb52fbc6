import type { Plan } from '../plan/plan.ts';
import { keptTable } from './kept.ts';
import { type Recorded, recordedNames } from './recorded.ts';
import { simulateBlock } from './simulate.ts';

/** The one path with all inputs at their medians and all shocks off: it foots, payment by payment and quarter by quarter. */
export interface CentralCase {
  /** Payment of row r in quarter q at r·quarters + q, in the order of the plan's rows. */
  readonly payments: Float64Array;
  /** Cash of account a at the end of quarter q at a·quarters + q; `cashAtStart` by account. */
  readonly cash: Float64Array;
  readonly cashAtStart: Float64Array;
  /** Kept value by name, as in a run. */
  readonly kept: Float64Array;
  /** What was recorded besides, by name. */
  readonly recorded: ReadonlyMap<string, number>;
  readonly conservationError: number;
}

/** Runs the central case of a plan (model.md, Central case). */
export function centralCase(plan: Plan, rescues: boolean, recorded: readonly Recorded[] = []): CentralCase {
  const payments = new Float64Array(plan.rows.length * plan.quarters);
  const cash = new Float64Array(plan.accounts.length * plan.quarters);
  const cashAtStart = new Float64Array(plan.accounts.length);
  const result = simulateBlock(
    plan,
    { seed: 0, firstPath: 0, lanes: 1, isCentral: true, rescues, recorded },
    (block, quarter) => {
      for (const [i, row] of plan.rows.entries()) payments[i * plan.quarters + quarter] = block.data[row.column];
      for (let a = 0; a < plan.accounts.length; a++)
        cash[a * plan.quarters + quarter] = block.data[plan.accountCash[a]];
    },
  );
  for (let a = 0; a < plan.accounts.length; a++) {
    let net = 0;
    for (const [i, row] of plan.rows.entries()) {
      const paid = payments[i * plan.quarters];
      if (row.payee === a) net += paid;
      if (row.payer === a) net -= paid;
    }
    cashAtStart[a] = cash[a * plan.quarters] - net;
  }
  return {
    payments,
    cash,
    cashAtStart,
    recorded: new Map(recordedNames(plan, recorded).map((name, k) => [name, result.recorded[k]])),
    kept: result.kept.slice(0, keptTable(plan).names.length),
    conservationError: result.conservationError,
  };
}
