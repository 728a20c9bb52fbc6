import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney } from '../number.ts';
import type { BarsFigure } from './figureSpec.ts';
import { meanPoint } from './summaryPoint.ts';

/** What falls due for the labs by year, and the gap that own cash and committed money leave. */
export function fundingGapBars(run: RunResult, currency: string): BarsFigure {
  const rows = run.funding_gap;
  const widest = [...rows].sort((a, b) => b.labs.gap.mean - a.labs.gap.mean)[0];
  return {
    kind: 'bars',
    id: 'funding-gap',
    title: 'What the labs must find',
    subtitle: `${currency}; the gap is what falls due under deals less own cash and money already committed`,
    description:
      widest === undefined
        ? ''
        : `The gap is widest in ${widest.year}: ${printMoney(widest.labs.gap.mean, currency)} on average, 5 to 95 percent ${printMoney(widest.labs.gap.p5, currency)} to ${printMoney(widest.labs.gap.p95, currency)}.`,
    note: 'It is met by new debt and equity, out of cash in hand, or not at all. Means over the paths; the whisker is the 5–95 % range.',
    unit: { is: 'money', currency },
    stands: true,
    categories: rows.map((r) => String(r.year)),
    layers: [{ label: 'falls due', tone: 'muted', values: rows.map((r) => r.labs.due.mean) }],
    points: { label: 'funding gap', tone: 'contrast', values: rows.map((r) => meanPoint(r.labs.gap)) },
  };
}
