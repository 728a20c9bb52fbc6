import { exp, log } from '../../base/elementary.ts';
import type { LabProgram, OwnerProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { Block } from '../block.ts';
import { yearlyValue } from '../yearlyValue.ts';

/** Business outside the web, the labs' revenue and costs, and the sale of capacity that no contract covers. */
export function operate(plan: Plan, block: Block, quarter: number): void {
  runBusinesses(plan, block);
  if (plan.hasMarket) {
    for (const owner of plan.owners) freeCapacity(block, owner);
    for (const lab of plan.labs) useCapacity(plan, block, lab);
    for (const term of plan.terms) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].use?.(term, block, quarter);
    sellFreeCapacity(plan, block);
  }
  for (const lab of plan.labs) earn(plan, block, lab, quarter);
}

function runBusinesses(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const party of plan.parties) {
    const c = party.columns;
    if (c.margin < 0) continue;
    const level = c.operations * width;
    for (let l = from; l < to; l++) {
      const revenue = data[level + l] / 4;
      data[party.rows.sales * width + l] = revenue;
      data[party.rows.costs * width + l] = revenue * (1 - data[c.margin * width + l]);
      data[party.rows.capex * width + l] = revenue * data[c.capexShare * width + l];
      data[c.revenue * width + l] = revenue;
    }
  }
}

function freeCapacity(block: Block, owner: OwnerProgram): void {
  const { data, width, from, to } = block;
  const c = owner.columns;
  for (let l = from; l < to; l++) {
    data[c.free * width + l] = owner.isLab ? 0 : data[c.owned * width + l] - data[c.contracted * width + l];
  }
}

/** A lab uses what it owns, then its contracts, and buys the rest on the spot; what it owns beyond its need it sells. */
function useCapacity(plan: Plan, block: Block, lab: LabProgram): void {
  const { data, width, from, to } = block;
  const c = lab.columns;
  const contracted = c.contracted * width;
  for (let l = from; l < to; l++) data[contracted + l] = 0;
  for (const i of lab.contracts) {
    const delivered = plan.terms[i].columns.delivered * width;
    for (let l = from; l < to; l++) data[contracted + l] += data[delivered + l];
  }
  const owner = plan.owners.find((o) => o.account === lab.account);
  for (let l = from; l < to; l++) {
    const need = data[c.need * width + l];
    const owned = data[c.owned * width + l];
    const held = data[contracted + l];
    const beyondOwn = Math.max(0, need - owned);
    data[c.use * width + l] = held > 0 ? Math.min(1, beyondOwn / held) : 0;
    data[c.spot * width + l] = Math.max(0, beyondOwn - held) * data[plan.market.columns.ration * width + l];
    if (owner !== undefined) data[owner.columns.free * width + l] = Math.max(0, owned - need);
  }
}

/** Free capacity is sold pro rata: to the labs that buy on the spot, the rest to the world; at the floor some stays idle. */
function sellFreeCapacity(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const c = plan.market.columns;
  const units = plan.unitsPerCapacityYear / 4;
  const free = c.freeTotal * width;
  const sold = c.spotSales * width;
  for (let l = from; l < to; l++) {
    const x = log(data[c.price * width + l] / data[c.referencePrice * width + l]);
    let wanted = data[c.others * width + l] * exp(-data[c.elasticity * width + l] * x);
    let freeTotal = 0;
    for (const owner of plan.owners) freeTotal += data[owner.columns.free * width + l];
    for (const lab of plan.labs) {
      wanted += data[lab.columns.spot * width + l];
      for (const i of lab.contracts) wanted -= data[plan.terms[i].columns.sublet * width + l];
    }
    data[free + l] = freeTotal;
    data[sold + l] = Math.max(0, Math.min(freeTotal, wanted));
    const idle = freeTotal - data[sold + l];
    const capacity = data[c.capacity * width + l];
    data[c.utilisation * width + l] = capacity > 0 ? 1 - idle / capacity : 1;
  }
  for (const owner of plan.owners) sellOf(plan, block, owner, units);
}

function sellOf(plan: Plan, block: Block, owner: OwnerProgram, units: number): void {
  const { data, width, from, to } = block;
  const c = plan.market.columns;
  const index = plan.owners.indexOf(owner);
  for (let l = from; l < to; l++) {
    const total = data[c.freeTotal * width + l];
    const share = total > 0 ? data[owner.columns.free * width + l] / total : 0;
    const sold = data[c.spotSales * width + l] * share;
    const price = data[c.price * width + l] * units;
    let toLabs = 0;
    for (const lab of plan.labs) {
      const row = lab.spotRows[index];
      if (row < 0) continue;
      const bought = data[lab.columns.spot * width + l] * share;
      data[row * width + l] = bought * price;
      toLabs += bought;
    }
    data[owner.columns.sold * width + l] = sold;
    data[owner.rows.sales * width + l] = Math.max(0, sold - toLabs) * price;
    data[owner.rows.running * width + l] =
      data[owner.columns.owned * width + l] * data[c.runningCost * width + l] * units;
  }
}

/** R = min(R*, what the inference served allows); half of the revenue that went unserved is lost from the base. */
function earn(plan: Plan, block: Block, lab: LabProgram, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const c = lab.columns;
  const party = plan.parties[lab.party];
  const other = scratch[0];
  yearlyValue(data, width, lab.otherCosts, quarter, other);
  for (let l = from; l < to; l++) {
    const need = data[c.need * width + l];
    const wanted = data[c.unconstrained * width + l] * data[c.revenueShock * width + l];
    let served = 1;
    if (plan.hasMarket && need > 0) {
      const has = data[c.owned * width + l] + data[c.contracted * width + l] + data[c.spot * width + l];
      served = Math.min(1, has / need);
    }
    const revenue = wanted * served;
    data[c.unconstrained * width + l] -= 0.5 * data[c.unconstrained * width + l] * (1 - served);
    data[c.served * width + l] = revenue;
    const quarterRevenue = revenue / 4;
    // A lab that was wound up has no costs either.
    const isRunning = data[c.revenueShock * width + l] > 0 ? 1 : 0;
    const hasOperations = party.columns.margin >= 0;
    const sales = hasOperations ? data[party.rows.sales * width + l] : 0;
    const costs = hasOperations ? data[party.rows.costs * width + l] : 0;
    data[party.rows.sales * width + l] = sales + quarterRevenue;
    data[party.rows.costs * width + l] =
      costs + quarterRevenue * (1 - data[c.margin * width + l]) + (isRunning * other[l]) / 4;
    data[party.columns.revenue * width + l] = sales + quarterRevenue;
  }
}
