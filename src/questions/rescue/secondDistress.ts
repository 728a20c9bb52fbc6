import { rescuedBy } from '../../mechanisms/rescue/rescueGame.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { failedAt } from './distressColumns.ts';
import type { PathDistress } from './pathLosses.ts';

/** The world in which outsiders carry a party, as it was run. */
interface CarriedWorld {
  readonly plan: Plan;
  readonly read: ReadRecorded;
}

/** By path of the run: the quarter, counted from 1, in which a party that outsiders carried fails after all; 0 where it does not. */
export function failedAfter({ plan, read }: CarriedWorld): Float64Array {
  const watch = plan.distress.at(-1);
  if (watch === undefined) throw new Error('no party of the plan is watched');
  return read(failedAt(plan.parties[watch.party]!.id));
}

/**
 * Of the paths on which a party lacks something, the part on which it does not fail later if outsiders carry it, whether or not
 * its partners would have; null over no paths.
 */
export function noSecondDistress(paths: readonly PathDistress[], failed: Float64Array): number | null {
  if (paths.length === 0) return null;
  return paths.filter(({ path }) => failed[path] === 0).length / paths.length;
}

/**
 * Of the same paths, the part on which offers suffice and, carried by outsiders, the party does not fail later: counted path by
 * path, as the paths on which offers suffice need not be those on which a rescue holds.
 *
 * Definition: #{ Σ offers ≥ R and no failure after, on the same path } / #paths. Assumes: who pays has no less for its own dues.
 * Verified by: secondDistress.test.ts (four paths by hand), askRescue.test.ts (the mean of the columns of a claim).
 */
export function heldForGood(paths: readonly PathDistress[], failed: Float64Array): number | null {
  if (paths.length === 0) return null;
  return paths.filter((path) => failed[path.path] === 0 && rescuedBy(path).all).length / paths.length;
}
