import type { BridgeStep, SellerBacklog } from '../../../questions/backlog/backlogSchema.ts';
import { backlogDots } from '../../figures/backlogDots.ts';
import { printPercent } from '../../number.ts';
import { stepAmount } from '../../terminal/backlogScreen.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const SHOWN: readonly (readonly [BridgeStep, string])[] = [
  ['reported', 'Reported'],
  ['unexplained', 'Unexplained'],
  ['announced', 'Announced'],
  ['firm', 'Binding'],
  ['expected_paid', 'Expected'],
  ['present_value', 'Value'],
  ['margin', 'Margin'],
  ['capital_to_spend', 'Capital'],
  ['margin_after_capital', 'Left'],
];
const MONEY = {
  customers: 'from its own customers',
  investors: 'from investors and lenders outside',
  cash: 'cash at the start',
};

/** What backlogs amount to: the bridge of each seller, and who ultimately pays; none where nobody sells under contract. */
export function backlogSection(data: ReportData): Section | null {
  const result = data.answers.backlog?.result ?? null;
  if (result === null || Object.keys(result.sellers).length === 0) return null;
  const sellers = Object.values(result.sellers).sort((a, b) => size(b) - size(a));
  const rows = [...sellers, { name: 'All sellers', bridge: result.total }].map((s) => [
    s.name,
    ...SHOWN.map(([step]) => data.money(stepAmount(s.bridge, step))),
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
  columns: [{ title: 'Seller' }, ...SHOWN.map(([, title]) => ({ title, isFigure: true }))],
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

/** The largest of what a seller reports and of what its deals announce. */
function size({ bridge }: SellerBacklog): number {
  return Math.max(stepAmount(bridge, 'reported') ?? 0, stepAmount(bridge, 'announced') ?? 0);
}
