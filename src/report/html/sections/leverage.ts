import type { LeverageResult } from '../../../questions/leverage/leverageSchema.ts';
import { leverageDots } from '../../figures/leverageDots.ts';
import { leverageSentence } from '../../leverageWords.ts';
import { printPercent } from '../../number.ts';
import { weightOf, withError } from '../../terminal/leverageScreen.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** Who gave what beyond the price, and what explains it; none where no deal sells anything. */
export function leverageSection(data: ReportData): Section | null {
  const result = data.answers.leverage?.result ?? null;
  if (result === null) return null;
  const figure = leverageDots(result, data.name, data.currency);
  if (figure === null) return null;
  return {
    id: 'leverage',
    title: 'Who gave what to whom',
    body: html`<p>${leverageSentence(result, data.book.content.parties, data.currency)}</p>
${figureBlock(figure)}
${dealTable(result, data)}
${result.side_by_side.length < 2 ? null : sideTable(result, data)}`,
  };
}

function dealTable(result: LeverageResult, data: ReportData) {
  return table({
    caption: 'Deals: what the seller gives beyond the price, what each side gains, and what fear would explain it',
    columns: [
      { title: 'Deal', isLong: true },
      { title: 'Seller' },
      { title: 'Given', isFigure: true },
      { title: 'Of what binds', isFigure: true },
      { title: 'Of the headline', isFigure: true },
      { title: 'Seller’s gain', isFigure: true },
      { title: 'Buyer’s gain', isFigure: true },
      { title: 'Implied exclusion loss', isFigure: true },
      { title: 'Seller’s weight', isFigure: true },
    ],
    rows: Object.entries(result.deals).flatMap(([id, deal]) => {
      const { business } = deal;
      if (business === null) return [];
      return [
        [
          deal.title ?? id,
          data.name(business.seller),
          data.money(business.transfer.mid),
          printPercent(business.discount.firm?.mid ?? null),
          printPercent(business.discount.headline?.mid ?? null),
          withError(deal.gains[business.seller], data.currency),
          withError(deal.gains[business.buyer], data.currency),
          data.money(business.implied_exclusion_loss.amount),
          weightOf(business, deal.joint_gain),
        ],
      ];
    }),
  });
}

function sideTable(result: LeverageResult, data: ReportData) {
  return table({
    caption: 'Equipment deals side by side, performed as announced and as they stand',
    columns: [
      { title: 'Seller' },
      { title: 'Buyer' },
      { title: 'Layer' },
      { title: 'Sales today', isFigure: true },
      { title: 'Given, from', isFigure: true },
      { title: 'to', isFigure: true },
      { title: 'Of sales', isFigure: true },
      { title: 'Seller’s gain', isFigure: true },
      { title: 'Buyer’s gain', isFigure: true },
    ],
    rows: result.side_by_side.map((side) => [
      data.name(side.seller),
      data.name(side.buyer),
      side.layer === 'as announced' ? 'announced' : side.status,
      data.money(side.sales),
      data.money(side.transfer.low),
      data.money(side.transfer.high),
      printPercent(side.discount),
      withError(side.seller_gain, data.currency),
      withError(side.buyer_gain, data.currency),
    ]),
  });
}
