import { rescuedBy } from '../../mechanisms/rescue/rescueGame.ts';
import type { ColumnAt, FigureAt } from '../claims/measured.ts';
import { rescuedOf, threeWays, type WatchedWorld, watchOf } from './partyRescue.ts';
import { pathLosses } from './pathLosses.ts';
import { failedAfter } from './secondDistress.ts';

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

/** The worlds of a measure as they were run; only `rise_against_untied_web` reads the third, only `for_good` the second. */
export interface MeasuredWorlds {
  readonly fails: WatchedWorld;
  readonly carried: WatchedWorld | null;
  readonly untied: WatchedWorld | null;
}

/**
 * The figure on some paths, as the answer gives it on all; null where the party comes to no distress on them.
 *
 * Verified by: askRescue.test.ts (over all paths it is the answer's).
 */
export function rescueFigures({ fails, carried, untied }: MeasuredWorlds): FigureAt {
  const paths = pathLosses(fails.plan, watchOf(fails.plan), fails.read);
  const apart = untied === null ? null : pathLosses(untied.plan, watchOf(untied.plan), untied.read);
  const figures = rescuedOf(paths, apart, carried === null ? null : failedAfter(carried));
  const there = apart === null ? null : threeWays(apart);
  return (path) => {
    const measure = rescueMeasure(path);
    if (measure === null) return undefined;
    if (measure.key === 'rise_against_untied_web' && there === null) return null;
    return figures?.[measure.key] ?? null;
  };
}

/**
 * The same path by path, 1 where the party is rescued and 0 where it is not; NaN where it comes to no distress, and for the rise
 * where it does not in the untied web either.
 *
 * Verified by: askRescue.test.ts (its mean over the paths is the answer's probability).
 */
export function rescueColumns({ fails, carried, untied }: MeasuredWorlds): ColumnAt {
  const here = waysByPath(fails);
  const there = untied === null ? null : waysByPath(untied).without_largest;
  const failed = carried === null ? null : failedAfter(carried);
  const columns: Readonly<Record<RescueMeasure['key'], Float64Array>> = {
    ...here,
    for_good: here.all.map((is, path) => (failed === null ? Number.NaN : failed[path]! > 0 ? is * 0 : is)),
    rise_against_untied_web: here.without_largest.map((is, path) => is - (there?.[path] ?? Number.NaN)),
  };
  return (path) => {
    const measure = rescueMeasure(path);
    return measure === null ? undefined : columns[measure.key];
  };
}

function waysByPath({ plan, read }: WatchedWorld): Record<'one_alone' | 'without_largest' | 'all', Float64Array> {
  const watch = watchOf(plan);
  const length = read(plan.columnNames[watch.columns.quarter] ?? '').length;
  const none = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const ways = { one_alone: none(), without_largest: none(), all: none() };
  for (const distress of pathLosses(plan, watch, read)) {
    const by = rescuedBy(distress);
    ways.one_alone[distress.path] = by.oneAlone ? 1 : 0;
    ways.without_largest[distress.path] = by.withoutLargest ? 1 : 0;
    ways.all[distress.path] = by.all ? 1 : 0;
  }
  return ways;
}
