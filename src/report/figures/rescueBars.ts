import type { PartyRescue } from '../../questions/rescue/rescueSchema.ts';
import { printMoney } from '../number.ts';
import { sharesWords } from '../rescueSentences.ts';
import type { BarsFigure } from './figureSpec.ts';

const MOST = 12;

/** What each partner would lose, how much of it could be got from it, and what it would pay, against the need in the title. */
export function rescueBars(
  id: string,
  party: PartyRescue,
  names: (id: string) => string,
  currency: string,
): BarsFigure | null {
  const rows = Object.entries(party.loss)
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, MOST);
  const [first] = rows;
  if (first === undefined || party.need === null) return null;
  const need = printMoney(party.need.mean, currency);
  return {
    kind: 'bars',
    id: `rescue-${id}`,
    title: `What partners would lose if ${party.name} failed, and what they would pay of ${need}`,
    subtitle: `${currency}; means over ${party.distress.paths} paths of distress`,
    description: `${party.name} lacks ${need}. ${names(first[0])} would lose most: ${printMoney(first[1].total, currency)}.`,
    note: `The point is the Shapley share of the need, its range the least and the most in any equilibrium. ${sharesWords(party, currency)} Persons and foundations are not asked.`,
    unit: { is: 'money', currency },
    stands: false,
    categories: rows.map(([partner]) => names(partner)),
    layers: [
      { label: 'loses', tone: 'light', values: rows.map(([, l]) => l.total) },
      { label: 'offers at most', tone: 'accent', values: rows.map(([, l]) => l.offer) },
    ],
    points: {
      label: 'would pay',
      tone: 'contrast',
      values: rows.map(([partner]) => {
        const share = party.shares?.[partner];
        return {
          value: share?.shapley ?? share?.proportional ?? null,
          low: share?.low ?? null,
          high: share?.high ?? null,
        };
      }),
    },
  };
}
