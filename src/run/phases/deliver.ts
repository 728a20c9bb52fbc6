import { exp } from '../../base/elementary.ts';
import type { OwnerProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { Block } from '../block.ts';
import { deliverEquipment, receiveCalled, serveCalled } from '../calledCapacity.ts';
import { keepsBuffer } from '../keepsBuffer.ts';

/** Capacity ordered `lead` quarters ago comes online, the old ages, retires or is refreshed; contracts are served; milestones tested. */
export function deliver(plan: Plan, block: Block, quarter: number): void {
  if (plan.hasMarket) for (const owner of plan.owners) ageAndRefresh(plan, block, owner, quarter);
  for (const term of plan.terms) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].deliver?.(term, block, quarter);
  if (plan.hasMarket) serveAll(plan, block);
  for (const milestone of plan.milestones) testMilestone(block, milestone, quarter);
}

/** A vintage yields e^(−ω·age); dying chips are refreshed where the expected price covers their cost (definitions D2). */
function ageAndRefresh(plan: Plan, block: Block, owner: OwnerProgram, quarter: number): void {
  const { data, width, from, to } = block;
  const m = plan.market;
  const dying = 1 / m.chipLifeQuarters;
  const shellRate = 1 / m.shellLifeQuarters;
  const slot = owner.slots[quarter % owner.slots.length] * width;
  const owned = owner.columns.owned * width;
  const underway = owner.columns.underway * width;
  const arrived = owner.columns.arrived * width;
  const refreshed = owner.columns.refreshed * width;
  const restored = owner.columns.restored * width;
  const kept = owner.columns.kept * width;
  const ageing = m.columns.ageing * width;
  const expected = m.columns.expectedPrice * width;
  const cost = m.columns.refreshCost * width;
  for (let l = from; l < to; l++) {
    const aged = data[owned + l] * (1 - shellRate) * exp(-data[ageing + l] / 4);
    const worn = aged * dying;
    const isRefreshed = data[expected + l] > data[cost + l] && keepsBuffer(plan, block, owner, l);
    // What dies is old: as many new units yield e^(ω·life) times as much.
    const renewed = isRefreshed ? worn * exp((data[ageing + l] * m.chipLifeQuarters) / 4) : 0;
    const left = aged - worn + renewed;
    // Of chips and of shells what is brought back is bought, each against what of it survives: so long-run cost breaks even.
    const chipsLeft = (aged * (1 - dying)) / (1 - shellRate);
    data[refreshed + l] = isRefreshed ? Math.max(0, left - chipsLeft) : 0;
    data[restored + l] = isRefreshed ? Math.max(0, left - aged) : 0;
    data[kept + l] = data[owned + l] > 0 ? left / data[owned + l] : 1;
    data[owned + l] = left + data[slot + l];
    data[arrived + l] = data[slot + l];
    data[underway + l] = Math.max(0, data[underway + l] - data[slot + l]);
    data[slot + l] = 0;
  }
}

/** Signed contracts are served first, then what channels called forth. */
function serveAll(plan: Plan, block: Block): void {
  deliverEquipment(plan, block);
  for (const owner of plan.owners) serveContracts(plan, block, owner);
  if (plan.channels.every((channel) => channel.vendors.length === 0)) return;
  for (const owner of plan.owners) serveCalled(plan, block, owner);
  receiveCalled(plan, block);
}

/** Contracts are served from what the seller owns; where that is too little, all in the same proportion. */
function serveContracts(plan: Plan, block: Block, owner: OwnerProgram): void {
  const { data, width, from, to } = block;
  const contracted = owner.columns.contracted * width;
  const uncontracted = owner.columns.uncontracted * width;
  const owned = owner.columns.owned * width;
  for (let l = from; l < to; l++) data[contracted + l] = 0;
  for (const i of owner.contracts) {
    const delivered = plan.terms[i].columns.delivered * width;
    for (let l = from; l < to; l++) data[contracted + l] += data[delivered + l];
  }
  for (const i of owner.contracts) {
    const delivered = plan.terms[i].columns.delivered * width;
    for (let l = from; l < to; l++) {
      if (data[contracted + l] > data[owned + l]) data[delivered + l] *= data[owned + l] / data[contracted + l];
    }
  }
  for (let l = from; l < to; l++) {
    data[contracted + l] = Math.min(data[contracted + l], data[owned + l]);
    data[uncontracted + l] = data[owned + l] - data[contracted + l];
  }
}

function testMilestone(block: Block, m: Plan['milestones'][number], quarter: number): void {
  if (m.watch < 0) return;
  const { data, width, from, to } = block;
  const at = m.column * width;
  const perAt = m.per * width;
  const watchAt = m.watch * width;
  const thresholdAt = m.threshold * width;
  for (let l = from; l < to; l++) {
    if (data[at + l] <= quarter) continue;
    const scale = m.per < 0 ? 1 : data[perAt + l];
    const isLevelPerShare = m.kind === 'price';
    const level = isLevelPerShare ? data[watchAt + l] / scale : data[watchAt + l];
    const threshold = data[thresholdAt + l] * (m.kind === 'delivered' ? scale : m.kind === 'revenue' ? 0.25 : 1);
    if (level > 0 && level >= threshold * (1 - 1e-9)) data[at + l] = quarter;
  }
}
