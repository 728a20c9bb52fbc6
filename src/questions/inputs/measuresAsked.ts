import { yearOfQuarter } from '../../base/quarter.ts';
import { measures } from '../run/measures.ts';
import type { Sample, SampleGroup } from '../run/sample.ts';
import { samplesOf } from '../run/samplesOf.ts';
import type { World } from '../run/world.ts';

/** A figure, one number a path or a draw of the inputs. */
export interface AskedMeasure {
  readonly path: string;
  readonly isEvent: boolean;
  readonly values: Float64Array;
  /** Of a figure of another question than `run`. */
  readonly unit?: string;
}

/** Years ahead at which a party's value is looked at where nobody asks for another figure. */
const YEARS_AHEAD = 3;

/**
 * The figures whose spread is taken apart: those asked for by their path in the answer of `run`, else a party's chance of
 * default, its value and its debt three years on, as far as they vary, else what a run comes down to. A path that names no figure is left out.
 */
export function measuresAsked(world: World, paths: readonly string[], about: string | null): AskedMeasure[] {
  if (paths.length > 0) return paths.flatMap((path) => found(path, samplesOf(world)) ?? []);
  if (about === null) return Object.entries(measures(world)).flatMap(([name, s]) => told(`measures.${name}`, s) ?? []);
  const year = Math.min(yearOfQuarter(world.run.plan.firstQuarter) + YEARS_AHEAD, world.years.at(-1) ?? 0);
  return ['default_probability', `market_value.${year}`, `debt.${year}`]
    .flatMap((figure) => found(`parties.${about}.${figure}`, samplesOf(world)) ?? [])
    .filter(({ values }) => values.some((x) => x !== values[0]));
}

function found(path: string, samples: SampleGroup): AskedMeasure | null {
  let at: Sample | undefined = { is: 'group', members: samples };
  let keys = path.split('.');
  if (keys[0] !== undefined && samples[keys[0]] === undefined) keys = ['measures', ...keys];
  for (const key of keys) at = at === undefined ? undefined : within(at, key);
  return at === undefined ? null : told(keys.join('.'), at);
}

function within(sample: Sample, key: string): Sample | undefined {
  if (sample.is === 'group') return sample.members[key];
  return sample.is === 'series' ? sample.rows.find((row) => String(row.at) === key)?.sample : undefined;
}

function told(path: string, sample: Sample): AskedMeasure | null {
  return sample.is === 'quantity' || sample.is === 'event'
    ? { path, isEvent: sample.is === 'event', values: sample.values() }
    : null;
}
