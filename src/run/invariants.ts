import { InvariantError } from '../base/invariant.ts';
import { printQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import { type Block, pathOfLane } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Largest error of an identity, relative to the gross payments of its quarter. */
export const LARGEST_ERROR = 1e-9;

/** Cash of every account as the quarter began, to be held against the payments at its end. */
export function cashBefore(plan: Plan, block: Block, target: Float64Array): void {
  const { data, width } = block;
  for (let a = 0; a < plan.accounts.length; a++) {
    const at = plan.accountCash[a] * width;
    for (let l = 0; l < width; l++) target[a * width + l] = data[at + l];
  }
}

const scratch = new WeakMap<Plan, Map<number, { before: Float64Array; net: Float64Array; gross: Float64Array }>>();

export function conservationScratch(
  plan: Plan,
  width: number,
): { before: Float64Array; net: Float64Array; gross: Float64Array } {
  let byWidth = scratch.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    scratch.set(plan, byWidth);
  }
  let made = byWidth.get(width);
  if (made === undefined) {
    const size = plan.accounts.length * width;
    made = { before: new Float64Array(size), net: new Float64Array(size), gross: new Float64Array(width) };
    byWidth.set(width, made);
  }
  return made;
}

/**
 * Money: Δcash of each account = its receipts − its payments. Shares: outstanding = Σ holdings. Capacity: K = used + idle.
 * Throws with all that is needed to replay the path where an error exceeds 1e-9 of the quarter's gross payments.
 */
export function checkInvariants(plan: Plan, block: Block, quarter: number): void {
  checkMoney(plan, block, quarter);
  checkShares(plan, block, quarter);
  checkCapacity(plan, block, quarter);
}

function checkMoney(plan: Plan, block: Block, quarter: number): void {
  const { data, width } = block;
  const { before, net, gross } = conservationScratch(plan, width);
  const groups = rowGroups(plan);
  net.fill(0);
  gross.fill(0);
  for (let k = 0; k < block.active.count; k++) {
    const i = block.active.rows[k];
    const at = groups.column[i] * width;
    const payer = groups.payer[i] * width;
    const payee = groups.payee[i] * width;
    for (let l = 0; l < width; l++) {
      const amount = data[at + l];
      net[payer + l] -= amount;
      net[payee + l] += amount;
      gross[l] += Math.abs(amount);
    }
  }
  let worst = 0;
  let lane = 0;
  let account = 0;
  for (let a = 0; a < plan.accounts.length; a++) {
    const cash = plan.accountCash[a] * width;
    for (let l = 0; l < width; l++) {
      const error = Math.abs(data[cash + l] - before[a * width + l] - net[a * width + l]) / Math.max(1, gross[l]);
      // A comparison with NaN is false: the negated form catches it.
      if (!(error <= worst)) {
        worst = error;
        lane = l;
        account = a;
      }
    }
  }
  if (worst > block.conservationError) block.conservationError = worst;
  if (!(worst <= LARGEST_ERROR))
    fail(
      block,
      quarter,
      lane,
      'clear',
      `money of ${plan.accounts[account].id} is not conserved: off by ${worst} of the gross payments`,
    );
}

function checkShares(plan: Plan, block: Block, quarter: number): void {
  const { data, width } = block;
  for (const issuer of plan.issuers) {
    for (let l = 0; l < width; l++) {
      let held = data[issuer.outside * width + l];
      for (const holder of issuer.holders) held += data[holder.column * width + l];
      const outstanding = data[issuer.shares * width + l];
      const error = Math.abs(held - outstanding) / Math.max(1, outstanding);
      if (!(error <= LARGEST_ERROR))
        fail(
          block,
          quarter,
          l,
          'mark',
          `shares of ${plan.accounts[issuer.account].id}: ${outstanding} outstanding, ${held} held`,
        );
    }
  }
}

/** What labs use of their own, what they take under contracts and what is sold on the spot is used; what was free and not sold is idle. */
function checkCapacity(plan: Plan, block: Block, quarter: number): void {
  if (!plan.hasMarket) return;
  const { data, width } = block;
  const m = plan.market.columns;
  for (let l = 0; l < width; l++) {
    let owned = 0;
    for (const owner of plan.owners) owned += data[owner.columns.owned * width + l];
    let used = data[m.spotSales * width + l];
    for (const lab of plan.labs) {
      used += Math.min(data[lab.columns.need * width + l], data[lab.columns.owned * width + l]);
      for (const i of lab.contracts) used += data[plan.terms[i].columns.taken * width + l];
    }
    const capacity = data[m.capacity * width + l];
    const idle = data[m.freeTotal * width + l] - data[m.spotSales * width + l];
    const error = Math.abs(capacity - used - idle) / Math.max(1e-9, capacity);
    const gap = Math.abs(owned - capacity) / Math.max(1e-9, capacity);
    if (!(error <= LARGEST_ERROR) || !(gap <= LARGEST_ERROR))
      fail(
        block,
        quarter,
        l,
        'operate',
        `capacity ${capacity} is not used ${used} + idle ${idle}, or not owned ${owned}`,
      );
  }
}

function fail(block: Block, quarter: number, lane: number, phase: string, message: string): never {
  throw new InvariantError(`${message} in ${printQuarter(block.plan.firstQuarter + quarter)}`, {
    seed: block.seed,
    path: block.isCentral ? -1 : pathOfLane(block, lane),
    quarter,
    phase,
  });
}
