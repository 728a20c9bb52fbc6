import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import { figureOf } from '../figure.ts';
import { type DealFigures, dealFigures, isStanding, type TermFigures } from '../show/dealFigures.ts';
import { sumLayers } from '../show/layers.ts';

/** One deal as it enters a comparison: what is binding and not yet paid, and what the headline leaves unpaid. */
export interface ReconciledDeal {
  readonly deal: string;
  readonly firm_unpaid: number;
  readonly headline_unpaid: number;
}

/** A customer of a seller: what the seller said of it, what the deals say, and the gap between the two. */
export interface CustomerResult {
  /** Share of the backlog that the seller disclosed; null where it named none. */
  readonly disclosed_share: number | null;
  readonly disclosed: number | null;
  readonly deals: readonly ReconciledDeal[];
  readonly firm_unpaid: number;
  readonly headline_unpaid: number;
  /** Disclosed less firm; null where nothing was disclosed. */
  readonly gap: number | null;
}

/** A seller's backlog against the deals that could fill it. */
export interface SellerResult {
  readonly name: string;
  readonly backlog: number;
  readonly backlog_date: string | null;
  readonly backlog_grade: string;
  readonly customers: Readonly<Record<string, CustomerResult>>;
  readonly firm_unpaid: number;
  readonly headline_unpaid: number;
  /** Deals signed after the day of the reported figure, which cannot be in it. */
  readonly signed_later: readonly string[];
  /** Backlog less what the deals bind; negative where the deals hold more than the seller reports. */
  readonly unexplained: number;
  readonly unexplained_share: number | null;
}

/** A buyer's own figure against the deals of the book. */
export interface BuyerReconciled {
  readonly name: string;
  readonly reported: number;
  readonly reported_date: string | null;
  readonly reported_grade: string;
  readonly headline: number;
  readonly net: number;
  readonly firm_unpaid: number;
  readonly gap_to_headline: number;
  readonly gap_to_firm: number;
}

export interface ReconcileResult {
  readonly sellers: Readonly<Record<string, SellerResult>>;
  readonly buyers: Readonly<Record<string, BuyerReconciled>>;
}

/**
 * Buyers' disclosed commitments against sellers' disclosed backlog, every gap told.
 *
 * Definition: per seller, unexplained = backlog as reported − Σ over its customers of what their deals bind and have
 * not paid (firm − paid); per customer whose share the seller disclosed, gap = share × backlog − firm unpaid. Deals
 * dated after the day of the reported figure are left out. Per buyer, gap = reported − headline, and − firm unpaid.
 * Units: the book's currency, at medians.
 * Assumes: backlog holds binding purchases only (remaining performance obligations); between the day reported and the
 * day of the book nothing else was paid.
 * Verified by: reconcile.test.ts.
 */
export function reconcile(book: Book): Finding<ReconcileResult> {
  const deals = Object.entries(book.content.deals ?? {}).map(([id, deal]) => dealFigures(book, id, deal));
  const standing = deals.filter((d) => isStanding(d.deal));
  const sellers: Record<string, SellerResult> = {};
  const buyers: Record<string, BuyerReconciled> = {};
  const rests: RestsOn[] = [];
  for (const [id, party] of Object.entries(book.content.parties)) {
    const seller = sellerResult(book, id, standing);
    if (seller !== null) {
      sellers[id] = seller;
      rests.push(restsOn(book, `parties.${id}.reported.backlog`, null));
    }
    const buyer = buyerResult(book, id, party.reported?.commitments, standing);
    if (buyer !== null) {
      buyers[id] = buyer;
      rests.push(restsOn(book, `parties.${id}.reported.commitments`, null));
    }
  }
  return {
    question: 'reconcile',
    result: { sellers, buyers },
    units: {
      '/sellers/*/backlog': 'currency',
      '/sellers/*/unexplained': 'currency',
      '/sellers/*/unexplained_share': 'fraction',
      '/sellers/*/firm_unpaid': 'currency',
      '/sellers/*/headline_unpaid': 'currency',
      '/sellers/*/customers/*/deals/*/firm_unpaid': 'currency',
      '/sellers/*/customers/*/deals/*/headline_unpaid': 'currency',
      '/sellers/*/customers/*/disclosed_share': 'fraction',
      '/sellers/*/customers/*/*': 'currency',
      '/buyers/*/*': 'currency',
    },
    method: { docs: 'docs/models/reconcile.md', references: [] },
    limits: [
      'Backlog has other customers than those of the book; what stays unexplained is theirs, or an error.',
      'A seller counts what is binding by its own accounting, which the book can only approximate.',
    ],
    restsOn: rests,
    warnings: [],
  };
}

