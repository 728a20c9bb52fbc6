import type { CalledVendor, ChannelProgram, OwnerProgram, Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';

/**
 * Capacity that commitments called forth by channels become, once the contracts that were signed have been served.
 *
 * Definition: what is in force, S, wants to be delivered at S/L a quarter. A chip maker delivers S/L ÷ chips of equipment,
 * which the lab owns from then on. A cloud serves 4·S/L ÷ c_LR of its capacity (a new contract is struck at long-run
 * cost), as far as it owns what no contract takes. Units: capacity.
 * Verified by: src/run/phases/channels.test.ts.
 */
export function deliverEquipment(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const chipsAt = plan.market.columns.chips * width;
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      if (!vendor.isEquipment || vendor.owner < 0) continue;
      const ownedAt = plan.owners[vendor.owner].columns.owned * width;
      const servedAt = vendor.served * width;
      const deliveredAt = vendor.delivered * width;
      for (let l = from; l < to; l++) {
        const chips = data[chipsAt + l];
        const arrives = chips > 0 ? duesOf(block, channel, vendor, l) / chips : 0;
        data[servedAt + l] = arrives;
        data[deliveredAt + l] += arrives;
        data[ownedAt + l] += arrives;
      }
    }
  }
}

/** What an owner has left after its signed contracts serves what channels called forth; all in the same proportion. */
export function serveCalled(plan: Plan, block: Block, owner: OwnerProgram): void {
  const { data, width, from, to } = block;
  const uncontractedAt = owner.columns.uncontracted * width;
  const contractedAt = owner.columns.contracted * width;
  const index = plan.owners.indexOf(owner);
  const served = plan.channels.flatMap((channel) =>
    channel.vendors.filter((vendor) => isServedBy(channel, vendor, index)).map((vendor) => ({ channel, vendor })),
  );
  if (served.length === 0) return;
  for (let l = from; l < to; l++) {
    const free = data[uncontractedAt + l];
    let wanted = 0;
    for (const { channel, vendor } of served) {
      const asked = (4 * duesOf(block, channel, vendor, l)) / contractPrice(plan, block, l);
      data[vendor.served * width + l] = asked;
      wanted += asked;
    }
    if (wanted <= 0) continue;
    const part = Math.min(1, free / wanted);
    for (const { vendor } of served) data[vendor.served * width + l] *= part;
    data[contractedAt + l] += wanted * part;
    data[uncontractedAt + l] = Math.max(0, free - wanted * part);
  }
}

/** The lab uses what clouds serve it like capacity of its own. */
export function receiveCalled(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      if (vendor.isEquipment || !isServedBy(channel, vendor, vendor.owner)) continue;
      const uncontractedAt = plan.owners[channel.constants.labOwner].columns.uncontracted * width;
      const servedAt = vendor.served * width;
      for (let l = from; l < to; l++) data[uncontractedAt + l] += data[servedAt + l];
    }
  }
}

/** What falls due for it: the price of what was delivered; without a market the money that is in force. */
export function calledDues(plan: Plan, block: Block, channel: ChannelProgram, vendor: CalledVendor): void {
  const { data, width, from, to } = block;
  const rowAt = vendor.row * width;
  const servedAt = vendor.served * width;
  const isServed = !vendor.isEquipment && isServedBy(channel, vendor, vendor.owner);
  for (let l = from; l < to; l++) {
    data[rowAt + l] = isServed
      ? (data[servedAt + l] * contractPrice(plan, block, l)) / 4
      : duesOf(block, channel, vendor, l);
  }
}

/** Looks one lead time ahead: what clouds will have to serve at delivery, and what equipment will arrive until then. */
export function lookAhead(plan: Plan, block: Block): void {
  if (!plan.hasMarket) return;
  const { data, width, from, to } = block;
  const { lead } = plan.market;
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      if (vendor.owner < 0) continue;
      for (let l = from; l < to; l++) {
        const life = lifeOf(block, channel, l);
        let standing = data[vendor.standing * width + l];
        let pending = data[vendor.pending * width + l];
        let dues = standing / life;
        let sum = dues;
        for (let k = 1; k < lead; k++) {
          standing += pending / lead - dues;
          pending -= pending / lead;
          dues = standing / life;
          sum += dues;
        }
        const chips = data[plan.market.columns.chips * width + l];
        data[vendor.ahead * width + l] = vendor.isEquipment
          ? chips > 0
            ? sum / chips
            : 0
          : (4 * dues) / contractPrice(plan, block, l);
      }
    }
  }
}

/** Whether a vendor's capacity serves the commitment: it owns some, and the lab takes part in the market. */
function isServedBy(channel: ChannelProgram, vendor: CalledVendor, owner: number): boolean {
  return !vendor.isEquipment && owner >= 0 && vendor.owner === owner && channel.constants.labOwner >= 0;
}

function lifeOf(block: Block, channel: ChannelProgram, l: number): number {
  return Math.max(1, block.data[channel.columns.quarters * block.width + l]);
}

function duesOf(block: Block, channel: ChannelProgram, vendor: CalledVendor, l: number): number {
  return block.data[vendor.standing * block.width + l] / lifeOf(block, channel, l);
}

/** Long-run cost of a unit of capacity for a year, in currency. */
function contractPrice(plan: Plan, block: Block, l: number): number {
  return block.data[plan.market.columns.longRunCost * block.width + l] * plan.unitsPerCapacityYear;
}
