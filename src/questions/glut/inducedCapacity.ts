import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { glutName } from './glutNeeds.ts';

/**
 * Capacity that labs have announced for a quarter, as builders see it who believe them, path by path.
 *
 * Definition: announced_l of definitions D2 over all labs: headline capacity scheduled for the quarter, firm part included,
 * and what channels had called forth on that path by the time at which orders for the quarter are placed.
 * Units: capacity. Assumes: of a deal that published money alone builders see the capacity at the book's median price, and
 * what is struck out on a path later stays announced, as in the run.
 * Verified by: glut.test.ts.
 */
export function announcedIn(plan: Plan, believed: ReadRecorded, quarter: number): Float64Array {
  const headline = plan.labs.reduce((sum, lab) => sum + lab.announced[quarter]!, 0);
  const placed = quarter - plan.market.lead;
  if (placed < 0) return new Float64Array(believed(glutName('running')).length).fill(headline);
  return believed(glutName('called', placed)).map((called) => headline + called);
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
 * and of their own: capacity-years that others build on top, over capacity-years announced on that path (definitions D5 row 8,
 * D8). Units: ratio. Assumes: nothing; contracts are the same in both worlds. Null where nothing is announced on some path.
 * Verified by: glut.test.ts (nothing where nobody is believed; what channels call forth counts as announced).
 */
export function inducedPerUnit(plan: Plan, believed: ReadRecorded, not: ReadRecorded): Float64Array | null {
  return perAnnouncedUnit(plan, believed, (q) => inducedIn(believed, not, q));
}

/** What labs hold under contract and of their own, per announced unit, path by path; null where nothing is announced. */
export function heldPerUnit(plan: Plan, read: ReadRecorded): Float64Array | null {
  return perAnnouncedUnit(plan, read, (q) => read(glutName('held', q)));
}

function perAnnouncedUnit(
  plan: Plan,
  believed: ReadRecorded,
  capacityIn: (quarter: number) => Float64Array,
): Float64Array | null {
  const capacity = new Float64Array(believed(glutName('running')).length);
  const announced = new Float64Array(capacity.length);
  for (let q = 0; q < plan.quarters; q++) {
    const [more, of] = [capacityIn(q), announcedIn(plan, believed, q)];
    for (let l = 0; l < capacity.length; l++) {
      capacity[l]! += more[l]!;
      announced[l]! += of[l]!;
    }
  }
  return announced.every((x) => x > 0) ? capacity.map((x, l) => x / announced[l]!) : null;
}
