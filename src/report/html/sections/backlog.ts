import { BRIDGE_STEPS } from '../../../questions/backlog/backlogSchema.ts';
import { backlogDots } from '../../figures/backlogDots.ts';
import { printPercent } from '../../number.ts';
import { STEP_WORDS, stepAmount } from '../../terminal/backlogScreen.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const SHOWN = BRIDGE_STEPS.filter((step) => step !== 'named' && step !== 'signed_later' && step !== 'cost_to_serve');
const MONEY = {
  customers: 'from its own customers',
  investors: 'from investors and lenders outside',
  cash: 'cash at the start',
};

/** What backlogs amount to: the bridge of each seller, and who ultimately pays; none where nobody sells under contract. */
export function backlogSection(data: ReportData): Section | null {
  const result = data.answers.backlog?.result ?? null;
  if (result === null || Object.keys(result.sellers).length === 0) return null;
  const rows = [...Object.values(result.sellers), { name: 'All sellers', bridge: result.total }].map((s) => [
    s.name,
    ...SHOWN.map((step) => data.money(stepAmount(s.bridge, step))),
  ]);
  const payers = result.payers.map((p) => [
    data.name(p.party),
    MONEY[p.money],
    data.money(p.amount),
    printPercent(p.share),
  ]);
  return {
    id: 'backlog',
    title: 'What backlogs amount to',
    body: html`${figureBlock(backlogDots(result, data.currency))}
${table({
  caption:
    'Each seller’s backlog: as reported, bound by contracts of the book, expected, worth today, and left after cost and capital',
  columns: [{ title: 'Seller' }, ...SHOWN.map((step) => ({ title: STEP_WORDS[step], isFigure: true }))],
  rows,
})}
${
  payers.length === 0
    ? null
    : table({
        caption: 'Who ultimately pays the sellers, in the central case',
        columns: [
          { title: 'Where the money entered the web' },
          { title: 'Whose it was', isLong: true },
          { title: 'Amount', isFigure: true },
          { title: 'Share', isFigure: true },
        ],
        rows: payers,
      })
}`,
  };
}
