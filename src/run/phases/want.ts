import { log } from '../../base/elementary.ts';
import type { LabProgram, Plan } from '../../plan/plan.ts';
import type { Block } from '../block.ts';
import { yearlyValue } from '../yearlyValue.ts';

/** Part of a deviation of appetite that is left after a year (grade D). */
export const APPETITE_PERSISTENCE_YEAR = 0.75;
const LOWEST_GROWTH = -0.9;

function quarterly(growth: number): number {
  return Math.sqrt(Math.sqrt(1 + Math.max(LOWEST_GROWTH, growth)));
}

/** Demand of everyone else, outside business and the labs' unconstrained revenue advance by a quarter (definitions D2, Growth). */
export function want(plan: Plan, block: Block, quarter: number): void {
  if (plan.hasMarket) growMarket(plan, block, quarter);
  growOperations(plan, block, quarter);
  for (const lab of plan.labs) growLab(plan, block, lab, quarter);
}

/** g = median + x + d: x autoregressive, d the disappointment regime; the innovations load on the market shock. */
function growMarket(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const c = plan.market.columns;
  const p = plan.market.processes;
  const median = scratch[0];
  yearlyValue(data, width, plan.market.growth, quarter, median);
  const appetitePersistence = Math.sqrt(Math.sqrt(APPETITE_PERSISTENCE_YEAR));
  const trailing = [c.trailing0, c.trailing1, c.trailing2, c.trailing3][quarter % 4] * width;
  for (let l = from; l < to; l++) {
    const phi = Math.sqrt(Math.sqrt(data[c.persistence * width + l]));
    const load = data[c.loading * width + l];
    const free = Math.sqrt(1 - load * load);
    const z = data[p.market * width + l];
    const shock = load * z + free * data[p.growth * width + l];
    data[c.deviation * width + l] =
      phi * data[c.deviation * width + l] + data[c.growthSd * width + l] * Math.sqrt(1 - phi * phi) * shock;
    const u = data[p.regime * width + l];
    const isBad = data[c.regime * width + l] === 1;
    const enters = 1 - Math.sqrt(Math.sqrt(1 - data[c.enter * width + l]));
    if (!block.isCentral)
      data[c.regime * width + l] = isBad ? (u < data[c.leave * width + l] ? 0 : 1) : u < enters ? 1 : 0;
    const moved = load * z + free * data[p.appetite * width + l];
    data[c.appetite * width + l] =
      appetitePersistence * data[c.appetite * width + l] +
      data[c.appetiteSd * width + l] * Math.sqrt(1 - appetitePersistence * appetitePersistence) * moved;
    const growth = median[l] + data[c.deviation * width + l] + data[c.regime * width + l] * data[c.depth * width + l];
    const factor = quarterly(growth);
    data[c.others * width + l] *= factor;
    data[trailing + l] = log(factor);
  }
}

function growOperations(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  for (const party of plan.parties) {
    if (party.growth === null) continue;
    const growth = scratch[0];
    yearlyValue(data, width, party.growth, quarter, growth);
    const level = party.columns.operations * width;
    for (let l = from; l < to; l++) data[level + l] *= quarterly(growth[l]);
  }
}

function growLab(plan: Plan, block: Block, lab: LabProgram, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const c = lab.columns;
  const m = plan.market.columns;
  const median = scratch[0];
  const training = scratch[1];
  const perCapacity = scratch[2];
  yearlyValue(data, width, lab.growth, quarter, median);
  yearlyValue(data, width, lab.training, quarter, training);
  yearlyValue(data, width, lab.revenuePerCapacity, quarter, perCapacity);
  const draw = lab.processes.own * width;
  for (let l = from; l < to; l++) {
    const phi = Math.sqrt(Math.sqrt(data[m.persistence * width + l]));
    const sd = data[c.growthSd * width + l];
    data[c.own * width + l] = phi * data[c.own * width + l] + sd * Math.sqrt(1 - phi * phi) * data[draw + l];
    const common = data[m.deviation * width + l] + data[m.regime * width + l] * data[m.depth * width + l];
    const growth =
      median[l] + data[c.loading * width + l] * common + data[c.own * width + l] + data[c.growthShock * width + l];
    data[c.unconstrained * width + l] *= quarterly(growth);
    data[c.training * width + l] = data[c.revenueShock * width + l] > 0 ? training[l] : 0;
    const revenue = data[c.unconstrained * width + l] * data[c.revenueShock * width + l];
    data[c.inferenceNeed * width + l] = perCapacity[l] > 0 ? revenue / perCapacity[l] : 0;
  }
}
