import type { PartyFinancing } from '../../questions/financing/financingSchema.ts';
import { printMoney, printPercent } from '../number.ts';
import type { BarsFigure, LinesFigure } from './figureSpec.ts';
import { meanPoint } from './summaryPoint.ts';

/** What falls due by year against sources, one layer upon another. */
export function financingBars(id: string, party: PartyFinancing, currency: string): BarsFigure {
  const years = party.by_year;
  const widest = [...years].sort((a, b) => b.gap.mean - a.gap.mean)[0];
  const own = years.map((y) => Math.max(0, y.operating.mean));
  const committed = years.map((y, i) => own[i]! + y.committed.mean);
  const debt = years.map((y, i) => committed[i]! + Math.max(0, y.debt_room.mean));
  const equity = years.map((y, i) => debt[i]! + y.equity_demand.mean);
  return {
    kind: 'bars',
    id: `financing-${id}`,
    title: `What falls due for ${party.name}, and what could pay it`,
    subtitle: `${currency}, means; each bar holds those before it: what it earns, is promised, could borrow, could raise`,
    description:
      widest === undefined
        ? ''
        : `The gap before new money is widest in ${widest.year}: ${printMoney(widest.gap.mean, currency)} of ${printMoney(widest.due.mean, currency)} due.`,
    note: 'Years count paths up to a failure. The point is what falls due in the run, with its 5–95 % range. A source that could pay need not be used.',
    unit: { is: 'money', currency },
    stands: true,
    categories: years.map((y) => String(y.year)),
    layers: [
      { label: '+ new shares investors would take', tone: 'muted', values: equity },
      { label: '+ debt it could take, net of service', tone: 'light', values: debt },
      { label: '+ committed money', tone: 'strong', values: committed },
      { label: 'operating cash', tone: 'accent', values: own },
    ],
    points: { label: 'falls due', tone: 'contrast', values: years.map((y) => meanPoint(y.due)) },
  };
}

/** Bids for old shares against what holders would offer, by price. */
export function secondaryLines(id: string, party: PartyFinancing, currency: string): LinesFigure {
  const { curves } = party.secondary;
  const tenth = party.sell.find((one) => one.share === 0.1);
  return {
    kind: 'lines',
    id: `secondary-${id}`,
    title: `What holders of ${party.name} could sell, and at which price`,
    subtitle: `${currency} in all, by price as a share of the last one; a sale clears where the lines cross`,
    description:
      tenth === undefined
        ? ''
        : `A tenth of all shares that must be sold clears at ${printPercent(tenth.must.ratio)} of the last price.`,
    unit: { is: 'money', currency },
    at: curves.ratio.map((x) => printPercent(x)),
    bands: [],
    lines: [
      { label: 'investors would pay', values: capped(curves.bids, curves.tenth_must, curves.all_may), tone: 'accent' },
      { label: 'a tenth of all shares comes to', values: curves.tenth_must, tone: 'contrast' },
      { label: 'holders would sell, if all were free to', values: curves.all_may, tone: 'strong', isDashed: true },
    ],
  };
}

/** Bids at low prices run off any scale: left out where they are far above what is offered. */
function capped(bids: readonly number[], ...offered: readonly (readonly number[])[]): (number | null)[] {
  const most = 1.1 * Math.max(...offered.flat());
  return bids.map((bid) => (bid > most ? null : bid));
}
