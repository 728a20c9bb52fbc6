import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { wealthOf } from '../gains/gainColumns.ts';
import { glutName } from './glutNeeds.ts';

/** What one world brings a lab over another, path by path, at today's value. */
export interface LabBenefit {
  /** Cash flow without outside funding, less what passes to end prices. */
  readonly cash: Float64Array;
  /** The same with what it has and owes at the horizon. */
  readonly withHorizon: Float64Array;
  /** What cheaper compute takes from the prices that the lab charges; negative where it takes. */
  readonly endPrices: Float64Array;
}

/**
 * What a lab gets in one world over another on the same path, never glut paths against other paths.
 *
 * Definition: Σ m·Δ(cash flow without outside funding) + e, e = φ·Σ_q m_q·(p_a − p_b)·½(I_a + I_b)/4, I the lab's need for
 * inference, φ `market.pass_through`: a share of cheaper compute passes to end prices, since rivals get it too (definitions D8).
 * Units: money today. Assumes: end prices move with the market price of compute, whatever the lab itself pays; tax on e is left out.
 * Verified by: glut.test.ts (a world against itself is 0; by hand on a book with one contract).
 */
export function labBenefit(plan: Plan, id: string, a: ReadRecorded, b: ReadRecorded): LabBenefit {
  const phi = a(glutName('passThrough'));
  const units = plan.unitsPerCapacityYear / 4;
  const endPrices = new Float64Array(phi.length);
  for (let q = 0; q < plan.quarters; q++) {
    const [pa, pb] = [a(`market.price.${q}`), b(`market.price.${q}`)];
    const [ia, ib] = [a(glutName('inference', id, q)), b(glutName('inference', id, q))];
    for (let l = 0; l < endPrices.length; l++)
      endPrices[l]! += phi[l]! * units * (pa[l]! - pb[l]!) * 0.5 * (ia[l]! + ib[l]!);
  }
  const only = new Set([id]);
  const [wa, wb] = [wealthOf(plan, a, only).get(id)!, wealthOf(plan, b, only).get(id)!];
  const [ca, cb] = [a(`gains.cash.${id}`), b(`gains.cash.${id}`)];
  return {
    cash: endPrices.map((e, l) => ca[l]! - cb[l]! + e),
    withHorizon: endPrices.map((e, l) => wa[l]! - wb[l]! + e),
    endPrices,
  };
}
