import { wilsonInterval } from '../../base/wilson.ts';
import { type Glut, longestGlut } from '../../mechanisms/market/longestGlut.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { distributionOf } from '../run/distributionOf.ts';
import { glutName } from './glutNeeds.ts';
import type { GlutResult } from './glutSchema.ts';

/** A glut is a price under this part of long-run cost … */
export const GLUT_PRICE = 0.8;
/** … for so many quarters in a row. */
export const GLUT_QUARTERS = 4;
/** A price this close to running cost stands at it. */
const AT_FLOOR = 1 + 1e-6;

/** The longest glut of each path under a threshold that may differ between paths; null on a path without one. */
export function glutByPath(plan: Plan, read: ReadRecorded, threshold: (path: number) => number): (Glut | null)[] {
  const ratios = Array.from({ length: plan.quarters }, (_, q) => read(`market.ratio.${q}`));
  const paths = ratios[0]?.length ?? 0;
  const one = new Float64Array(plan.quarters);
  return Array.from({ length: paths }, (_, l) => {
    for (let q = 0; q < one.length; q++) one[q] = ratios[q]![l]!;
    return longestGlut(one, threshold(l), GLUT_QUARTERS);
  });
}

type Gluts = Pick<
  GlutResult,
  | 'p_glut'
  | 'p_glut_interval'
  | 'p_glut_at_long_run_cost'
  | 'p_glut_at_long_run_cost_interval'
  | 'p_glut_at_running_cost'
  | 'p_glut_at_running_cost_interval'
  | 'depth'
  | 'length'
  | 'start'
  | 'still_on_at_horizon'
>;

/** How likely a glut is in a world at three thresholds, and how deep and long it is where it comes (definitions D2). */
export function glutsOf(plan: Plan, read: ReadRecorded): Gluts {
  const running = read(glutName('running'));
  const [price, ratio] = [read('market.price.0'), read('market.ratio.0')];
  const standing = glutByPath(plan, read, () => GLUT_PRICE);
  const [p, p_interval] = shareOf(standing);
  const [atCost, atCostInterval] = shareOf(glutByPath(plan, read, () => 1));
  const floor = glutByPath(plan, read, (l) => (AT_FLOOR * running[l]! * ratio[l]!) / price[l]!);
  const [atFloor, atFloorInterval] = shareOf(floor);
  const found = standing.filter((g) => g !== null);
  const told = (of: (g: Glut) => number) => (found.length === 0 ? null : distributionOf(Float64Array.from(found, of)));
  return {
    p_glut: p,
    p_glut_interval: p_interval,
    p_glut_at_long_run_cost: atCost,
    p_glut_at_long_run_cost_interval: atCostInterval,
    p_glut_at_running_cost: atFloor,
    p_glut_at_running_cost_interval: atFloorInterval,
    depth: told((g) => g.depth),
    length: told((g) => g.quarters),
    start: told((g) => g.from),
    still_on_at_horizon: found.length === 0 ? null : found.filter((g) => g.isCut).length / found.length,
  };
}

function shareOf(gluts: readonly (Glut | null)[]): [number, [number, number]] {
  const count = gluts.filter((g) => g !== null).length;
  const { low, high } = wilsonInterval(count, gluts.length);
  return [gluts.length === 0 ? 0 : count / gluts.length, [low, high]];
}
