import type { BacktestResult, ScoredFact } from '../../questions/backtest/backtestSchema.ts';
import { factsApart } from '../backtestWords.ts';
import { printCountOf, printNumber, printPercent } from '../number.ts';
import type { DotsFigure, FigureUnit, Point } from './figureSpec.ts';

/** Facts that one picture holds. */
const MOST = 24;
/** Days of one quantity from which they have a picture of their own. */
const LEAST_DAYS = 4;

/** Where the facts furthest from the middle fell in what was predicted, as percentiles. */
export function backtestDots(result: BacktestResult, nameOf: (fact: ScoredFact) => string): DotsFigure {
  const distance = (f: ScoredFact): number => Math.abs(f.percentile - 0.5);
  const facts = factsApart(result.facts)
    .ranged.sort((a, b) => distance(b) - distance(a))
    .slice(0, MOST);
  return {
    kind: 'dots',
    id: 'backtest',
    title: 'Where what came later fell in what was predicted before',
    subtitle: 'Percentile of each fact among the paths; the facts furthest from the middle',
    description: `${printPercent(result.coverage)} of ${printCountOf(result.n, 'fact', 'facts')} fell within the 5 to 95 % range; 90 % would be right.`,
    unit: { is: 'fraction' },
    categories: facts.map((f) => `${nameOf(f)}, ${f.date}`),
    series: [
      {
        label: 'within 5–95 %',
        tone: 'strong',
        shape: 'disc',
        values: facts.map((f) => ({ value: f.within_90 ? f.percentile : null, low: null, high: null })),
      },
      {
        label: 'outside',
        tone: 'accent',
        shape: 'diamond',
        values: facts.map((f) => ({ value: f.within_90 ? null : f.percentile, low: null, high: null })),
      },
    ],
  };
}

/** The quantity that was observed on most days: what was predicted, what came, what others forecast; null where none was on several. */
export function backtestDays(
  result: BacktestResult,
  currency: string,
  nameOf: (fact: ScoredFact) => string,
): DotsFigure | null {
  const byPath = new Map<string, ScoredFact[]>();
  for (const fact of factsApart(result.facts).ranged) byPath.set(fact.path, [...(byPath.get(fact.path) ?? []), fact]);
  const facts = [...byPath.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const [first] = facts;
  if (first === undefined || facts.length < LEAST_DAYS) return null;
  const alone = (value: number | undefined): Point => ({ value: value ?? null, low: null, high: null });
  const others = Object.entries(result.forecasts).filter(([id]) => facts.some((f) => f.forecasts[id] !== undefined));
  return {
    kind: 'dots',
    id: 'backtest-days',
    title: `${nameOf(first)}: predicted and observed`,
    subtitle: 'By the day on which it was observed; the run with its 5–95 % range',
    description: `Of ${printCountOf(facts.length, 'day', 'days')}, ${facts.filter((f) => f.within_90).length} lie within the range; observed between ${printNumber(Math.min(...facts.map((f) => f.observed)))} and ${printNumber(Math.max(...facts.map((f) => f.observed)))}.`,
    unit: unitOf(first, currency),
    categories: facts.map((f) => f.date),
    series: [
      {
        label: 'the run, median and range',
        tone: 'strong',
        shape: 'disc',
        values: facts.map((f) => ({ value: f.predicted.p50, low: f.predicted.p5, high: f.predicted.p95 })),
      },
      ...others.map(([id, forecast], i) => ({
        label: forecast.says,
        tone: i % 2 === 0 ? ('muted' as const) : ('contrast' as const),
        shape: 'ring' as const,
        values: facts.map((f) => alone(f.forecasts[id])),
      })),
      { label: 'observed', tone: 'accent', shape: 'diamond', values: facts.map((f) => alone(f.observed)) },
    ],
  };
}

function unitOf({ unit }: ScoredFact, currency: string): FigureUnit {
  if (unit === 'fraction' || unit === 'probability') return { is: 'fraction' };
  if (/^currency/.test(unit)) return { is: 'money', currency };
  return { is: 'quantity', name: unit };
}
