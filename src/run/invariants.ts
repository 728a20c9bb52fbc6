import { InvariantError } from '../base/invariant.ts';
import { printQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import { type Block, pathOfLane, spareColumn } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** Largest error of an identity, relative to the gross payments of its quarter. */
export const LARGEST_ERROR = 1e-9;
/** What a balance itself may lose in the digits of a double while a hundred payments are added to it; no payment is so small. */
const BALANCE_ROUNDING = 1e-14;

/** Notes the cash of every account as the quarter begins, to be held against the payments at its end. */
export function cashBefore(plan: Plan, block: Block): void {
  const { data, width } = block;
  const before = spareColumn(plan, 'before');
  for (let a = 0; a < plan.accounts.length; a++) {
    const at = plan.accountCash[a] * width;
    data.copyWithin((before + a) * width, at, at + width);
  }
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
  const { data, sums, width } = block;
  const before = spareColumn(plan, 'before') * width;
  const net = spareColumn(plan, 'net') * width;
  const gross = spareColumn(plan, 'gross') * width;
  const groups = rowGroups(plan);
  data.fill(0, net, net + plan.accounts.length * width);
  data.fill(0, gross, gross + width);
  for (let k = 0; k < block.active.count; k++) {
    const i = block.active.rows[k];
    sums.tally(net + groups.payer[i] * width, net + groups.payee[i] * width, groups.column[i] * width, gross, width);
  }
  let worst = 0;
  let lane = 0;
  let account = 0;
  for (let a = 0; a < plan.accounts.length; a++) {
    const cash = plan.accountCash[a] * width;
    const had = before + a * width;
    const got = net + a * width;
    for (let l = 0; l < width; l++) {
      const off = Math.abs(data[cash + l] - data[had + l] - data[got + l]) - BALANCE_ROUNDING * Math.abs(data[had + l]);
      const error = Math.max(0, off) / Math.max(1, data[gross + l]);
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
