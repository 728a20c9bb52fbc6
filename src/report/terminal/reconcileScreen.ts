import type { Answer } from '../../questions/answer.ts';
import type { ReconcileResult, SellerResult } from '../../questions/reconcile/reconcile.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable } from './table.ts';

/** What `interlock reconcile` prints: each seller's backlog by customer, each gap, and what stays unexplained. */
export function reconcileScreen(
  answer: Answer<ReconcileResult>,
  names: Readonly<Record<string, { readonly name: string }>>,
  page: Page,
): string {
  const result = answer.result as ReconcileResult;
  const currency = answer.currency ?? 'USD';
  const sellers = Object.values(result.sellers);
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 20))}  ${page.ink.dim(`as of ${answer.as_of}`)}`,
      page.ink.dim('Backlog as sellers report it, against what the deals of the book bind and have not paid.'),
    ],
    ...sellers.map((seller) => sellerLines(seller, names, currency, page)),
    buyerLines(result, currency, page),
    remainderLines(result, currency, page),
    warningLines(page, answer.warnings, 3),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function signedMoney(value: number | null, currency: string, page: Page): Cell {
  if (value === null) return NO_FIGURE;
  return { text: printMoney(value, currency), style: value < 0 ? page.ink.red : (text: string): string => text };
}

function sellerLines(
  seller: SellerResult,
  names: Readonly<Record<string, { readonly name: string }>>,
  currency: string,
  page: Page,
): string[] {
  const rows = Object.entries(seller.customers).flatMap(([id, customer]): Cell[][] => [
    [
      partyName(names, id),
      customer.disclosed === null
        ? NO_FIGURE
        : `${printMoney(customer.disclosed, currency)} (${printPercent(customer.disclosed_share)})`,
      printMoney(customer.firm_unpaid, currency),
      printMoney(customer.headline_unpaid, currency),
      signedMoney(customer.gap, currency, page),
    ],
    ...customer.deals.map((d): Cell[] => [
      { text: `  ${d.deal}`, style: page.ink.dim },
      '',
      { text: printMoney(d.firm_unpaid, currency), style: page.ink.dim },
      { text: printMoney(d.headline_unpaid, currency), style: page.ink.dim },
      '',
    ]),
  ]);
  const date = seller.backlog_date === null ? '' : ` on ${seller.backlog_date}`;
  const later =
    seller.signed_later.length === 0
      ? []
      : [page.ink.dim(cut(`signed later, left out: ${seller.signed_later.join(', ')}`, page.width))];
  return [
    heading(
      page,
      seller.name,
      `reported ${printMoney(seller.backlog, currency)}${date}, grade ${seller.backlog_grade}`,
    ),
    ...printTable(
      page,
      [
        { title: 'customer', gives: true },
        { title: 'seller says', align: 'right' },
        { title: 'firm, unpaid', align: 'right' },
        { title: 'headline, unpaid', align: 'right' },
        { title: 'gap', align: 'right' },
      ],
      [
        ...rows,
        [
          { text: 'unexplained', style: page.ink.bold },
          '',
          '',
          '',
          { text: printMoney(seller.unexplained, currency), style: page.ink.bold },
        ],
      ],
    ),
    ...later,
  ];
}

function buyerLines(result: ReconcileResult, currency: string, page: Page): string[] {
  const buyers = Object.values(result.buyers);
  if (buyers.length === 0) return [];
  return [
    heading(page, 'Buyers’ own figures', 'reported purchase commitments against the deals of the book'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'reported', align: 'right' },
        { title: 'on' },
        { title: 'headline', align: 'right' },
        { title: 'firm, unpaid', align: 'right' },
        { title: 'gap to headline', align: 'right' },
        { title: 'gap to firm', align: 'right' },
      ],
      buyers.map((b): Cell[] => [
        b.name,
        printMoney(b.reported, currency),
        b.reported_date ?? '',
        printMoney(b.headline, currency),
        printMoney(b.firm_unpaid, currency),
        signedMoney(b.gap_to_headline, currency, page),
        signedMoney(b.gap_to_firm, currency, page),
      ]),
    ),
  ];
}

function remainderLines(result: ReconcileResult, currency: string, page: Page): string[] {
  const sellers = Object.values(result.sellers);
  if (sellers.length === 0) return ['No seller of the book reports a backlog that was known on this day.'];
  return [
    heading(
      page,
      'What stays unexplained',
      'backlog less firm and unpaid; below nothing: the book holds more than was reported',
    ),
    ...printTable(
      page,
      [
        { title: 'seller', gives: true },
        { title: 'backlog', align: 'right' },
        { title: 'deals of the book', align: 'right' },
        { title: 'unexplained', align: 'right' },
        { title: 'share', align: 'right' },
      ],
      sellers.map((s): Cell[] => [
        s.name,
        printMoney(s.backlog, currency),
        printMoney(s.firm_unpaid, currency),
        signedMoney(s.unexplained, currency, page),
        printPercent(s.unexplained_share),
      ]),
    ),
  ];
}
