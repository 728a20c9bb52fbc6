import type { Answer } from '../../questions/answer.ts';
import type { BusinessLeverage, LeverageResult } from '../../questions/leverage/leverageSchema.ts';
import { leverageSentence } from '../leverageWords.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { leverageDealLines } from './leverageDealLines.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const ROWS = 16;

/** What `interlock leverage` prints: all deals by what passed beyond the price; one deal in full if asked. */
export function leverageScreen(answer: Answer<LeverageResult>, names: Names, page: Page, deal: string | null): string {
  const result = answer.result as LeverageResult;
  const currency = answer.currency ?? 'USD';
  const one = deal === null ? undefined : result.deals[deal];
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths} paths`)}`,
      ...(one === undefined ? wrap(leverageSentence(result, names, currency), page.width) : []),
    ],
    ...(one === undefined || deal === null
      ? [
          dealRows(result, names, currency, page),
          sideRows(result, names, currency, page),
          positionLines(result, names, page),
        ]
      : leverageDealLines(result, deal, one, names, currency, page)),
    [
      page.ink.dim('Given: what passes from seller to buyer beyond the price, today. Gain: over a world without it,'),
      page.ink.dim('± its standard error. Weight: the seller’s share of the joint gain; – where it is not clear.'),
    ],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Deals that sell something, those first by which most passes beyond the price. */
function dealRows(result: LeverageResult, names: Names, currency: string, page: Page): string[] {
  const all = Object.entries(result.deals).flatMap(([id, deal]) =>
    deal.business === null ? [] : [{ id, deal, business: deal.business }],
  );
  if (all.length === 0) return ['No deal of the book sells anything between its parties.'];
  const rows = [...all].sort(
    (a, b) =>
      Math.abs(b.business.transfer.mid) - Math.abs(a.business.transfer.mid) ||
      b.business.headline - a.business.headline,
  );
  const more = rows.length > ROWS ? [page.ink.dim(`and ${rows.length - ROWS} more; --deal tells one in full`)] : [];
  return [
    heading(page, 'Deals', 'what the seller gives beyond the price, and what it gains by signing'),
    ...printTable(
      page,
      [
        { title: 'deal', gives: true },
        { title: 'seller' },
        { title: 'given', align: 'right' },
        { title: 'of firm', align: 'right' },
        { title: 'of headline', align: 'right' },
        { title: 'seller’s gain', align: 'right' },
        { title: 'buyer’s gain', align: 'right', drops: true },
        { title: 'weight', align: 'right' },
      ],
      rows
        .slice(0, ROWS)
        .map(({ id, deal, business }): Cell[] => [
          id,
          cut(partyName(names, business.seller), 12),
          given(business.transfer, currency),
          printPercent(business.discount.firm?.mid ?? null),
          printPercent(business.discount.headline?.mid ?? null),
          withError(deal.gains[business.seller], currency),
          withError(deal.gains[business.buyer], currency),
          weightOf(business, deal.joint_gain),
        ]),
    ),
    ...more,
  ];
}

function sideRows(result: LeverageResult, names: Names, currency: string, page: Page): string[] {
  if (result.side_by_side.length < 4) return [];
  return [
    heading(page, 'Equipment side by side', 'performed as announced, and as it stands'),
    ...printTable(
      page,
      [
        { title: 'deal', gives: true },
        { title: 'seller' },
        { title: 'layer' },
        { title: 'sales', align: 'right' },
        { title: 'given', align: 'right' },
        { title: 'of sales', align: 'right' },
        { title: 'seller’s gain', align: 'right' },
        { title: 'buyer’s gain', align: 'right', drops: true },
      ],
      result.side_by_side.map((side): Cell[] => [
        side.deal,
        cut(partyName(names, side.seller), 12),
        side.layer === 'as announced' ? 'announced' : side.status,
        money(side.sales, currency),
        given(side.transfer, currency),
        printPercent(side.discount),
        withError(side.seller_gain, currency),
        withError(side.buyer_gain, currency),
      ]),
    ),
  ];
}

function positionLines(result: LeverageResult, names: Names, page: Page): string[] {
  const { position_share: share, twins } = result;
  const lines = twins.flatMap(({ seller, deals }) =>
    wrap(
      `${partyName(names, seller)} gave warrants to ${deals.map((d) => `${partyName(names, d.buyer)} (${d.buyer_leads === null ? 'leads no lab market' : `leads on ${printPercent(d.buyer_leads)} of paths`}, ${printPercent(d.discount_on_firm)} of firm)`).join(' and ')}.`,
      page.width,
    ),
  );
  if (share.explained !== null)
    lines.push(
      `Position explains ${printPercent(share.explained)} of the terms across ${share.deals} deals; ${printPercent(share.by_chance)} would be chance.`,
    );
  return lines.length === 0 ? [] : [heading(page, 'Position or skill', ''), ...lines];
}

/** What is given, as a range where it is not known. */
function given(
  transfer: { readonly low: number; readonly mid: number; readonly high: number },
  currency: string,
): string {
  if (transfer.low === transfer.high) return money(transfer.mid, currency);
  return `${printMoney(transfer.low, currency, { digits: 2 })} to ${printMoney(transfer.high, currency, { digits: 2 })}`;
}

/** A gain with its error, as `−$1.0B ± 1.8B`. */
export function withError(
  value: { readonly amount: number; readonly standard_error: number } | undefined,
  currency: string,
): string {
  if (value === undefined) return NO_FIGURE;
  const error = printMoney(value.standard_error, currency, { digits: 2 }).replace(/^[^\d]+/, '');
  // What lies well within its error is not told as a figure.
  const isNothing = Math.abs(value.amount) < value.standard_error / 4;
  const amount = isNothing ? 'about 0' : printMoney(value.amount, currency, { standardError: value.standard_error });
  return `${amount} ± ${error}`;
}

function money(value: number | null, currency: string): string {
  return value === null || value === 0 ? NO_FIGURE : printMoney(value, currency);
}

/** The seller's weight; nothing where the joint gain is within two standard errors of nothing. */
export function weightOf(
  business: BusinessLeverage,
  joint: { readonly amount: number; readonly standard_error: number },
): string {
  if (business.implied_weight === null || joint.amount < 2 * joint.standard_error) return NO_FIGURE;
  const { seller } = business.implied_weight;
  return seller > 1 ? 'over 100 %' : seller < 0 ? 'under 0 %' : printPercent(seller);
}
