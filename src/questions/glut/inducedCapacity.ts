import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { glutName } from './glutNeeds.ts';

/** Headline capacity that all labs of the plan have announced, by quarter. */
export function announcedByQuarter(plan: Plan): Float64Array {
  return Float64Array.from({ length: plan.quarters }, (_, q) =>
    plan.labs.reduce((sum, lab) => sum + lab.announced[q]!, 0),
  );
}

/** Capacity that others than labs own more of in one world than in another, in a quarter, path by path. */
export function inducedIn(believed: ReadRecorded, not: ReadRecorded, quarter: number): Float64Array {
  const [ka, kb] = [believed(`market.capacity.${quarter}`), not(`market.capacity.${quarter}`)];
  const [ha, hb] = [believed(glutName('held', quarter)), not(glutName('held', quarter))];
  return ka.map((k, l) => k - ha[l]! - (kb[l]! - hb[l]!));
}

/**
 * Capacity induced in others per announced unit, path by path.
 *
 * Definition: Σ_q [(K − H)_believed − (K − H)_not believed] / Σ_q announced_q, K all capacity, H what labs hold under contract
 * and of their own: capacity-years that others build on top, over capacity-years announced (definitions D5 row 8, D8).
 * Units: ratio. Assumes: nothing; contracts are the same in both worlds. Null where nothing is announced.
 * Verified by: glut.test.ts (nothing where nobody is believed).
 */
export function inducedPerUnit(plan: Plan, believed: ReadRecorded, not: ReadRecorded): Float64Array | null {
  const announced = announcedByQuarter(plan).reduce((sum, x) => sum + x, 0);
  if (!(announced > 0)) return null;
  const induced = new Float64Array(believed(glutName('running')).length);
  for (let q = 0; q < plan.quarters; q++) {
    const more = inducedIn(believed, not, q);
    for (let l = 0; l < induced.length; l++) induced[l]! += more[l]! / announced;
  }
  return induced;
}

/** What labs hold under contract and of their own, per announced unit, path by path; null where nothing is announced. */
export function heldPerUnit(plan: Plan, read: ReadRecorded): Float64Array | null {
  const announced = announcedByQuarter(plan).reduce((sum, x) => sum + x, 0);
  if (!(announced > 0)) return null;
  const held = new Float64Array(read(glutName('running')).length);
  for (let q = 0; q < plan.quarters; q++) {
    const now = read(glutName('held', q));
    for (let l = 0; l < held.length; l++) held[l]! += now[l]! / announced;
  }
  return held;
}