function purchasesOf(deals: readonly DealFigures[], side: 'by' | 'to', party: string): TermFigures[] {
  return deals.flatMap((d) => d.terms.filter((t) => t.kind === 'purchase' && t[side] === party));
}

function sellerResult(book: Book, id: string, standing: readonly DealFigures[]): SellerResult | null {
  const reported = book.content.parties[id]?.reported;
  const backlog = figureOf(reported?.backlog, book.asOf);
  if (reported?.backlog === undefined || backlog === null) return null;
  const date = statementAt(reported.backlog, book.asOf)?.date ?? null;
  const isIn = (d: DealFigures): boolean => date === null || d.deal.date <= date;
  const selling = standing.filter((d) => purchasesOf([d], 'to', id).length > 0);
  const sold = purchasesOf(selling.filter(isIn), 'to', id);
  const shares = reported.backlog_share ?? {};
  const names = [...new Set([...Object.keys(shares), ...sold.map((t) => t.by)])];
  const customers = Object.fromEntries(
    names.map((customer): [string, CustomerResult] => {
      const share = figureOf(shares[customer] as Quantity | undefined, book.asOf)?.value ?? null;
      return [
        customer,
        customerResult(
          share,
          backlog.value,
          sold.filter((t) => t.by === customer),
        ),
      ];
    }),
  );
  const total = unpaid(sold);
  const unexplained = backlog.value - total.firm_unpaid;
  return {
    name: book.content.parties[id]!.name,
    backlog: backlog.value,
    backlog_date: date,
    backlog_grade: book.gradeFor(`parties.${id}.reported.backlog`),
    customers,
    ...total,
    signed_later: selling.filter((d) => !isIn(d)).map((d) => d.id),
    unexplained,
    unexplained_share: backlog.value > 0 ? unexplained / backlog.value : null,
  };
}

function customerResult(share: number | null, backlog: number, terms: readonly TermFigures[]): CustomerResult {
  const disclosed = share === null ? null : share * backlog;
  const ids = [...new Set(terms.map((t) => t.deal))];
  const total = unpaid(terms);
  return {
    disclosed_share: share,
    disclosed,
    deals: ids.map((deal) => ({ deal, ...unpaid(terms.filter((t) => t.deal === deal)) })),
    ...total,
    gap: disclosed === null ? null : disclosed - total.firm_unpaid,
  };
}

function unpaid(terms: readonly TermFigures[]): { firm_unpaid: number; headline_unpaid: number } {
  let firm = 0;
  let headline = 0;
  for (const { layers } of terms) {
    firm += Math.max(0, layers.firm.value - layers.paid.value);
    headline += Math.max(0, layers.headline.value - layers.paid.value);
  }
  return { firm_unpaid: firm, headline_unpaid: headline };
}

function buyerResult(
  book: Book,
  id: string,
  quantity: Quantity | undefined,
  standing: readonly DealFigures[],
): BuyerReconciled | null {
  const reported = figureOf(quantity, book.asOf);
  if (quantity === undefined || reported === null) return null;
  const terms = purchasesOf(standing, 'by', id);
  const { headline, net } = sumLayers(terms.map((t) => t.layers));
  const { firm_unpaid } = unpaid(terms);
  return {
    name: book.content.parties[id]!.name,
    reported: reported.value,
    reported_date: statementAt(quantity, book.asOf)?.date ?? null,
    reported_grade: book.gradeFor(`parties.${id}.reported.commitments`),
    headline: headline.value,
    net: net.value,
    firm_unpaid,
    gap_to_headline: reported.value - headline.value,
    gap_to_firm: reported.value - firm_unpaid,
  };
}
