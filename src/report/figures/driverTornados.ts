import type { RunResult } from '../../questions/run/runSchema.ts';
import type { FigureUnit, TornadoFigure } from './figureSpec.ts';
import { inputWords } from './inputWords.ts';
import { printIn } from './printUnit.ts';

/** Words and unit of a measure. */
function measureOf(
  measure: string,
  currency: string,
  { good, price_unit: unit }: RunResult['market'],
): { readonly title: string; readonly subtitle: string; readonly unit: FigureUnit } {
  if (measure === 'funding_gap')
    return {
      title: 'Funding gap of the labs',
      subtitle: `${currency}, all years of the run`,
      unit: { is: 'money', currency },
    };
  if (measure === 'lab_default')
    return {
      title: 'Default of a lab within five years',
      subtitle: 'Share of the paths on which any lab defaults',
      unit: { is: 'fraction' },
    };
  if (measure === 'expected_paid')
    return {
      title: 'What is paid of all commitments',
      subtitle: `${currency}, over the run`,
      unit: { is: 'money', currency },
    };
  const quarter = /^price_(.+)$/.exec(measure)?.[1];
  if (quarter !== undefined)
    return {
      title: `Price of ${good} in ${quarter}`,
      subtitle: unit ?? '',
      unit: { is: 'money', currency },
    };
  return { title: measure.replaceAll('_', ' '), subtitle: 'Mean over the paths', unit: { is: 'quantity', name: '' } };
}

/** What drives the outcome: one figure a measure, the strongest input first. */
export function driverTornados(run: RunResult, currency: string): TornadoFigure[] {
  const measures = [...new Set(run.drivers.map((d) => d.measure))];
  return measures.map((name): TornadoFigure => {
    const rows = run.drivers
      .filter((d) => d.measure === name)
      .map((d) => ({
        label: inputWords(run, d.input),
        low: d.if_low,
        high: d.if_high,
        correlation: d.rank_correlation,
      }));
    const { title, subtitle, unit } = measureOf(name, currency, run.market);
    const first = rows[0];
    return {
      kind: 'tornado',
      id: `drivers-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      title,
      subtitle,
      description:
        first === undefined
          ? ''
          : `It hangs most on ${first.label}: ${printIn(unit, first.low)} where that is low, ${printIn(unit, first.high)} where it is high.`,
      unit,
      rows,
    };
  });
}
