import type { LoopResult } from '../../questions/loop/loopSchema.ts';
import { printPercent } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

/** What a turn brings back by way of each loop, with ranges; and at the rate of funding that could be had. */
export function loopDots(result: LoopResult): DotsFigure {
  const rows = [...result.loops, { name: 'All loops together', gain: result.gain, gain_at_feasible_rate: null }];
  const spread = ({ gain }: (typeof rows)[number]): Point => ({ value: gain.value, low: gain.p5, high: gain.p95 });
  return {
    kind: 'dots',
    id: 'loop',
    title: 'What a turn brings back, loop by loop',
    subtitle: 'of what was committed; ranges over draws of what is assumed; at 100 % a loop would feed itself',
    description: rows.map((row) => `${row.name}: ${printPercent(row.gain.value)}.`).join(' '),
    unit: { is: 'fraction' },
    categories: rows.map((row) => row.name),
    series: [
      { label: 'gain of a turn', tone: 'strong', shape: 'disc', values: rows.map(spread) },
      {
        label: 'all loops, with this one’s funding at its most',
        tone: 'accent',
        shape: 'ring',
        values: rows.map((row) => ({ value: row.gain_at_feasible_rate, low: null, high: null })),
      },
    ],
  };
}
