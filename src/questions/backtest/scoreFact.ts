import { momentsOf } from '../../base/moments.ts';
import { quantileOfSorted } from '../../base/quantiles.ts';
import { predictedRank, rankedProbabilityScore } from '../../mechanisms/scoring/rankedProbabilityScore.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { LaterFact } from './laterFacts.ts';
import type { PredictedSeries } from './predictedSeries.ts';
import { dayInRun, valueOnDay } from './valueOnDay.ts';

/** A fact and the series of a run that it is held against. */
export interface Predicted {
  readonly fact: LaterFact;
  readonly series: PredictedSeries;
}

/** Reads a recorded column of all paths, or of the central case. */
export type ReadColumn = (name: string) => ArrayLike<number>;

const nameOf = (path: string, part: number): string => `backtest.${path}.${part}`;

/** What a run must record for the facts: each part of each series once. */
export function backtestRecorded(predicted: readonly Predicted[]): Recorded[] {
  const asked = new Map<string, Recorded>();
  for (const { fact, series } of predicted)
    for (const [part, columns] of series.parts.entries()) {
      const name = nameOf(fact.path, part);
      asked.set(name, { name, columns, every: series.kind === 'happened' ? 'horizon' : 'quarter' });
    }
  return [...asked.values()];
}

/** The value that each path gives on the day of the fact; 1 or 0 for what has happened by the end of its quarter. */
export function predictedSample({ fact, series }: Predicted, plan: Plan, read: ReadColumn): Float64Array {
  const { quarter, passed } = dayInRun(fact.date, plan.firstQuarter);
  if (series.kind === 'happened') {
    const when = combined(series, (part) => read(nameOf(fact.path, part)));
    return when.map((at) => (at <= quarter ? 1 : 0));
  }
  const at = (q: number): Float64Array => combined(series, (part) => read(`${nameOf(fact.path, part)}.${q}`));
  const end = at(quarter);
  const before = quarter > 0 ? at(quarter - 1) : null;
  return end.map((value, i) => {
    const from = before === null ? (fact.lastKnown ?? value) : before[i]!;
    return valueOnDay(series.kind, from, value, passed);
  });
}

function combined(series: PredictedSeries, partOf: (part: number) => ArrayLike<number>): Float64Array {
  const parts = series.parts.map((_, part) => partOf(part));
  return Float64Array.from({ length: parts[0]?.length ?? 0 }, (_, i) => series.of(parts.map((values) => values[i]!)));
}

/**
 * How a predicted sample and the central case did on an observation. What is so or is not has no range that it could miss:
 * [p5, p95] of zeros and ones is [0, 1] for every chance between 5 % and 95 %.
 */
export function scoreSample(sample: Float64Array, central: number, { fact, series }: Predicted) {
  const isYesNo = series.kind === 'happened' || series.kind === 'stands';
  const sorted = sample.filter((x) => !Number.isNaN(x)).sort();
  const [p5, p50, p95] = [0.05, 0.5, 0.95].map((p) => quantileOfSorted(sorted, p)) as [number, number, number];
  const { observed, lastKnown } = fact;
  const scale =
    lastKnown !== null && lastKnown !== 0 ? Math.abs(lastKnown) : Math.max(Math.abs(p50), Math.abs(observed));
  return {
    predicted: { p5, p50, p95, mean: momentsOf(sorted).mean },
    central,
    percentile: predictedRank(sorted, observed),
    within_90: isYesNo ? null : observed >= p5 && observed <= p95,
    crps: rankedProbabilityScore(sorted, observed),
    error_no_change: lastKnown === null ? null : Math.abs(observed - lastKnown),
    error_central: Math.abs(observed - central),
    scale: isYesNo || scale <= 0 ? 1 : scale,
  };
}
