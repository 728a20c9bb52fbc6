import type { RunResult } from '../../questions/run/runSchema.ts';
import { printPercent, printProbability } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';
import { NO_POINT } from './summaryPoint.ts';

type Party = RunResult['parties'][string];

/** Parties that defaulted on some path, or whose default is priced by a swap; the likeliest first. */
export function partiesAtRisk(run: RunResult): string[] {
  const worst = (p: Party): number => Math.max(p.default_probability, p.default_probability_stand_alone);
  return Object.entries(run.parties)
    .filter(([, p]) => worst(p) > 0 || p.cds_implied !== null)
    .sort(([a, p], [b, q]) => worst(q) - worst(p) || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** Default within five years: with support, without, and as credit default swaps imply it. */
export function defaultDots(run: RunResult, paths: number): DotsFigure {
  const ids = partiesAtRisk(run);
  const parties = ids.map((id) => run.parties[id]!);
  const first = parties[0];
  return {
    kind: 'dots',
    id: 'defaults',
    title: 'Probability of default within five years',
    subtitle: 'Share of the paths; the whisker is the 95 % interval of the count',
    description:
      first === undefined
        ? 'No party defaulted on any path.'
        : `${parties.length} parties. The highest is ${run.names[ids[0]!] ?? ids[0]} with ${printProbability(first.default_probability, paths)}.`,
    note: 'What a credit default swap implies is risk-neutral: premia for risk and liquidity are in it, so it lies above the frequency that would be seen.',
    unit: { is: 'fraction' },
    categories: ids.map((id) => run.names[id] ?? id),
    series: series(parties, paths),
  };
}

/** What is drawn of each party; the swaps only where there are any. */
function series(parties: readonly Party[], paths: number): DotsFigure['series'] {
  const point = (value: number, [low, high]: readonly [number, number]): Point => ({ value, low, high });
  const all: DotsFigure['series'] = [
    {
      label: 'with support',
      tone: 'accent',
      shape: 'disc',
      values: parties.map((p) => point(p.default_probability, p.default_probability_interval)),
      printed: parties.map((p) => withInterval(p.default_probability, p.default_probability_interval, paths)),
    },
    {
      label: 'stand-alone',
      tone: 'strong',
      shape: 'ring',
      values: parties.map((p) => point(p.default_probability_stand_alone, p.default_probability_stand_alone_interval)),
      printed: parties.map((p) =>
        withInterval(p.default_probability_stand_alone, p.default_probability_stand_alone_interval, paths),
      ),
    },
    {
      label: 'implied by its credit default swap',
      tone: 'contrast',
      shape: 'diamond',
      values: parties.map((p) =>
        p.cds_implied === null ? NO_POINT : { value: p.cds_implied['5y'], low: null, high: null },
      ),
      printed: parties.map((p) => (p.cds_implied === null ? null : printPercent(p.cds_implied['5y']))),
    },
  ];
  return all.filter((one) => one.values.some((p) => p.value !== null));
}

function withInterval(value: number, [low, high]: readonly [number, number], paths: number): string {
  return value === 0
    ? printProbability(value, paths)
    : `${printProbability(value, paths)} (${printPercent(low)} to ${printPercent(high)})`;
}
