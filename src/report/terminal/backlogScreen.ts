import type { Answer } from '../../questions/answer.ts';
import type { BacklogResult, BridgeStep, SellerBacklog } from '../../questions/backlog/backlogSchema.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const SELLERS = 12;
const PAYERS = 8;
const CUSTOMERS = 6;

/** The steps of the bridge in a reader's words. */
const STEP_WORDS: Readonly<Record<BridgeStep, string>> = {
  reported: 'reported by the seller',
  unexplained: 'of which no contract of the book explains',
  named: 'of which contracts of the book bind, unpaid',
  signed_later: 'bound by contracts signed later',
  firm: 'bound in all, unpaid',
  announced: 'announced in all, unpaid',
  expected_paid: 'expected to be paid',
  present_value: 'present value',
  cost_to_serve: 'cost to serve',
  margin: 'margin',
  capital_to_spend: 'capital still to spend',
  margin_after_capital: 'margin after capital',
};

export function stepAmount(bridge: SellerBacklog['bridge'], step: BridgeStep): number | null {
  return bridge.find((row) => row.step === step)?.amount ?? null;
}

/** What `interlock backlog` prints: a row a seller, all sellers in one, who ultimately pays; one seller step by step if asked. */
export function backlogScreen(answer: Answer<BacklogResult>, names: Names, page: Page, seller: string | null): string {
  const result = answer.result as BacklogResult;
  const currency = answer.currency ?? 'USD';
  const one = seller === null ? undefined : result.sellers[seller];
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths} paths`)}`,
      ...(one === undefined ? headline(result, currency) : []),
    ],
    ...(one === undefined
      ? [
          Object.keys(result.sellers).length === 0 ? [] : sellersTable(result, currency, page),
          payersTable(result, names, currency, page),
        ]
      : [oneSeller(one, names, currency, page), onePayers(one, names, currency, page)]),
    [
      page.ink.dim(
        'Expected: mean over paths of what is paid under the contracts, with what is announced and not binding',
      ),
      page.ink.dim('weighted by its chance. Value: priced by the market’s kernel. docs/models/backlog.md'),
    ],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(result: BacklogResult, currency: string): string[] {
  if (Object.keys(result.sellers).length === 0)
    return ['Nobody sells capacity or equipment under contract in this book, and nobody reports a backlog.'];
  const at = (step: BridgeStep): number | null => stepAmount(result.total, step);
  const [firm, expected, margin, left] = [
    at('firm'),
    at('expected_paid'),
    at('margin'),
    at('margin_after_capital'),
  ].map((amount) => printMoney(amount, currency));
  return [
    `Contracts of the book bind ${firm} that is not yet paid; ${expected} is expected to be paid.`,
    `Serving it leaves a margin worth ${margin} today, and ${left} after the capital that is still to be spent.`,
  ];
}

function sellersTable(result: BacklogResult, currency: string, page: Page): string[] {
  const sellers = Object.values(result.sellers)
    .sort(
      (a, b) =>
        Math.max(stepAmount(b.bridge, 'reported') ?? 0, stepAmount(b.bridge, 'announced') ?? 0) -
        Math.max(stepAmount(a.bridge, 'reported') ?? 0, stepAmount(a.bridge, 'announced') ?? 0),
    )
    .slice(0, SELLERS);
  const cells = (name: string, bridge: SellerBacklog['bridge']): Cell[] => [
    name,
    ...(
      [
        'reported',
        'unexplained',
        'firm',
        'expected_paid',
        'present_value',
        'margin',
        'capital_to_spend',
        'margin_after_capital',
      ] as const
    ).map((step) => signed(stepAmount(bridge, step), currency, page)),
  ];
  const more = Object.keys(result.sellers).length - sellers.length;
  return [
    heading(page, 'From what is reported to what is left', 'the largest first'),
    ...printTable(
      page,
      [
        { title: 'seller', gives: true },
        { title: 'reported', align: 'right' },
        { title: 'unexplained', align: 'right' },
        { title: 'firm', align: 'right' },
        { title: 'expected', align: 'right' },
        { title: 'value', align: 'right' },
        { title: 'margin', align: 'right' },
        { title: 'capital', align: 'right', drops: true },
        { title: 'left', align: 'right' },
      ],
      [...sellers.map((s) => cells(s.name, s.bridge)), cells('all sellers', result.total)],
    ),
    ...(more > 0 ? [page.ink.dim(`and ${more} more; --seller ID tells one step by step`)] : []),
  ];
}

function signed(amount: number | null, currency: string, page: Page): Cell {
  if (amount === null) return NO_FIGURE;
  return { text: printMoney(amount, currency), style: amount < 0 ? page.ink.red : (text: string): string => text };
}

const MONEY_WORDS = {
  customers: 'from its own customers',
  investors: 'from investors and lenders',
  cash: 'cash at the start',
};

function payersTable(result: BacklogResult, names: Names, currency: string, page: Page): string[] {
  if (result.payers.length === 0) return [];
  return [
    heading(
      page,
      'Who ultimately pays',
      'payments to all sellers in the central case, looked through to where the money came in',
    ),
    ...printTable(
      page,
      [
        { title: 'party', gives: true },
        { title: 'whose money' },
        { title: 'amount', align: 'right' },
        { title: 'share', align: 'right' },
      ],
      result.payers
        .slice(0, PAYERS)
        .map((p): Cell[] => [
          partyName(names, p.party),
          MONEY_WORDS[p.money],
          printMoney(p.amount, currency),
          printPercent(p.share),
        ]),
    ),
  ];
}

function oneSeller(seller: SellerBacklog, names: Names, currency: string, page: Page): string[] {
  const customers = [...new Set(seller.bridge.flatMap((row) => Object.keys(row.by_customer)))]
    .sort((a, b) => customerSize(seller, b) - customerSize(seller, a))
    .slice(0, CUSTOMERS);
  const reported =
    seller.reported === null
      ? 'it reports no backlog'
      : `reported ${seller.reported.date ?? ''}, grade ${seller.reported.grade}`;
  const years = seller.bridge.find((row) => row.step === 'expected_paid')?.by_year ?? [];
  return [
    heading(page, seller.name, `${reported}; fiscal year ends ${seller.fiscal_year_end}`),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'all', align: 'right' },
        ...customers.map((id) => ({ title: cut(partyName(names, id), 12), align: 'right' as const, drops: true })),
      ],
      seller.bridge
        .filter((row) => row.amount !== null)
        .map((row): Cell[] => [
          STEP_WORDS[row.step],
          signed(row.amount, currency, page),
          ...customers.map((id) => signed(row.by_customer[id] ?? null, currency, page)),
        ]),
    ),
    '',
    `Expected by fiscal year: ${years.map(({ year, amount }) => `${year} ${printMoney(amount, currency)}`).join(', ')}`,
  ];
}

function customerSize(seller: SellerBacklog, id: string): number {
  return Math.max(...seller.bridge.map((row) => Math.abs(row.by_customer[id] ?? 0)));
}

function onePayers(seller: SellerBacklog, names: Names, currency: string, page: Page): string[] {
  if (seller.payers.length === 0) return [];
  return [
    heading(page, 'Who ultimately pays', 'in the central case'),
    ...seller.payers
      .slice(0, PAYERS)
      .map(
        (p) =>
          `${printMoney(p.amount, currency).padStart(8)}  ${printPercent(p.share).padStart(5)}  ${partyName(names, p.party)}, ${MONEY_WORDS[p.money]}`,
      ),
  ];
}
