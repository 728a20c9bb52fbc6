import type { Book } from '../../book/book.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import { reconcile, type SellerResult } from '../reconcile/reconcile.ts';
import { pairsOf } from './backlogNeeds.ts';
import { type BacklogResult, BRIDGE_STEPS, type SellerBacklog } from './backlogSchema.ts';
import { joined, type ReportedBacklog, rowOf, type SellerBridge, sellerBridge } from './bridge.ts';
import { fiscalYearOf } from './fiscalYear.ts';
import { soldContracts } from './soldContracts.ts';
import { ultimatePayers } from './ultimatePayers.ts';

const LISTED_PAYERS = 12;

/** A world in which the contracts of the book are performed, renegotiated or defaulted on. */
export interface BacklogQuestion {
  readonly book: Book;
  /** With what `backlogNeeds` asks for. */
  readonly run: RunColumns;
}

/**
 * What a seller's reported backlog amounts to: what is named, binding, expected, worth today, left after cost and capital,
 * and who ultimately pays it.
 *
 * Definition: bridge.ts for each seller of the book; payers as in ultimatePayers.ts.
 * Units: the book's currency. Verified by: backlog.test.ts (identities of the bridge, a contract by hand, the central case).
 */
export function backlog({ book, run }: BacklogQuestion): Finding<BacklogResult> {
  const contracts = soldContracts(book);
  const pairs = pairsOf(run.plan);
  const { sellers: reconciled } = reconcile(book).result;
  const payers = ultimatePayers(book, run);
  const sellers: Record<string, SellerBacklog> = {};
  const bridges: SellerBridge[] = [];
  const whole = new Map<string, Float64Array>();
  const rests: RestsOn[] = [];
  for (const [id, party] of Object.entries(book.content.parties)) {
    const own = pairs.filter((p) => p.seller === id);
    const sold = contracts.filter((c) => c.seller === id);
    const reported = reportedBy(reconciled[id]);
    if (sold.length === 0 && reported === null) continue;
    const bridge = sellerBridge(run, id, sold, own, reported);
    const amounts = sumOfAmounts(own.map((pair) => payers.of(pair)));
    const end = party.fiscal_year_end ?? '12-31';
    bridges.push(bridge);
    if (amounts !== null) whole.set(id, amounts);
    if (reported !== null) rests.push(restsOn(book, `parties.${id}.reported.backlog`, null));
    for (const { deal } of sold) if (!rests.some((r) => r.path === `deals.${deal}`)) rests.push(dealRests(book, deal));
    sellers[id] = {
      name: party.name,
      fiscal_year_end: end,
      reported: reported === null ? null : reportedFigure(book, id, reported),
      bridge: BRIDGE_STEPS.map((name) => rowOf(name, bridge.steps.get(name), (quarter) => fiscalYearOf(quarter, end))),
      beyond_horizon: bridge.beyond,
      payers: amounts === null ? [] : payers.named(amounts).slice(0, LISTED_PAYERS),
    };
  }
  return {
    question: 'backlog',
    result: {
      sellers,
      total: BRIDGE_STEPS.map((name) => joined(bridges, name)),
      payers: payersOfAll(payers.named, whole),
    },
    units: UNITS,
    method: {
      docs: 'docs/models/backlog.md',
      references: [
        'International Accounting Standards Board (2014), IFRS 15, paragraphs 120–122',
        'J. Bialek (1996), Tracing the flow of electricity, IEE Proceedings 143(4)',
        'J. H. Cochrane (2005), Asset Pricing, chapter 1',
      ],
    },
    limits: [
      'What stays unexplained is owed by customers that the book does not name: nothing is said of how likely they pay.',
      'Capital to spend counts all capacity that is not yet delivered, also what has been spent on works under way.',
      'Over all sellers a chain of contracts counts at each of its links: what a cloud pays for a site is also in what its own customer pays.',
      'Who ultimately pays is told for the central case, with the money of each party evenly mixed.',
    ],
    restsOn: rests,
    warnings: [],
  };
}

const UNITS: Readonly<Record<string, string>> = {
  '/sellers/*/reported/amount': 'currency',
  '/sellers/*/bridge/*/amount': 'currency',
  '/sellers/*/bridge/*/standard_error': 'currency',
  '/sellers/*/bridge/*/by_customer/*': 'currency',
  '/sellers/*/bridge/*/by_year/*/amount': 'currency',
  '/sellers/*/beyond_horizon': 'currency',
  '/sellers/*/payers/*/amount': 'currency',
  '/sellers/*/payers/*/share': 'fraction',
  '/total/*/amount': 'currency',
  '/total/*/standard_error': 'currency',
  '/total/*/by_customer/*': 'currency',
  '/total/*/by_year/*/amount': 'currency',
  '/payers/*/amount': 'currency',
  '/payers/*/share': 'fraction',
  '/payers/*/to/*': 'currency',
};

function reportedBy(seller: SellerResult | undefined): ReportedBacklog | null {
  if (seller === undefined) return null;
  const disclosed = Object.entries(seller.customers).flatMap(([id, c]): [string, number][] =>
    c.disclosed === null ? [] : [[id, c.disclosed]],
  );
  return { amount: seller.backlog, date: seller.backlog_date, disclosed: new Map(disclosed) };
}

function reportedFigure(book: Book, id: string, { amount, date }: ReportedBacklog): SellerBacklog['reported'] {
  return { amount, date, grade: book.gradeFor(`parties.${id}.reported.backlog`) };
}

function dealRests(book: Book, deal: string): RestsOn {
  return restsOn(book, `deals.${deal}`, null);
}

function sumOfAmounts(all: readonly Float64Array[]): Float64Array | null {
  const first = all[0];
  if (first === undefined) return null;
  const sum = new Float64Array(first.length);
  for (const amounts of all) for (let o = 0; o < sum.length; o++) sum[o]! += amounts[o]!;
  return sum;
}

function payersOfAll(
  named: (amounts: Float64Array) => SellerBacklog['payers'],
  whole: ReadonlyMap<string, Float64Array>,
): BacklogResult['payers'] {
  const all = sumOfAmounts([...whole.values()]);
  if (all === null) return [];
  const bySeller = [...whole].map(
    ([seller, amounts]) => [seller, new Map(named(amounts).map((p) => [`${p.party}.${p.money}`, p.amount]))] as const,
  );
  return named(all)
    .slice(0, 2 * LISTED_PAYERS)
    .map((p) => ({
      ...p,
      to: Object.fromEntries(
        bySeller.flatMap(([seller, by]) => {
          const amount = by.get(`${p.party}.${p.money}`) ?? 0;
          return amount > 0 ? [[seller, amount]] : [];
        }),
      ),
    }));
}
