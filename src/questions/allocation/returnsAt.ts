import { pow } from '../../base/elementary.ts';
import { elasticReturnSteps } from '../../mechanisms/allocation/elasticReturnSteps.ts';
import { bestFirst, type OrderedSteps } from '../../mechanisms/allocation/waterFill.ts';
import type { LabProgram } from '../../plan/plan.ts';
import type { AllocationRun } from './allocationNeeds.ts';
import { inputName, labName, marketName, yearlyName } from './allocationNeeds.ts';
import type { LabUse } from './labUses.ts';

/** Steps in which demand for training is read between the highest price and long-run cost, and down to running cost. */
const STEPS_A_SIDE = 24;

/** What a lab's compute brings on one path in one quarter. */
export interface PathReturns {
  readonly steps: OrderedSteps;
  /** Use of each step, by its place before ordering. */
  readonly useOf: Int32Array;
  /** What each use wants at the market price: the split of a lab that is served in proportion. */
  readonly wanted: Float64Array;
  /** Of a unit of capacity for a year. */
  readonly price: number;
  readonly longRunCost: number;
}

/**
 * Returns of every use of a lab in a quarter, path by path.
 *
 * Definition: a unit of inference brings margin × revenue per capacity × ρ/Σwρ, up to w times the need for inference of
 * the path; training is wanted at value v by w·ρ^ε·T·(v/p̄)^(−ε), T its need at the reference price p̄, between running cost
 * and the price cap; a latent use brings θ a unit up to its cap. w and ρ are the weight and the relative return of a step.
 * Units: currency per capacity-year, capacity.
 * Assumes: what is earned before compute is what inference brings; that training is wanted by the same curve by which the
 * run buys it; ρ scaled so that serving all inference brings what the run earns.
 * Source: revealed preference for training (P. A. Samuelson 1938); the steps as in elasticReturnSteps.ts.
 * Verified by: allocation.test.ts (λ = p where what is held is what is wanted at p; sums of needs).
 */
export function returnsAt(
  run: AllocationRun,
  id: string,
  lab: LabProgram,
  uses: readonly LabUse[],
  quarter: number,
): (path: number) => PathReturns {
  const at = (name: string): Float64Array => run.values(name);
  const inference = at(`${labName(id, 'inference')}.${quarter}`);
  const training = at(`${labName(id, 'training')}.${quarter}`);
  const perCapacity = at(yearlyName(id, 'revenue_per_capacity', quarter));
  const margin = at(inputName(id, lab.columns.margin!));
  const elasticity = at(inputName(id, lab.columns.elasticity!));
  const caps = uses.map((use) => use.cap?.(quarter) ?? null);
  const useOf = useOfSteps(uses);
  const marketOn = marketAt(run, quarter);
  return (i) => {
    const epsilon = elasticity[i]!;
    const market = marketOn(i);
    const { price, longRunCost, anchor } = market;
    const atReference = training[i]! * pow(price / anchor, epsilon);
    const curve = elasticReturnSteps(atReference, anchor, epsilon, market.values);
    const earns = averageRatio(uses, i);
    const value = new Float64Array(useOf.length);
    const amount = new Float64Array(useOf.length);
    const wanted = new Float64Array(uses.length);
    let k = 0;
    uses.forEach((use, u) => {
      for (const step of use.steps) {
        const weight = step.weight[i]!;
        if (use.serves === 'inference') {
          value[k] = earns > 0 ? (margin[i]! * perCapacity[i]! * step.ratio[i]!) / earns : 0;
          amount[k++] = weight * inference[i]!;
          wanted[u]! += weight * inference[i]!;
          continue;
        }
        const scale = weight * pow(step.ratio[i]!, epsilon);
        for (let s = 0; s < curve.value.length; s++) {
          value[k] = curve.value[s]!;
          amount[k++] = scale * curve.amount[s]!;
        }
        wanted[u]! += scale * training[i]!;
      }
      if (use.entry === null) return;
      value[k] = use.entry[i]!;
      amount[k++] = caps[u]![i]!;
    });
    return { steps: bestFirst({ value, amount }), useOf, wanted, price, longRunCost };
  };
}

/** The market of a quarter, path by path: price, long-run cost and p̄ of a capacity-year, and the values at which demand is read. */
function marketAt(run: AllocationRun, quarter: number) {
  const units = run.plan.unitsPerCapacityYear;
  const prices = run.values(`market.price.${quarter}`);
  const ratio = run.values(`market.ratio.${quarter}`);
  const reference = run.values(marketName('reference'));
  const running = run.values(marketName('running'));
  const cap = run.values(marketName('cap'));
  return (i: number) => {
    const price = prices[i]! * units;
    const longRunCost = price / ratio[i]!;
    const anchor = reference[i]! * units;
    const low = Math.min(longRunCost, Math.max(1e-9 * anchor, running[i]! * units));
    const values = valuesBetween(Math.max(cap[i]!, 1) * longRunCost, longRunCost, low);
    return { price, longRunCost, anchor, values };
  };
}

function useOfSteps(uses: readonly LabUse[]): Int32Array {
  const count = (use: LabUse): number =>
    use.serves === 'latent' ? 1 : use.steps.length * (use.serves === 'training' ? 2 * STEPS_A_SIDE + 1 : 1);
  return Int32Array.from(uses.flatMap((use, u) => Array.from({ length: count(use) }, () => u)));
}

/** Σ wρ over the steps that serve inference: by it returns are scaled to what the whole need earns. */
function averageRatio(uses: readonly LabUse[], i: number): number {
  let sum = 0;
  for (const use of uses)
    if (use.serves === 'inference') for (const step of use.steps) sum += step.weight[i]! * step.ratio[i]!;
  return sum;
}

/** Values from the highest down over a middle one, which is one of them, to the lowest, in equal ratios on either side. */
function valuesBetween(high: number, middle: number, low: number): Float64Array {
  const values = new Float64Array(2 * STEPS_A_SIDE + 1);
  for (let k = 0; k < STEPS_A_SIDE; k++) values[k] = high * pow(middle / high, k / STEPS_A_SIDE);
  values[STEPS_A_SIDE] = middle;
  for (let k = 1; k <= STEPS_A_SIDE; k++) values[STEPS_A_SIDE + k] = middle * pow(low / middle, k / STEPS_A_SIDE);
  return values;
}
