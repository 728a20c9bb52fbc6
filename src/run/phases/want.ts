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
  const persistenceAt = c.persistence * width;
  const loadingAt = c.loading * width;
  const marketAt = p.market * width;
  const growthAt = p.growth * width;
  const deviationAt = c.deviation * width;
  const growthSdAt = c.growthSd * width;
  const regimeAt = p.regime * width;
  const cRegimeAt = c.regime * width;
  const enterAt = c.enter * width;
  const leaveAt = c.leave * width;
  const appetiteAt = p.appetite * width;
  const cAppetiteAt = c.appetite * width;
  const appetiteSdAt = c.appetiteSd * width;
  const depthAt = c.depth * width;
  const othersAt = c.others * width;
  for (let l = from; l < to; l++) {
    const phi = Math.sqrt(Math.sqrt(data[persistenceAt + l]));
    const load = data[loadingAt + l];
    const free = Math.sqrt(1 - load * load);
    const z = data[marketAt + l];
    const shock = load * z + free * data[growthAt + l];
    data[deviationAt + l] = phi * data[deviationAt + l] + data[growthSdAt + l] * Math.sqrt(1 - phi * phi) * shock;
    const u = data[regimeAt + l];
    const isBad = data[cRegimeAt + l] === 1;
    const enters = 1 - Math.sqrt(Math.sqrt(1 - data[enterAt + l]));
    if (!block.isCentral) data[cRegimeAt + l] = isBad ? (u < data[leaveAt + l] ? 0 : 1) : u < enters ? 1 : 0;
    const moved = load * z + free * data[appetiteAt + l];
    data[cAppetiteAt + l] =
      appetitePersistence * data[cAppetiteAt + l] +
      data[appetiteSdAt + l] * Math.sqrt(1 - appetitePersistence * appetitePersistence) * moved;
    const growth = median[l] + data[deviationAt + l] + data[cRegimeAt + l] * data[depthAt + l];
    const factor = quarterly(growth);
    data[othersAt + l] *= factor;
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
  const persistenceAt = m.persistence * width;
  const growthSdAt = c.growthSd * width;
  const ownAt = c.own * width;
  const deviationAt = m.deviation * width;
  const regimeAt = m.regime * width;
  const depthAt = m.depth * width;
  const loadingAt = c.loading * width;
  const growthShockAt = c.growthShock * width;
  const unconstrainedAt = c.unconstrained * width;
  const trainingAt = c.training * width;
  const revenueShockAt = c.revenueShock * width;
  const inferenceNeedAt = c.inferenceNeed * width;
  for (let l = from; l < to; l++) {
    const phi = Math.sqrt(Math.sqrt(data[persistenceAt + l]));
    const sd = data[growthSdAt + l];
    data[ownAt + l] = phi * data[ownAt + l] + sd * Math.sqrt(1 - phi * phi) * data[draw + l];
    const common = data[deviationAt + l] + data[regimeAt + l] * data[depthAt + l];
    const growth = median[l] + data[loadingAt + l] * common + data[ownAt + l] + data[growthShockAt + l];
    data[unconstrainedAt + l] *= quarterly(growth);
    data[trainingAt + l] = data[revenueShockAt + l] > 0 ? training[l] : 0;
    const revenue = data[unconstrainedAt + l] * data[revenueShockAt + l];
    data[inferenceNeedAt + l] = perCapacity[l] > 0 ? revenue / perCapacity[l] : 0;
  }
}
