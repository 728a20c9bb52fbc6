import { exp, log } from '../../base/elementary.ts';
import type { CalledVendor, OwnerProgram, Plan } from '../../plan/plan.ts';
import type { Block } from '../block.ts';
import { lookAhead } from '../calledCapacity.ts';
import { keepsBuffer } from '../keepsBuffer.ts';
import { yearlyValue } from '../yearlyValue.ts';

/** Orders of capacity, and what channels make of gains of wealth, for the quarters to come. */
export function decide(plan: Plan, block: Block, quarter: number): void {
  if (plan.hasMarket) {
    lookAhead(plan, block);
    orderCapacity(plan, block, quarter);
  }
  fundFromGains(plan, block);
}

/** Contracted orders first, then speculative ones where the expected price covers long-run cost, all within the speed limit (definitions D2). */
function orderCapacity(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const m = plan.market;
  const ahead = Math.min(plan.quarters - 1, quarter + m.lead);
  const contractedOrders = scratch[0];
  const speculative = scratch[1];
  const median = scratch[2];
  contractedOrders.fill(0, from, to);
  orderContracted(plan, block, quarter, contractedOrders);
  yearlyValue(data, width, m.growth, ahead, median);
  expectPrice(plan, block, quarter, ahead, median, contractedOrders, speculative);
  placeOrders(plan, block, quarter, contractedOrders, speculative);
}

/** What each owner needs so that its contracts are served at delivery; kept in its `ordered` column until placed. */
function orderContracted(plan: Plan, block: Block, quarter: number, total: Float64Array): void {
  const { data, width, from, to } = block;
  const m = plan.market;
  const at = quarter + m.lead;
  const kept = keptOver(m.lead, m.shellLifeQuarters);
  for (const owner of plan.owners) {
    const ordered = owner.columns.ordered * width;
    data.fill(0, ordered + from, ordered + to);
    const called = calledOf(plan, owner);
    if ((owner.contracts.length === 0 && called.length === 0) || at >= plan.quarters) continue;
    for (const vendor of called) {
      const aheadAt = vendor.ahead * width;
      for (let l = from; l < to; l++) data[ordered + l] += data[aheadAt + l];
    }
    for (const i of owner.contracts) {
      const term = plan.terms[i];
      const share = term.schedules.shape[at];
      if (share === 0) continue;
      const { firm, expectedF } = term.constants;
      const expected = share * (firm + (1 - firm) * expectedF);
      const amountAt = term.columns.amount * width;
      const volumeAt = term.columns.volume * width;
      const aliveAt = term.columns.alive * width;
      for (let l = from; l < to; l++) {
        data[ordered + l] += expected * data[amountAt + l] * data[volumeAt + l] * data[aliveAt + l];
      }
    }
    const ownedAt = owner.columns.owned * width;
    const underwayAt = owner.columns.underway * width;
    for (let l = from; l < to; l++) {
      const standing = data[ownedAt + l] * kept + data[underwayAt + l];
      data[ordered + l] = Math.max(0, data[ordered + l] - standing);
      total[l] += data[ordered + l];
    }
  }
}

/** What channels called forth that an owner's capacity serves. */
function calledOf(plan: Plan, owner: OwnerProgram): CalledVendor[] {
  return plan.channels.flatMap((channel) =>
    channel.constants.labOwner < 0
      ? []
      : channel.vendors.filter((vendor) => !vendor.isEquipment && plan.owners[vendor.owner] === owner),
  );
}

/** Part of what stands now that its retirement at 1 / life a quarter leaves. */
function keptOver(quarters: number, lifeQuarters: number): number {
  let kept = 1;
  for (let k = 0; k < quarters; k++) kept *= 1 - 1 / lifeQuarters;
  return kept;
}

