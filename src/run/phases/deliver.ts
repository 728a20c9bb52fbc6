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
  const slot = owner.slots[quarter % owner.slots.length] * width;
  const owned = owner.columns.owned * width;
  const underway = owner.columns.underway * width;
  const arrived = owner.columns.arrived * width;
  const refreshed = owner.columns.refreshed * width;
  const restored = owner.columns.restored * width;
  const kept = owner.columns.kept * width;
  const expected = m.columns.expectedPrice * width;
  const cost = m.columns.refreshCost * width;
  const withLife = owner.ownSupplies.filter((i) => plan.terms[i].columns.standing >= 0);
  const worn = { left: 0, chips: 0, shells: 0 };
  for (let l = from; l < to; l++) {
    const mayRefresh = keepsBuffer(plan, block, owner, l);
    let pool = data[owned + l];
    let left = 0;
    data[refreshed + l] = 0;
    data[restored + l] = 0;
    for (const i of withLife) {
      const { standing, life } = plan.terms[i].columns;
      const at = standing * width + l;
      const part = Math.min(data[at], pool);
      const quarters = Math.max(1, 4 * data[life * width + l]);
      wear(
        plan,
        block,
        l,
        part,
        quarters,
        mayRefresh && data[expected + l] > refreshCost(plan, block, l, quarters),
        worn,
      );
      pool -= part;
      left += worn.left;
      data[at] = worn.left;
      data[refreshed + l] += worn.chips;
      data[restored + l] += worn.shells;
    }
    wear(plan, block, l, pool, m.chipLifeQuarters, mayRefresh && data[expected + l] > data[cost + l], worn);
    left += worn.left;
    data[refreshed + l] += worn.chips;
    data[restored + l] += worn.shells;
    data[kept + l] = pool > 0 ? worn.left / pool : 1;
    data[owned + l] = left + data[slot + l];
    data[arrived + l] = data[slot + l];
    data[underway + l] = Math.max(0, data[underway + l] - data[slot + l]);
    data[slot + l] = 0;
  }
}

/** What a quarter leaves of capacity whose chips live so many quarters, and what of chips and shells is bought to refresh it. */
function wear(
  plan: Plan,
  block: Block,
  l: number,
  pool: number,
  chipQuarters: number,
  isRefreshed: boolean,
  into: { left: number; chips: number; shells: number },
): void {
  const ageing = block.data[plan.market.columns.ageing * block.width + l];
  const dying = 1 / chipQuarters;
  const shellRate = 1 / plan.market.shellLifeQuarters;
  const aged = pool * (1 - shellRate) * exp(-ageing / 4);
  const dead = aged * dying;
  // What dies is old: as many new units yield e^(ω·life) times as much.
  const renewed = isRefreshed ? dead * exp((ageing * chipQuarters) / 4) : 0;
  const left = aged - dead + renewed;
  // Of chips and of shells what is brought back is bought, each against what of it survives: so long-run cost breaks even.
  const chipsLeft = (aged * (1 - dying)) / (1 - shellRate);
  into.left = left;
  into.chips = isRefreshed ? Math.max(0, left - chipsLeft) : 0;
  into.shells = isRefreshed ? Math.max(0, left - aged) : 0;
}

/** Price at which new chips in an old shell break even, for chips of another life than the market's (definitions D2). */
function refreshCost(plan: Plan, block: Block, l: number, chipQuarters: number): number {
  const { data, width } = block;
  const c = plan.market.columns;
  const grown = Math.sqrt(Math.sqrt(1 + data[c.costOfCapital * width + l]));
  const aged = exp(-data[c.ageing * width + l] / 4);
  const chips = data[c.chips * width + l] * 4 * (grown - (1 - 1 / chipQuarters) * aged);
  return chips / plan.market.priceUnits + data[c.runningCost * width + l];
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
