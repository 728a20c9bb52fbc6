import type { BacktestResult, ScoredFact } from '../../questions/backtest/backtestSchema.ts';
import { printCountOf, printNumber, printPercent } from '../number.ts';
import type { DotsFigure, FigureUnit, LinesFigure } from './figureSpec.ts';

/** Facts that one picture holds. */
const MOST = 24;
/** Days of one quantity from which a line is drawn through them. */
const LEAST_DAYS = 4;

/** Where the facts furthest from the middle fell in what was predicted, as percentiles. */
export function backtestDots(result: BacktestResult, nameOf: (fact: ScoredFact) => string): DotsFigure {
  const distance = (f: ScoredFact): number => Math.abs(f.percentile - 0.5);
  const facts = [...result.facts].sort((a, b) => distance(b) - distance(a)).slice(0, MOST);
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

/** The quantity that was observed on most days: what was predicted, what came, and what others forecast; null where none was on several. */
export function backtestLines(
  result: BacktestResult,
  currency: string,
  nameOf: (fact: ScoredFact) => string,
): LinesFigure | null {
  const byPath = new Map<string, ScoredFact[]>();
  for (const fact of result.facts) byPath.set(fact.path, [...(byPath.get(fact.path) ?? []), fact]);
  const facts = [...byPath.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const [first] = facts;
  if (first === undefined || facts.length < LEAST_DAYS) return null;
  const others = Object.entries(result.forecasts).filter(([id]) => facts.some((f) => f.forecasts[id] !== undefined));
  return {
    kind: 'lines',
    id: 'backtest-days',
    title: `${nameOf(first)}: predicted and observed`,
    subtitle: 'On the days on which it was observed; the run with its 5–95 % range',
    description: `Of ${printCountOf(facts.length, 'day', 'days')}, ${facts.filter((f) => f.within_90).length} lie within the range; observed between ${printNumber(Math.min(...facts.map((f) => f.observed)))} and ${printNumber(Math.max(...facts.map((f) => f.observed)))}.`,
    unit: unitOf(first, currency),
    at: facts.map((f) => f.date),
    bands: [
      {
        label: '5–95 % of paths',
        low: facts.map((f) => f.predicted.p5),
        high: facts.map((f) => f.predicted.p95),
        tone: 'light',
      },
    ],
    lines: [
      { label: 'median of paths', values: facts.map((f) => f.predicted.p50), tone: 'strong' },
      { label: 'observed', values: facts.map((f) => f.observed), tone: 'accent' },
      ...others.map(([id, forecast]) => ({
        label: forecast.says,
        values: facts.map((f) => f.forecasts[id] ?? null),
        tone: 'muted' as const,
        isDashed: true,
      })),
    ],
  };
}

function unitOf({ unit }: ScoredFact, currency: string): FigureUnit {
  if (unit === 'fraction' || unit === 'probability') return { is: 'fraction' };
  if (/^currency/.test(unit)) return { is: 'money', currency };
  return { is: 'quantity', name: unit };
}
