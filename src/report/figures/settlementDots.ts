import type { AmountAndShare, SettlementResult } from '../../questions/settlement/settlementSchema.ts';
import { printPercent } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

const point = (of: AmountAndShare | null, range: { p5: number; p95: number } | null = null): Point => ({
  value: of?.share ?? null,
  low: range?.p5 ?? null,
  high: range?.p95 ?? null,
});

/** What each side could fall back on, got, and was predicted to get, as shares of the value. */
export function settlementDots(result: SettlementResult): DotsFigure {
  const parties = Object.values(result.parties);
  return {
    kind: 'dots',
    id: 'settlement',
    title: 'What was signed, and what a bargain predicts',
    subtitle: 'shares of the value; ranges over draws of what is assumed',
    description: parties
      .map(
        (p) =>
          `${p.name}: signed ${printPercent(p.signed.share)}, predicted ${printPercent(p.predicted?.share ?? null)}.`,
      )
      .join(' '),
    unit: { is: 'fraction' },
    categories: parties.map((p) => p.name),
    series: [
      {
        label: 'without an agreement',
        tone: 'muted',
        shape: 'ring',
        values: parties.map((p) => point(p.disagreement, p.disagreement_range)),
      },
      {
        label: 'predicted',
        tone: 'accent',
        shape: 'diamond',
        values: parties.map((p) => point(p.predicted, p.predicted_range)),
      },
      { label: 'signed', tone: 'strong', shape: 'disc', values: parties.map((p) => point(p.signed)) },
    ],
  };
}
