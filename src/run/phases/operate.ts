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
  } else takeAll(plan, block);
  for (const lab of plan.labs) earn(plan, block, lab, quarter);
}

/** Without a market nothing can be sub-let or handed back: what is delivered is taken. */
function takeAll(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const term of plan.terms) {
    if (term.kind !== 'capacity') continue;
    const delivered = term.columns.delivered * width;
    data.copyWithin(term.columns.taken * width + from, delivered + from, delivered + to);
  }
}

function runBusinesses(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const party of plan.parties) {
    const c = party.columns;
    if (c.margin < 0) continue;
    const level = c.operations * width;
    const salesAt = party.rows.sales * width;
    const costsAt = party.rows.costs * width;
    const marginAt = c.margin * width;
    const capexAt = party.rows.capex * width;
    const capexShareAt = c.capexShare * width;
    const revenueAt = c.revenue * width;
    for (let l = from; l < to; l++) {
      const revenue = data[level + l] / 4;
      data[salesAt + l] = revenue;
      data[costsAt + l] = revenue * (1 - data[marginAt + l]);
      data[capexAt + l] = revenue * data[capexShareAt + l];
      data[revenueAt + l] = revenue;
    }
  }
}

function freeCapacity(block: Block, owner: OwnerProgram): void {
  const { data, width, from, to } = block;
  const c = owner.columns;
  const freeAt = c.free * width;
  const ownedAt = c.owned * width;
  const contractedAt = c.contracted * width;
  for (let l = from; l < to; l++) {
    data[freeAt + l] = owner.isLab ? 0 : data[ownedAt + l] - data[contractedAt + l];
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
  const needAt = c.need * width;
  const ownedAt = c.owned * width;
  const useAt = c.use * width;
  const spotAt = c.spot * width;
  const rationAt = plan.market.columns.ration * width;
  const freeAt = (owner?.columns.free ?? 0) * width;
  for (let l = from; l < to; l++) {
    const need = data[needAt + l];
    const owned = data[ownedAt + l];
    const held = data[contracted + l];
    const beyondOwn = Math.max(0, need - owned);
    data[useAt + l] = held > 0 ? Math.min(1, beyondOwn / held) : 0;
    data[spotAt + l] = Math.max(0, beyondOwn - held) * data[rationAt + l];
    if (owner !== undefined) data[freeAt + l] = Math.max(0, owned - need);
  }
}

/** Free capacity is sold pro rata: to the labs that buy on the spot, the rest to the world; at the floor some stays idle. */
function sellFreeCapacity(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const c = plan.market.columns;
  const units = plan.unitsPerCapacityYear / 4;
  const free = c.freeTotal * width;
  const sold = c.spotSales * width;
  const priceAt = c.price * width;
  const referencePriceAt = c.referencePrice * width;
  const othersAt = c.others * width;
  const elasticityAt = c.elasticity * width;
  const capacityAt = c.capacity * width;
  const utilisationAt = c.utilisation * width;
  for (let l = from; l < to; l++) {
    const x = log(data[priceAt + l] / data[referencePriceAt + l]);
    let wanted = data[othersAt + l] * exp(-data[elasticityAt + l] * x);
    let freeTotal = 0;
    for (const owner of plan.owners) freeTotal += data[owner.columns.free * width + l];
    for (const lab of plan.labs) {
      wanted += data[lab.columns.spot * width + l];
      for (const i of lab.contracts) wanted -= data[plan.terms[i].columns.sublet * width + l];
    }
    data[free + l] = freeTotal;
    data[sold + l] = Math.max(0, Math.min(freeTotal, wanted));
    const idle = freeTotal - data[sold + l];
    const capacity = data[capacityAt + l];
    data[utilisationAt + l] = capacity > 0 ? 1 - idle / capacity : 1;
  }
  for (const owner of plan.owners) sellOf(plan, block, owner, units);
}

function sellOf(plan: Plan, block: Block, owner: OwnerProgram, units: number): void {
  const { data, width, from, to } = block;
  const c = plan.market.columns;
  const index = plan.owners.indexOf(owner);
  const freeTotalAt = c.freeTotal * width;
  const freeAt = owner.columns.free * width;
  const spotSalesAt = c.spotSales * width;
  const priceAt = c.price * width;
  const soldAt = owner.columns.sold * width;
  const salesAt = owner.rows.sales * width;
  const runningAt = owner.rows.running * width;
  const ownedAt = owner.columns.owned * width;
  const runningCostAt = c.runningCost * width;
  for (let l = from; l < to; l++) {
    const total = data[freeTotalAt + l];
    const share = total > 0 ? data[freeAt + l] / total : 0;
    const sold = data[spotSalesAt + l] * share;
    const price = data[priceAt + l] * units;
    let toLabs = 0;
    for (const lab of plan.labs) {
      const row = lab.spotRows[index];
      if (row < 0) continue;
      const bought = data[lab.columns.spot * width + l] * share;
      data[row * width + l] = bought * price;
      toLabs += bought;
    }
    data[soldAt + l] = sold;
    data[salesAt + l] = Math.max(0, sold - toLabs) * price;
    data[runningAt + l] = data[ownedAt + l] * data[runningCostAt + l] * units;
  }
}

/** R = min(R*, what the inference served allows); half of the revenue that went unserved is lost from the base. */
function earn(plan: Plan, block: Block, lab: LabProgram, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const c = lab.columns;
  const party = plan.parties[lab.party];
  const other = scratch[0];
  yearlyValue(data, width, lab.otherCosts, quarter, other);
  const needAt = c.need * width;
  const unconstrainedAt = c.unconstrained * width;
  const revenueShockAt = c.revenueShock * width;
  const ownedAt = c.owned * width;
  const contractedAt = c.contracted * width;
  const spotAt = c.spot * width;
  const servedAt = c.served * width;
  const salesAt = party.rows.sales * width;
  const costsAt = party.rows.costs * width;
  const marginAt = c.margin * width;
  const revenueAt = party.columns.revenue * width;
  for (let l = from; l < to; l++) {
    const need = data[needAt + l];
    const wanted = data[unconstrainedAt + l] * data[revenueShockAt + l];
    let served = 1;
    if (plan.hasMarket && need > 0) {
      const has = data[ownedAt + l] + data[contractedAt + l] + data[spotAt + l];
      served = Math.min(1, has / need);
    }
    const revenue = wanted * served;
    data[unconstrainedAt + l] -= 0.5 * data[unconstrainedAt + l] * (1 - served);
    data[servedAt + l] = revenue;
    const quarterRevenue = revenue / 4;
    // A lab that was wound up has no costs either.
    const isRunning = data[revenueShockAt + l] > 0 ? 1 : 0;
    const hasOperations = party.columns.margin >= 0;
    const sales = hasOperations ? data[salesAt + l] : 0;
    const costs = hasOperations ? data[costsAt + l] : 0;
    data[salesAt + l] = sales + quarterRevenue;
    data[costsAt + l] = costs + quarterRevenue * (1 - data[marginAt + l]) + (isRunning * other[l]) / 4;
    data[revenueAt + l] = sales + quarterRevenue;
  }
}
