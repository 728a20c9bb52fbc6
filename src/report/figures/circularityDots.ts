import type { CircularityResult } from '../../questions/circularity/circularitySchema.ts';
import { printMoney } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

/** Parties shown at most. */
const MOST = 8;

/** How much of its own money comes back to each party: between its bounds, as contracted and if all that is announced came. */
export function circularityDots(result: CircularityResult, currency: string): DotsFigure {
  const parties = Object.values(result.parties)
    .filter((p) => p.high.amount > 0 || (p.announced?.high.amount ?? 0) > 0)
    .sort((a, b) => most(b) - most(a))
    .slice(0, MOST);
  const first = parties[0];
  return {
    kind: 'dots',
    id: 'circularity',
    title: 'Own money coming back as sales',
    subtitle: `${currency} over the horizon; a point is even mixing, a line what is possible`,
    description:
      first === undefined
        ? 'No party gets its own finance back.'
        : `Of the ${printMoney(first.financed_out, currency)} that ${first.name} puts in, ${printMoney(first.pro_rata.amount, currency)} comes back as sales if money mixes evenly.`,
    unit: { is: 'money', currency },
    categories: parties.map((p) => p.name),
    series: [
      {
        label: 'as contracted, in the central case',
        tone: 'accent',
        shape: 'disc',
        values: parties.map((p) => pointOf(p)),
      },
      {
        label: 'if all that is announced were performed',
        tone: 'contrast',
        shape: 'ring',
        values: parties.map((p) =>
          p.announced === null ? { value: null, low: null, high: null } : pointOf(p.announced),
        ),
      },
    ],
  };
}

interface Bounds {
  readonly low: { readonly amount: number };
  readonly pro_rata: { readonly amount: number };
  readonly high: { readonly amount: number };
}

function pointOf({ low, pro_rata, high }: Bounds): Point {
  return { value: pro_rata.amount, low: low.amount, high: high.amount };
}

function most(p: Bounds & { readonly announced: Bounds | null }): number {
  return Math.max(p.high.amount, p.announced?.high.amount ?? 0);
}
