import type { Exposure } from '../../questions/show/exposures.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { printMoney } from '../number.ts';
import { partyName } from '../terminal/partyName.ts';
import type { BarsFigure } from './figureSpec.ts';

const MOST = 12;

/** Exposures that are no shareholdings, the largest binding amount first. */
export function creditExposures<E extends Exposure>(exposures: readonly E[]): E[] {
  return exposures.filter((e) => e.kind !== 'stake' && e.amount > 0).sort((a, b) => b.amount - a.amount);
}

/** The largest exposures: what is binding and unpaid, before any recovery. */
export function exposureBars(show: ShowResult, exposures: readonly Exposure[], currency: string): BarsFigure {
  const shown = creditExposures(exposures).slice(0, MOST);
  const name = (e: Exposure): string =>
    `${partyName(show.parties, e.holder)} on ${partyName(show.parties, e.counterparty)}`;
  const first = shown[0];
  return {
    kind: 'bars',
    id: 'exposures',
    title: 'Largest exposures',
    subtitle: `${currency}; what the first stands to lose if the second fails, before any recovery; the printed figure is what is binding and unpaid`,
    description:
      first === undefined
        ? 'There is none.'
        : `The largest is that of ${name(first)}: ${printMoney(first.amount, currency)}.`,
    note: 'Shareholdings are left out. The grey part was announced and is not binding.',
    unit: { is: 'money', currency },
    stands: false,
    categories: shown.map(name),
    layers: [
      { label: 'announced', tone: 'muted', values: shown.map((e) => e.headline) },
      { label: 'binding', tone: 'accent', values: shown.map((e) => e.amount) },
    ],
    points: null,
    prints: 1,
  };
}
