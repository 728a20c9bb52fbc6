import type { SettledParty } from '../../../questions/settlement/settlementSchema.ts';
import { settlementDots } from '../../figures/settlementDots.ts';
import { NO_FIGURE, printNumber, printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** What was settled; none where the book has no settlement. */
export function settlementSection(data: ReportData): Section | null {
  const result = data.answers.settlement?.result ?? null;
  if (result === null || result.settlement === null) return null;
  const { money } = data;
  const row = (p: SettledParty): string[] => [
    p.name,
    printPercent(p.before.share),
    printPercent(p.disagreement.share),
    printPercent(p.signed.share),
    money(p.signed.amount),
    printPercent(p.bargained?.share ?? null),
    printPercent(p.predicted?.share ?? null),
    printPercent(p.implied_weight),
    money(p.invested),
    p.multiple.on_invested === null ? NO_FIGURE : printNumber(p.multiple.on_invested),
    money(p.liquid?.amount ?? null),
  ];
  const ids = Object.keys(result.parties);
  const shares = (at: Readonly<Record<string, number>> | null): string =>
    at === null ? 'no agreement' : ids.map((id) => printPercent(at[id] ?? null)).join(' / ');
  return {
    id: 'settlement',
    title: 'What was settled',
    body: html`<p>${result.says} Agreeing was worth ${money(result.surplus)} to all sides together.</p>
${figureBlock(settlementDots(result))}
${table({
  caption: 'Each side: before, without an agreement, signed, bargained; money in and what may be sold',
  columns: [
    { title: 'Side' },
    { title: 'Before', isFigure: true },
    { title: 'Without', isFigure: true },
    { title: 'Signed', isFigure: true },
    { title: 'With terms', isFigure: true },
    { title: 'Equal bargain', isFigure: true },
    { title: 'Predicted', isFigure: true },
    { title: 'Part of the gain', isFigure: true },
    { title: 'Put in', isFigure: true },
    { title: 'Multiple', isFigure: true },
    { title: 'May be sold', isFigure: true },
  ],
  rows: Object.values(result.parties).map(row),
})}
${table({
  caption: `What the prediction hangs on: predicted shares (${ids.map((id) => result.parties[id]?.name ?? id).join(' / ')}) with one input at its 5th and at its 95th percentile`,
  columns: [
    { title: 'Assumed' },
    { title: 'Grade' },
    { title: 'Low', isFigure: true },
    { title: 'High', isFigure: true },
  ],
  rows: result.assumptions.map((a) => [
    a.input.replace(/^settlements\.[^.]+\./, ''),
    a.grade,
    shares(a.low),
    shares(a.high),
  ]),
})}
${table({
  caption: 'Fallback positions under which equal weights give the signed split: shares of what would be left',
  columns: [
    { title: 'Lost without an agreement', isFigure: true },
    ...ids.map((id) => ({ title: result.parties[id]?.name ?? id, isFigure: true })),
  ],
  rows: result.explained_by.map((e) => [printPercent(e.lost), ...ids.map((id) => printPercent(e.before[id] ?? null))]),
})}`,
  };
}
