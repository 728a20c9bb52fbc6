import type { Losses, PositionResult } from '../../../questions/position/positionSchema.ts';
import { positionDots } from '../../figures/positionDots.ts';
import { printPercent } from '../../number.ts';
import { causeWords, eventWords, holdingWords, rescueSentence, totalSentence } from '../../positionWords.ts';
import { type HtmlValue, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** The reader's own holdings; only where the reader asked for them to stand in a report. */
export function positionSection(data: ReportData): Section | null {
  const result = data.answers.position?.result ?? null;
  if (result === null || result.total === null) return null;
  const { total } = result;
  const rescue = rescueSentence(total, data.currency);
  return {
    id: 'position',
    title: 'Your own holdings',
    body: html`<p>${totalSentence(total, data.currency)}${rescue === null ? '' : ` ${rescue}`}</p>
${figureBlock(positionDots(result, data.currency))}
${holdingsTable(data, result)}
${limitsTable(data, result)}
${causesTable(data, total)}
${
  result.losing_path === null
    ? null
    : table({
        caption: `A bad path (path ${result.losing_path.path}), quarter by quarter`,
        columns: [{ title: 'Quarter' }, { title: 'What happens', isLong: true }],
        rows: result.losing_path.events.map((e) => [e.quarter, eventWords(result.names, e, data.currency)]),
      })
}`,
  };
}

/** Where losses begin; none where nothing was lost. */
function causesTable(data: ReportData, { first_causes: causes }: NonNullable<PositionResult['total']>) {
  if (causes.length === 0) return null;
  return table({
    caption: 'Where losses begin',
    columns: [
      { title: 'Party and cause', isLong: true },
      { title: 'Of losing paths', isFigure: true },
      { title: 'Of all lost', isFigure: true },
    ],
    rows: causes.map((c) => [
      causeWords(c, data.name),
      printPercent(c.share_of_losing_paths),
      printPercent(c.share_of_loss),
    ]),
  });
}

function holdingsTable(data: ReportData, result: PositionResult) {
  const cells = (losses: Losses | null): HtmlValue[] => [
    data.money(losses?.expected_loss ?? null),
    printPercent(losses?.loss_probability ?? null),
    data.money(losses?.loss_95 ?? null),
    data.money(losses?.loss_99 ?? null),
  ];
  const rows = Object.entries(result.holdings).map(([id, h]): HtmlValue[] => [
    id,
    holdingWords(h, data.name),
    data.money(h.amount),
    ...cells(h.losses),
    data.money(h.without_rescue?.expected_loss ?? null),
  ]);
  return table({
    caption:
      'What each holding loses: on average, how likely, and what is exceeded on five and on one path in a hundred',
    columns: [
      { title: 'Holding' },
      { title: 'What it is', isLong: true },
      ...['Amount', 'Expected loss', 'Likely', '95 %', '99 %', 'Expected without rescues'].map((title) => ({
        title,
        isFigure: true,
      })),
    ],
    rows,
  });
}

/** Limits against what is held, directly and through others; none where the reader has set none. */
function limitsTable(data: ReportData, { limits }: PositionResult) {
  const rows = Object.entries(limits).map(([id, l]): HtmlValue[] => [
    id,
    data.name(l.on),
    data.money(l.amount),
    data.money(l.used),
    data.money(l.through_web),
    data.money(l.loss_if_it_fails),
    l.is_exceeded ? 'exceeded' : l.is_exceeded_through_web ? 'exceeded through the web' : 'kept',
  ]);
  if (rows.length === 0) return null;
  return table({
    caption:
      'Limits: what is held directly, what others’ debts held are paid with in the end, what is lost where the party fails',
    columns: [
      { title: 'Limit' },
      { title: 'On' },
      ...['Amount', 'Held', 'Through others', 'Lost if it fails'].map((title) => ({ title, isFigure: true })),
      { title: 'Verdict' },
    ],
    rows,
  });
}
