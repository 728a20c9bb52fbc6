import type { SettledParty, SettlementResult } from '../../../questions/settlement/settlementSchema.ts';
import { settlementDots } from '../../figures/settlementDots.ts';
import { NO_FIGURE, printNumber, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** What was settled; none where the book has no settlement. */
export function settlementSection(data: ReportData): Section | null {
  const result = data.answers.settlement?.result ?? null;
  if (result === null || result.settlement === null) return null;
  return {
    id: 'settlement',
    title: 'What was settled',
    body: html`<p>${result.says} Agreeing was worth ${data.money(result.surplus)} to all sides together.</p>
${figureBlock(settlementDots(result))}
${sides(result, data)}
${assumptions(result)}
${explanations(result)}`,
  };
}

function sides(result: SettlementResult, { money }: ReportData): Html {
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
  const figures = [
    'Before',
    'Without',
    'Signed',
    'With terms',
    'Equal bargain',
    'Predicted',
    'Part of the gain',
    'Put in',
    'Multiple',
    'May be sold',
  ];
  return table({
    caption: 'Each side: before, without an agreement, signed, bargained; money in and what may be sold',
    columns: [{ title: 'Side' }, ...figures.map((title) => ({ title, isFigure: true }))],
    rows: Object.values(result.parties).map(row),
  });
}

function assumptions({ parties, assumptions: all }: SettlementResult): Html {
  const ids = Object.keys(parties);
  const shares = (at: Readonly<Record<string, number>> | null): string =>
    at === null ? 'no agreement' : ids.map((id) => printPercent(at[id] ?? null)).join(' / ');
  const names = ids.map((id) => parties[id]?.name ?? id).join(' / ');
  return table({
    caption: `What the prediction hangs on: predicted shares (${names}) with one input at its 5th and at its 95th percentile`,
    columns: [
      { title: 'Assumed' },
      { title: 'Grade' },
      { title: 'Low', isFigure: true },
      { title: 'High', isFigure: true },
    ],
    rows: all.map((a) => [a.input.replace(/^settlements\.[^.]+\./, ''), a.grade, shares(a.low), shares(a.high)]),
  });
}

function explanations({ parties, explained_by }: SettlementResult): Html {
  const ids = Object.keys(parties);
  return table({
    caption: 'Fallback positions under which equal weights give the signed split: shares of what would be left',
    columns: [
      { title: 'Lost without an agreement', isFigure: true },
      ...ids.map((id) => ({ title: parties[id]?.name ?? id, isFigure: true })),
    ],
    rows: explained_by.map((e) => [printPercent(e.lost), ...ids.map((id) => printPercent(e.before[id] ?? null))]),
  });
}
