import type { ControlResult } from '../../questions/control/controlSchema.ts';
import { printPercent } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

const MOST = 12;

/** Who has a say over the deals, against who owns what they bring. */
export function controlDots(result: ControlResult): DotsFigure {
  const rows = Object.entries(result.influence)
    .map(([id, own]) => ({ ...own, economic: result.economic[id]?.share ?? 0 }))
    .sort((a, b) => Math.max(b.share, b.economic) - Math.max(a.share, a.economic))
    .slice(0, MOST);
  const first = rows[0];
  return {
    kind: 'dots',
    id: 'control',
    title: 'Say over the deals, and ownership of what they bring',
    subtitle: 'share of the value of all deals',
    description:
      first === undefined
        ? 'No deal counts.'
        : `${first.name} has ${printPercent(first.share)} of the say and owns ${printPercent(first.economic)} of what the deals bring.`,
    unit: { is: 'fraction' },
    categories: rows.map((r) => r.name),
    series: [
      { label: 'owns', tone: 'muted', shape: 'ring', values: rows.map((r) => point(r.economic)) },
      { label: 'has a say', tone: 'accent', shape: 'disc', values: rows.map((r) => point(r.share)) },
      {
        label: 'has a say without letters of intent',
        tone: 'strong',
        shape: 'diamond',
        values: rows.map((r) => point(r.without_letters)),
      },
    ],
  };
}

function point(value: number | null): Point {
  return { value, low: null, high: null };
}
