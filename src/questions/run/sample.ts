import { type Moments, standardError } from '../../base/moments.ts';
import type { DistributionSummary } from '../../base/quantiles.ts';
import { wilsonInterval } from '../../base/wilson.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { distributionOf, meanWithError } from './distributionOf.ts';

/**
 * One figure of an answer before it is summed up: one number a path, whether an event happened on a path, or one figure
 * that no path changes. The same tree of samples gives an answer and, path by path against another world, a comparison.
 */
export type Sample =
  | {
      readonly is: 'quantity';
      readonly values: () => Float64Array;
      /** Differences from the world it is compared with, where its values are not in the order of the paths. */
      readonly differences?: () => Moments | undefined;
    }
  | { readonly is: 'event'; readonly values: () => Float64Array }
  | { readonly is: 'figure'; readonly value: number | null }
  | { readonly is: 'series'; readonly by: 'year' | 'quarter'; readonly rows: readonly SeriesRow[] }
  | { readonly is: 'group'; readonly members: SampleGroup };

export interface SeriesRow {
  readonly at: number | string;
  readonly sample: Sample;
}

export interface SampleGroup {
  readonly [key: string]: Sample;
}

export const quantity = (values: () => Float64Array): Sample => ({ is: 'quantity', values });
/** A kept column as it is. */
export const column = (run: RunColumns, name: string): Sample => ({
  is: 'quantity',
  values: () => run.values(name),
  differences: () => run.differences?.(name),
});
/** An event: 1 on the paths on which it happened, else 0. */
export const event = (values: () => Float64Array): Sample => ({ is: 'event', values });
export const figure = (value: number | null): Sample => ({ is: 'figure', value });
export const series = (by: 'year' | 'quarter', rows: readonly SeriesRow[]): Sample => ({ is: 'series', by, rows });
export const group = (members: SampleGroup): Sample => ({ is: 'group', members });

/** A tree of figures as an answer carries it. */
export type Told = number | string | null | DistributionSummary | readonly Told[] | { readonly [key: string]: Told };

/** Share of the paths on which an event happened, with its 95 % interval. */
export function probabilityOf(values: Float64Array): { probability: number; interval: [number, number] } {
  let cases = 0;
  for (let i = 0; i < values.length; i++) cases += values[i]!;
  const { low, high } = wilsonInterval(cases, values.length);
  return { probability: values.length === 0 ? 0 : cases / values.length, interval: [low, high] };
}

/** The figures of one world: distributions, probabilities with their intervals, figures. */
export function tell(members: SampleGroup): Record<string, Told> {
  const told: Record<string, Told> = {};
  for (const [key, sample] of Object.entries(members)) {
    if (sample.is === 'event') {
      const { probability, interval } = probabilityOf(sample.values());
      told[key] = probability;
      told[`${key}_interval`] = interval;
    } else told[key] = tellOne(sample);
  }
  return told;
}

function tellOne(sample: Exclude<Sample, { is: 'event' }>): Told {
  switch (sample.is) {
    case 'figure':
      return sample.value;
    case 'quantity':
      return distributionOf(sample.values());
    case 'group':
      return tell(sample.members);
    case 'series':
      return sample.rows.map((row) => ({ [sample.by]: row.at, ...rowOf(tell({ row: row.sample })) }));
  }
}

/** A row of one figure carries it as it is; a row of several carries each under its own name. */
function rowOf(told: Record<string, Told>): Record<string, Told> {
  const { row } = told;
  return typeof row === 'object' && row !== null && !Array.isArray(row)
    ? (row as Record<string, Told>)
    : { value: row ?? null };
}

/**
 * The same tree of one world against another: the mean difference on the same path, with its standard error.
 *
 * Definition: d_i = y_i(other) − y_i(base) on path i; mean d, sd(d)/√n. What only one of the worlds has is null.
 */
export function compare(base: SampleGroup, other: SampleGroup): Record<string, Told> {
  const told: Record<string, Told> = {};
  for (const [key, sample] of Object.entries(base)) told[key] = compareOne(sample, other[key]);
  return told;
}

function compareOne(base: Sample, other: Sample | undefined): Told {
  if (other === undefined || other.is !== base.is) return null;
  if (base.is === 'figure' && other.is === 'figure') {
    return base.value === null || other.value === null
      ? null
      : { difference: other.value - base.value, standard_error: 0 };
  }
  if (base.is === 'group' && other.is === 'group') return compare(base.members, other.members);
  if (base.is === 'series' && other.is === 'series') {
    const rows = new Map(other.rows.map((row) => [row.at, row.sample]));
    return base.rows.map((row) => {
      const told = compareOne(row.sample, rows.get(row.at));
      return {
        [base.by]: row.at,
        ...(told === null ? { difference: null, standard_error: null } : (told as Record<string, Told>)),
      };
    });
  }
  const known = other.is === 'quantity' ? other.differences?.() : undefined;
  if (known !== undefined) return { difference: known.mean, standard_error: standardError(known) };
  if ((base.is === 'quantity' || base.is === 'event') && (other.is === 'quantity' || other.is === 'event')) {
    return pairedDifference(base.values(), other.values());
  }
  return null;
}

function pairedDifference(base: Float64Array, other: Float64Array): Told {
  const n = Math.min(base.length, other.length);
  const differences = new Float64Array(n);
  for (let i = 0; i < n; i++) differences[i] = other[i]! - base[i]!;
  const { mean, standard_error } = meanWithError(differences);
  return { difference: mean, standard_error };
}
