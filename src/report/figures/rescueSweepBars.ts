import type { RescueResult } from '../../questions/rescue/rescueSchema.ts';
import { printMoney } from '../number.ts';
import type { BarsFigure } from './figureSpec.ts';

/** How losses and need grow as the party ties itself to more partners, deal by deal. */
export function rescueSweepBars(
  sweep: NonNullable<RescueResult['sweep']>,
  names: (id: string) => string,
  currency: string,
): BarsFigure {
  const first = sweep.points[0];
  const last = sweep.points.at(-1);
  const loss = (point: (typeof sweep.points)[number] | undefined): string => printMoney(point?.loss ?? null, currency);
  return {
    kind: 'bars',
    id: 'rescue-sweep',
    title: `As ${names(sweep.party)} ties itself to more partners`,
    subtitle: `${currency}; its deals added in the order of signing, made to fail in ${sweep.quarter}`,
    description: `With no deal its failure would cost ${loss(first)}, with all of them ${loss(last)}.`,
    note: 'Where the point lies beyond the bar, partners would lose less than the party needs.',
    unit: { is: 'money', currency },
    stands: false,
    categories: sweep.points.map((p) => (p.deals === 0 ? 'No deal' : `${p.deals}  ${p.title}`)),
    layers: [{ label: 'partners lose', tone: 'accent', values: sweep.points.map((p) => p.loss) }],
    points: {
      label: 'it needs',
      tone: 'contrast',
      values: sweep.points.map((p) => ({ value: p.need, low: null, high: null })),
    },
  };
}
