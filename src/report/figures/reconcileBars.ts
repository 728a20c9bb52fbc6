import type { ReconcileResult } from '../../questions/reconcile/reconcile.ts';
import { printMoney } from '../number.ts';
import type { BarsFigure } from './figureSpec.ts';

/** Each seller's reported backlog, and how much of it the deals of the book bind. */
export function reconcileBars(result: ReconcileResult, currency: string): BarsFigure {
  const sellers = Object.values(result.sellers).sort((a, b) => b.backlog - a.backlog);
  const first = sellers[0];
  return {
    kind: 'bars',
    id: 'reconcile',
    title: 'Backlog as reported, and what the deals explain',
    subtitle: `${currency}; the printed figure is the backlog that the seller reports`,
    description:
      first === undefined
        ? 'No seller reports a backlog.'
        : `${first.name} reports ${printMoney(first.backlog, currency)}; the deals bind ${printMoney(first.firm_unpaid, currency)} of it.`,
    unit: { is: 'money', currency },
    stands: false,
    categories: sellers.map((s) => s.name),
    layers: [
      { label: 'reported', tone: 'muted', values: sellers.map((s) => s.backlog) },
      {
        label: 'bound by deals of the book',
        tone: 'accent',
        values: sellers.map((s) => Math.min(s.backlog, s.firm_unpaid)),
      },
    ],
    points: null,
    prints: 0,
  };
}
