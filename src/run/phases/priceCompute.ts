import { exp, log } from '../../base/elementary.ts';
import { computePrice } from '../../mechanisms/market/computePrice.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Block } from '../block.ts';

/** The compute price: labs' needs and everyone else's demand against what stands, between running cost and the cap. */
export function priceCompute(plan: Plan, block: Block): void {
  if (!plan.hasMarket) return;
  const { data, width, from, to } = block;
  const c = plan.market.columns;
  const labs = plan.labs;
  const amounts = new Float64Array(labs.length + 1);
  const elasticities = new Float64Array(labs.length + 1);
  const capacity = c.capacity * width;
  for (let l = from; l < to; l++) data[capacity + l] = 0;
  for (const owner of plan.owners) {
    const owned = owner.columns.owned * width;
    for (let l = from; l < to; l++) data[capacity + l] += data[owned + l];
  }
  for (let l = from; l < to; l++) {
    let fixed = 0;
    for (let i = 0; i < labs.length; i++) {
      amounts[i] = data[labs[i].columns.training * width + l];
      elasticities[i] = data[labs[i].columns.elasticity * width + l];
      fixed += data[labs[i].columns.inferenceNeed * width + l];
    }
    amounts[labs.length] = data[c.others * width + l];
    elasticities[labs.length] = data[c.elasticity * width + l];
    const reference = data[c.referencePrice * width + l];
    const low = Math.max(1e-9 * reference, data[c.runningCost * width + l]);
    const high = data[c.priceCap * width + l] * data[c.longRunCost * width + l];
    data[c.price * width + l] = computePrice(
      amounts,
      elasticities,
      labs.length + 1,
      fixed,
      data[capacity + l],
      reference,
      low,
      Math.max(high, low * (1 + 1e-9)),
      data[c.price * width + l],
    );
    needAtPrice(plan, block, l, reference, high);
  }
}

/** Needs at the price found; where even the cap leaves demand above capacity, what is not contracted is rationed. */
function needAtPrice(plan: Plan, block: Block, l: number, reference: number, high: number): void {
  const { data, width } = block;
  const c = plan.market.columns;
  const price = data[c.price * width + l];
  const x = log(price / reference);
  for (const lab of plan.labs) {
    const training = data[lab.columns.training * width + l] * exp(-data[lab.columns.elasticity * width + l] * x);
    data[lab.columns.training * width + l] = training;
    data[lab.columns.need * width + l] = training + data[lab.columns.inferenceNeed * width + l];
  }
  data[c.ration * width + l] = 1;
  if (price < high) return;
  let free = data[c.capacity * width + l];
  let wanted = data[c.others * width + l] * exp(-data[c.elasticity * width + l] * x);
  for (const lab of plan.labs) {
    const need = data[lab.columns.need * width + l];
    let held = data[lab.columns.owned * width + l];
    for (const i of lab.contracts) held += data[plan.terms[i].columns.delivered * width + l];
    free -= Math.min(need, held);
    wanted += Math.max(0, need - held);
  }
  if (wanted > free) data[c.ration * width + l] = Math.max(0, free / wanted);
}
