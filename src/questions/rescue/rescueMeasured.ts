import type { FigureAt } from '../claims/measured.ts';
import { noSecondDistress, rescuedOf, threeWays, type WatchedWorld, watchOf } from './partyRescue.ts';
import { pathLosses } from './pathLosses.ts';

/** A figure of `rescue` that a claim may test. */
export interface RescueMeasure {
  readonly party: string;
  readonly key: (typeof KEYS)[number];
}

const KEYS = ['one_alone', 'without_largest', 'all', 'for_good', 'rise_against_untied_web'] as const;

/** Reads the path of a measure; null where rescue has no such figure. */
export function rescueMeasure(path: string): RescueMeasure | null {
  const [, party, key] = /^parties\.([\w-]+)\.p_rescued_given_distress\.(\w+)$/.exec(path) ?? [];
  const known = KEYS.find((k) => k === key);
  return party === undefined || known === undefined ? null : { party, key: known };
}

/**
 * The figure on some paths, as the answer gives it on all; null where the party comes to no distress on them.
 *
 * Verified by: rescue.test.ts (over all paths it is the answer's).
 */
export function rescueFigures(fails: WatchedWorld, carried: WatchedWorld, untied: WatchedWorld): FigureAt {
  const paths = pathLosses(fails.plan, watchOf(fails.plan), fails.read);
  const apart = pathLosses(untied.plan, watchOf(untied.plan), untied.read);
  const figures = rescuedOf(paths, apart, noSecondDistress(carried) ?? 1);
  const there = threeWays(apart);
  return (path) => {
    const measure = rescueMeasure(path);
    if (measure === null) return undefined;
    if (measure.key === 'rise_against_untied_web' && there === null) return null;
    return figures?.[measure.key] ?? null;
  };
}