/** Equipment of their own that owners have on order until delivery: it serves needs like any other order under way. */
function ownArrivals(plan: Plan, block: Block, quarter: number, total: Float64Array): void {
  const { data, width, from, to } = block;
  total.fill(0, from, to);
  for (const owner of plan.owners) {
    for (const i of owner.ownSupplies) {
      const term = plan.terms[i];
      const { firm, expectedF, own } = term.constants;
      if (term.columns.amount < 0) continue;
      let share = 0;
      const last = Math.min(plan.quarters - 1, quarter + plan.market.lead);
      for (let q = quarter + 1; q <= last; q++) share += term.schedules.shape[q];
      if (share === 0) continue;
      const expected = share * own * (firm + (1 - firm) * expectedF);
      const amountAt = term.columns.amount * width;
      const volumeAt = term.columns.volume * width;
      const aliveAt = term.columns.alive * width;
      for (let l = from; l < to; l++)
        total[l] += expected * data[amountAt + l] * data[volumeAt + l] * data[aliveAt + l];
    }
  }
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      if (!vendor.isEquipment || vendor.owner < 0) continue;
      for (let l = from; l < to; l++) total[l] += data[vendor.ahead * width + l];
    }
  }
}

/** What labs will need at delivery: their need grown at its median, or what they announced where builders believe it. */
function labDemand(plan: Plan, block: Block, ahead: number, announced: Float64Array): void {
  const { data, width, from, to, scratch } = block;
  const c = plan.market.columns;
  const years = plan.market.lead / 4;
  const labGrowth = scratch[3];
  announced.fill(0, from, to);
  for (const lab of plan.labs) {
    yearlyValue(data, width, lab.growth, ahead, labGrowth);
    const headline = lab.announced[ahead];
    const needAt = lab.columns.need * width;
    const credibilityAt = c.credibility * width;
    const called = plan.channels.flatMap((ch) => (ch.constants.lab === lab.account ? ch.vendors : []));
    for (let l = from; l < to; l++) {
      let named = headline;
      for (const v of called) named += data[v.ahead * width + l] + data[v.delivered * width + l];
      const need = data[needAt + l] * exp(years * log(1 + Math.max(-0.9, labGrowth[l])));
      const chi = data[credibilityAt + l];
      announced[l] += (1 - chi) * need + chi * Math.max(need, named);
    }
  }
}

/** The price expected at delivery and the shortage that builders answer; a commitment is served once. */
function expectPrice(
  plan: Plan,
  block: Block,
  quarter: number,
  ahead: number,
  median: Float64Array,
  contracted: Float64Array,
  speculative: Float64Array,
): void {
  const { data, width, from, to, scratch } = block;
  const m = plan.market;
  const c = m.columns;
  const years = m.lead / 4;
  const announced = scratch[4];
  labDemand(plan, block, ahead, announced);
  const shellKept = keptOver(m.lead, m.shellLifeQuarters);
  const chipsKept = keptOver(m.lead, m.chipLifeQuarters);
  const arriving = scratch[5];
  ownArrivals(plan, block, quarter, arriving);
  const trailing0At = c.trailing0 * width;
  const trailing1At = c.trailing1 * width;
  const trailing2At = c.trailing2 * width;
  const trailing3At = c.trailing3 * width;
  const othersAt = c.others * width;
  const expectedPriceAt = c.expectedPrice * width;
  const refreshCostAt = c.refreshCost * width;
  const referencePriceAt = c.referencePrice * width;
  const runningCostAt = c.runningCost * width;
  const priceCapAt = c.priceCap * width;
  const longRunCostAt = c.longRunCost * width;
  const elasticityAt = c.elasticity * width;
  const responseAt = c.response * width;
  for (let l = from; l < to; l++) {
    const trailing = data[trailing0At + l] + data[trailing1At + l] + data[trailing2At + l] + data[trailing3At + l];
    const seen = quarter >= 3 ? exp(trailing) - 1 : median[l];
    const growth = 0.5 * seen + 0.5 * median[l];
    const demand = data[othersAt + l] * exp(years * log(1 + Math.max(-0.9, growth))) + announced[l];
    let standing = 0;
    let underway = 0;
    for (const owner of plan.owners) {
      standing += data[owner.columns.owned * width + l];
      underway += data[owner.columns.underway * width + l];
    }
    const refreshes = data[expectedPriceAt + l] > data[refreshCostAt + l];
    const supply = standing * shellKept * (refreshes ? 1 : chipsKept) + underway + arriving[l] + contracted[l];
    const shortage = Math.max(0, demand - supply);
    const reference = data[referencePriceAt + l];
    const low = data[runningCostAt + l];
    const high = data[priceCapAt + l] * data[longRunCostAt + l];
    const expected = supply > 0 ? reference * exp(log(Math.max(1e-9, demand / supply)) / data[elasticityAt + l]) : high;
    data[expectedPriceAt + l] = Math.min(high, Math.max(low, expected));
    const isWorth = data[expectedPriceAt + l] > data[longRunCostAt + l];
    speculative[l] = isWorth ? data[responseAt + l] * shortage : 0;
  }
}

