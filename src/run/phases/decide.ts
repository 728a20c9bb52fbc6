import { exp, log } from '../../base/elementary.ts';
import type { OwnerProgram, Plan } from '../../plan/plan.ts';
import type { Block } from '../block.ts';
import { keepsBuffer } from '../keepsBuffer.ts';
import { yearlyValue } from '../yearlyValue.ts';

/** Orders of capacity, and what channels make of gains of wealth and of funding, for the quarters to come. */
export function decide(plan: Plan, block: Block, quarter: number): void {
  if (plan.hasMarket) orderCapacity(plan, block, quarter);
  runChannels(plan, block);
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
  const keepRate = 1 - 1 / m.shellLifeQuarters;
  let kept = 1;
  for (let k = 0; k < m.lead; k++) kept *= keepRate;
  for (const owner of plan.owners) {
    const ordered = owner.columns.ordered * width;
    data.fill(0, ordered + from, ordered + to);
    if (owner.contracts.length === 0 || at >= plan.quarters) continue;
    for (const i of owner.contracts) {
      const term = plan.terms[i];
      const share = term.schedules.shape[at];
      if (share === 0) continue;
      const { firm, expectedF } = term.constants;
      const expected = share * (firm + (1 - firm) * expectedF);
      for (let l = from; l < to; l++) {
        data[ordered + l] +=
          expected *
          data[term.columns.amount * width + l] *
          data[term.columns.volume * width + l] *
          data[term.columns.alive * width + l];
      }
    }
    for (let l = from; l < to; l++) {
      const standing = data[owner.columns.owned * width + l] * kept + data[owner.columns.underway * width + l];
      data[ordered + l] = Math.max(0, data[ordered + l] - standing);
      total[l] += data[ordered + l];
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
  const labGrowth = scratch[3];
  const announced = scratch[4];
  announced.fill(0, from, to);
  for (const lab of plan.labs) {
    yearlyValue(data, width, lab.growth, ahead, labGrowth);
    const headline = lab.announced[ahead];
    for (let l = from; l < to; l++) {
      const need = data[lab.columns.need * width + l] * exp(years * log(1 + Math.max(-0.9, labGrowth[l])));
      const chi = data[c.credibility * width + l];
      announced[l] += (1 - chi) * need + chi * Math.max(need, headline);
    }
  }
  const shellKept = exp(-m.lead / m.shellLifeQuarters);
  const chipsKept = exp(-m.lead / m.chipLifeQuarters);
  for (let l = from; l < to; l++) {
    const trailing =
      data[c.trailing0 * width + l] +
      data[c.trailing1 * width + l] +
      data[c.trailing2 * width + l] +
      data[c.trailing3 * width + l];
    const seen = quarter >= 3 ? exp(trailing) - 1 : median[l];
    const growth = 0.5 * seen + 0.5 * median[l];
    const demand = data[c.others * width + l] * exp(years * log(1 + Math.max(-0.9, growth))) + announced[l];
    let standing = 0;
    let underway = 0;
    for (const owner of plan.owners) {
      standing += data[owner.columns.owned * width + l];
      underway += data[owner.columns.underway * width + l];
    }
    const refreshes = data[c.expectedPrice * width + l] > data[c.refreshCost * width + l];
    const supply = standing * shellKept * (refreshes ? 1 : chipsKept) + underway + contracted[l];
    const shortage = Math.max(0, demand - supply);
    const reference = data[c.referencePrice * width + l];
    const low = data[c.runningCost * width + l];
    const high = data[c.priceCap * width + l] * data[c.longRunCost * width + l];
    const expected =
      supply > 0 ? reference * exp(log(Math.max(1e-9, demand / supply)) / data[c.elasticity * width + l]) : high;
    data[c.expectedPrice * width + l] = Math.min(high, Math.max(low, expected));
    const isWorth = data[c.expectedPrice * width + l] > data[c.longRunCost * width + l];
    speculative[l] = isWorth ? data[c.response * width + l] * shortage : 0;
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
  for (let l = from; l < to; l++) {
    let standing = 0;
    for (const owner of builders)
      if (canSpeculate(plan, block, owner, l)) standing += data[owner.columns.owned * width + l];
    const limit = data[m.columns.speedLimit * width + l] * data[m.columns.capacity * width + l];
    const wanted = contracted[l] + speculative[l];
    const cut = wanted > limit ? limit / wanted : 1;
    for (const owner of plan.owners) {
      const c = owner.columns;
      const isBuilder = !owner.isLab && standing > 0 && canSpeculate(plan, block, owner, l);
      const share = isBuilder ? data[c.owned * width + l] / standing : 0;
      const order = (data[c.ordered * width + l] + speculative[l] * share) * cut;
      data[owner.slots[slot] * width + l] += order;
      data[c.underway * width + l] += order;
      data[c.ordered * width + l] = order;
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

/** Funding: a share of the holder's gain of wealth goes to the issuer next quarter. Commitment: funding becomes orders with vendors. */
function runChannels(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    const c = channel.columns;
    if (channel.kind === 'funding') {
      for (let l = from; l < to; l++) {
        const wealth = data[c.wealth * width + l];
        const last = data[c.lastWealth * width + l];
        const gain = last > 0 ? Math.max(0, wealth - last) : 0;
        data[c.lastWealth * width + l] = wealth;
        const stands = data[c.issuerStatus * width + l] === 0 ? 1 : 0;
        data[c.pending * width + l] = gain * data[c.rate * width + l] * data[c.alive * width + l] * stands;
      }
    }
    if (channel.kind !== 'commitment') continue;
    for (const vendor of channel.vendors) {
      for (let l = from; l < to; l++) {
        const lever = 1 / Math.max(0.05, 1 - data[c.debtShare * width + l] - data[c.ownShare * width + l]);
        const stands = data[c.status * width + l] === 0 ? data[c.alive * width + l] : 0;
        const fresh = data[c.raised * width + l] * lever * vendor.share * stands;
        const arriving = data[vendor.pending * width + l] / plan.market.lead;
        const life = Math.max(1, data[c.quarters * width + l]);
        data[vendor.active * width + l] = stands * (data[vendor.active * width + l] * (1 - 1 / life) + arriving / life);
        data[vendor.pending * width + l] += fresh - arriving;
      }
    }
  }
}