/** Gross orders ≤ g_max·K a quarter: the excess is cut pro rata and waits. Speculation follows who owns capacity. */
function placeOrders(
  plan: Plan,
  block: Block,
  quarter: number,
  contracted: Float64Array,
  speculative: Float64Array,
): void {
  const { data, width, from, to } = block;
  const m = plan.market;
  const slot = (quarter + m.lead) % (m.lead + 1);
  const builders = plan.owners.filter((o) => !o.isLab);
  const speedLimitAt = m.columns.speedLimit * width;
  const capacityAt = m.columns.capacity * width;
  const [standing, cut] = [block.scratch[4], block.scratch[5]];
  standing.fill(0, from, to);
  for (const owner of builders) {
    const ownedAt = owner.columns.owned * width;
    for (let l = from; l < to; l++) if (canSpeculate(plan, block, owner, l)) standing[l] += data[ownedAt + l];
  }
  for (let l = from; l < to; l++) {
    const limit = data[speedLimitAt + l] * data[capacityAt + l];
    const wanted = contracted[l] + speculative[l];
    cut[l] = wanted > limit ? limit / wanted : 1;
  }
  for (const owner of plan.owners) {
    const ownedAt = owner.columns.owned * width;
    const orderedAt = owner.columns.ordered * width;
    const underwayAt = owner.columns.underway * width;
    const slotAt = owner.slots[slot] * width;
    for (let l = from; l < to; l++) {
      const isBuilder = !owner.isLab && standing[l] > 0 && canSpeculate(plan, block, owner, l);
      const share = isBuilder ? data[ownedAt + l] / standing[l] : 0;
      const order = (data[orderedAt + l] + speculative[l] * share) * cut[l];
      data[slotAt + l] += order;
      data[underwayAt + l] += order;
      data[orderedAt + l] = order;
    }
  }
}

/** Share of its debt limit up to which a builder goes on building without contracts (grade D). */
const MOST_LEVERAGE = 0.9;

/** Only who keeps its buffer over the next four quarters and is not near its debt limit builds without a contract. */
function canSpeculate(plan: Plan, block: Block, owner: OwnerProgram, l: number): boolean {
  if (owner.party < 0) return true;
  if (!keepsBuffer(plan, block, owner, l)) return false;
  const { status, leverage } = plan.parties[owner.party].columns;
  const { data, width } = block;
  return data[status * width + l] === 0 && data[leverage * width + l] <= MOST_LEVERAGE;
}

/** A share of the holder's gain of wealth over the most it ever had goes to the issuer next quarter: nobody pledges a rise twice. */
function fundFromGains(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    if (channel.kind !== 'funding') continue;
    const c = channel.columns;
    const wealthAt = c.wealth * width;
    const highestAt = c.highestWealth * width;
    const issuerStatusAt = c.issuerStatus * width;
    const pendingAt = c.pending * width;
    const rateAt = c.rate * width;
    const aliveAt = c.alive * width;
    for (let l = from; l < to; l++) {
      const wealth = data[wealthAt + l];
      const highest = data[highestAt + l];
      const gain = highest > 0 ? Math.max(0, wealth - highest) : 0;
      data[highestAt + l] = Math.max(highest, wealth);
      const stands = data[issuerStatusAt + l] === 0 ? 1 : 0;
      data[pendingAt + l] = gain * data[rateAt + l] * data[aliveAt + l] * stands;
    }
  }
}
