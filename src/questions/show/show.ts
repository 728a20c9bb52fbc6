import { firstQuarterEndingAfter, yearOfQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { type Finding, type Remark, type RestsOn, restsOn } from '../answer.ts';
import { type Figure, figureOf, intervalOf } from '../figure.ts';
import {
  type DealFigures,
  dealFigures,
  hasNotEnded,
  isStanding,
  layersByYear,
  type TermFigures,
} from './dealFigures.ts';
import { type EvidenceResult, evidenceResult } from './evidenceCounts.ts';
import { type Exposure, exposuresOf } from './exposures.ts';
import { type Layers, type LayersResult, layersResult, sumLayers } from './layers.ts';
import { marketValue } from './partyFigures.ts';
import { type StakeResult, stakeResults } from './stakes.ts';
import { type TermResult, termResult } from './termResult.ts';

export interface YearResult extends LayersResult {
  readonly year: number;
}

export interface BuyerResult extends LayersResult {
  readonly by_year: readonly YearResult[];
}

export interface DealResult extends LayersResult {
  readonly title: string;
  readonly status: string;
  readonly between: readonly string[];
  readonly date: string;
  readonly disclosed: boolean;
  /** Whether the headline was written, rather than summed up from the terms. */
  readonly headline_written: boolean;
  readonly counted: boolean;
  readonly grade: string;
  readonly said_by: string;
  readonly purchases: LayersResult;
  readonly finance: LayersResult;
  readonly contingent: LayersResult;
  readonly delivered_through: readonly string[];
  readonly terms: Readonly<Record<string, TermResult>>;
}

export interface PartyResult {
  readonly name: string;
  readonly kind: string;
  readonly cash: number | null;
  readonly cash_interval: [number, number] | null;
  readonly debt: number | null;
  readonly debt_interval: [number, number] | null;
  readonly value: number | null;
  readonly value_interval: [number, number] | null;
  readonly commitments: LayersResult;
  readonly sales: LayersResult;
  readonly finance_given: LayersResult;
  readonly finance_received: LayersResult;
  readonly stakes: Readonly<Record<string, { fraction: number | null; amount: number | null }>>;
}

/** What the web of deals amounts to, read off the book alone. */
export interface ShowResult {
  /** What the author of the book wants every reader to know. */
  readonly notice: string | null;
  readonly total: LayersResult & {
    readonly factors: {
      readonly headline_to_net: number | null;
      readonly net_to_firm: number | null;
      readonly firm_to_paid: number | null;
      readonly headline_to_paid: number | null;
    };
  };
  readonly finance: LayersResult;
  readonly contingent: LayersResult;
  readonly set_aside: {
    readonly talks: { readonly headline: number; readonly deals: readonly string[] };
    readonly ended: { readonly headline: number; readonly deals: readonly string[] };
  };
  readonly commitments: {
    readonly by_year: readonly YearResult[];
    readonly by_buyer: Readonly<Record<string, BuyerResult>>;
  };
  readonly parties: Readonly<Record<string, PartyResult>>;
  readonly deals: Readonly<Record<string, DealResult>>;
  readonly exposures: readonly Exposure[];
  readonly stakes: Readonly<Record<string, StakeResult>>;
  readonly evidence: EvidenceResult;
}

/** The figures that the whole answer is summed from. */
interface Web {
  readonly book: Book;
  readonly deals: readonly DealFigures[];
  /** Terms of deals that count: neither in talks only nor ended. */
  readonly standing: readonly TermFigures[];
  readonly asOfYear: number;
}

/**
 * The web without simulation: deals in four layers, commitments by year and buyer, exposures, evidence.
 *
 * Definition: a deal's headline is as written, else the sum of its terms; net = headline less what another deal
 * delivers; firm = what was binding at signing; paid = to date. Commitments count purchases (capacity, equipment,
 * leases); loans and equity stand apart, as do guarantees. Deals in talks and ended ones are set aside.
 * Units: the book's currency. Uncertain figures show their median, with the 5–95 % range in `…_interval`.
 * Assumes: terms fall due on their headline schedule; uncertain figures are independent of each other.
 * Cost: linear in the terms.
 * Verified by: show.test.ts (books worked out by hand, laws), the checks of the shipped book.
 */
export function show(book: Book): Finding<ShowResult> {
  const deals = Object.entries(book.content.deals ?? {}).map(([id, deal]) => dealFigures(book, id, deal));
  const web: Web = {
    book,
    deals,
    standing: deals.filter((d) => isStanding(d.deal)).flatMap((d) => d.terms),
    asOfYear: yearOfQuarter(firstQuarterEndingAfter(book.asOf)),
  };
  const purchases = web.standing.filter((t) => t.kind === 'purchase');
  const stakes = stakeResults(book);
  const evidence = evidenceResult(book, deals);
  const result: ShowResult = {
    notice: book.content.book.notice ?? null,
    total: { ...totalOf(purchases), factors: factorsOf(purchases) },
    finance: totalOf(web.standing.filter((t) => t.kind === 'finance')),
    contingent: totalOf(web.standing.filter((t) => t.kind === 'contingent')),
    set_aside: {
      talks: setAside(deals.filter((d) => d.deal.status === 'talks')),
      ended: setAside(deals.filter((d) => !hasNotEnded(d.deal))),
    },
    commitments: { by_year: byYear(web, purchases), by_buyer: byBuyer(web, purchases) },
    parties: partyResults(web, stakes),
    deals: Object.fromEntries(deals.map((d) => [d.id, dealResult(book, d)])),
    exposures: exposuresOf(book, deals, stakes),
    stakes,
    evidence,
  };
  return {
    question: 'show',
    result,
    units: UNITS,
    method: { docs: 'docs/models/show.md', references: [] },
    limits: LIMITS,
    restsOn: restsOnOf(web, purchases),
    warnings: warningsOf(web, result),
  };
}

const UNITS = {
  '/total/*': 'currency',
  '/total/factors/*': 'ratio',
  '/finance/*': 'currency',
  '/contingent/*': 'currency',
  '/set_aside/*/headline': 'currency',
  '/commitments/by_year/*/*': 'currency',
  '/commitments/by_buyer/*/*': 'currency',
  '/parties/*/*': 'currency',
  '/parties/*/stakes/*/fraction': 'fraction',
  '/deals/*/headline': 'currency',
  '/deals/*/net': 'currency',
  '/deals/*/firm': 'currency',
  '/deals/*/expected': 'currency',
  '/deals/*/paid': 'currency',
  '/exposures/*/amount': 'currency',
  '/exposures/*/headline': 'currency',
  '/stakes/*/holders/*/fraction': 'fraction',
  '/stakes/*/holders/*/shares': 'shares',
  '/stakes/*/holders/*/amount': 'currency',
  '/evidence/*/*/headline': 'currency',
  '/evidence/*/*/share': 'fraction',
} as const;

const LIMITS = [
  'Nothing is simulated: no one defaults, renegotiates or is late.',
  'A chain of purchases is counted at each link; `net` takes off only what a deal says another one delivers.',
  'Finance is gross: a loan that repays another one is counted beside it.',
  'The 5–95 % ranges take the uncertain figures to be independent of each other.',
] as const;

function totalOf(terms: readonly TermFigures[]): LayersResult {
  return layersResult(sumLayers(terms.map((t) => t.layers)));
}

function factorsOf(purchases: readonly TermFigures[]): ShowResult['total']['factors'] {
  const { headline, net, firm, paid } = sumLayers(purchases.map((t) => t.layers));
  const factor = (a: Figure, b: Figure): number | null => (b.value > 0 ? a.value / b.value : null);
  return {
    headline_to_net: factor(headline, net),
    net_to_firm: factor(net, firm),
    firm_to_paid: factor(firm, paid),
    headline_to_paid: factor(headline, paid),
  };
}

function setAside(deals: readonly DealFigures[]): { headline: number; deals: string[] } {
  return { headline: deals.reduce((all, d) => all + d.layers.headline.value, 0), deals: deals.map((d) => d.id) };
}

function byYear(web: Web, terms: readonly TermFigures[]): YearResult[] {
  const years = new Map<number, Layers[]>();
  for (const term of terms) {
    for (const [year, layers] of layersByYear(term, web.asOfYear))
      years.set(year, [...(years.get(year) ?? []), layers]);
  }
  return [...years.entries()]
    .sort(([a], [b]) => a - b)
    .map(([year, layers]) => ({ year, ...layersResult(sumLayers(layers)) }));
}

function byBuyer(web: Web, purchases: readonly TermFigures[]): Record<string, BuyerResult> {
  const inWeb = Object.keys(web.book.content.parties).filter((id) => purchases.some((t) => t.by === id));
  const outside = purchases.map((t) => t.by).filter((id) => web.book.content.parties[id] === undefined);
  return Object.fromEntries(
    [...inWeb, ...new Set(outside)].map((id) => {
      const own = purchases.filter((t) => t.by === id);
      return [id, { ...totalOf(own), by_year: byYear(web, own) }];
    }),
  );
}

function partyResults(web: Web, stakes: Readonly<Record<string, StakeResult>>): Record<string, PartyResult> {
  const { book, standing } = web;
  const of = (kind: TermFigures['kind'], side: 'by' | 'to', id: string): LayersResult =>
    totalOf(standing.filter((t) => t.kind === kind && t[side] === id));
  return Object.fromEntries(
    Object.entries(book.content.parties).map(([id, party]): [string, PartyResult] => {
      const cash = figureOf(party.cash, book.asOf);
      const debt = figureOf(party.debt?.amount, book.asOf);
      const value = marketValue(book, party);
      const held = Object.entries(stakes).flatMap(([issuer, stake]) => {
        const own = stake.holders[id];
        return own === undefined ? [] : [[issuer, { fraction: own.fraction, amount: own.amount }] as const];
      });
      return [
        id,
        {
          name: party.name,
          kind: party.kind,
          ...withInterval('cash', cash),
          ...withInterval('debt', debt),
          ...withInterval('value', value),
          commitments: of('purchase', 'by', id),
          sales: of('purchase', 'to', id),
          finance_given: of('finance', 'by', id),
          finance_received: of('finance', 'to', id),
          stakes: Object.fromEntries(held),
        },
      ];
    }),
  );
}

function withInterval<K extends string>(key: K, figure: Figure | null) {
  return {
    [key]: figure?.value ?? null,
    [`${key}_interval`]: figure === null ? null : intervalOf(figure),
  } as Record<K, number | null> & Record<`${K}_interval`, [number, number] | null>;
}

function dealResult(book: Book, figures: DealFigures): DealResult {
  const { id, deal, layers, standing } = figures;
  const through = deal.delivered_through;
  return {
    title: deal.title ?? id,
    status: deal.status,
    between: [...deal.between],
    date: deal.date,
    disclosed: deal.disclosed ?? true,
    headline_written: figures.isWritten,
    counted: isStanding(deal),
    grade: standing.grade,
    said_by: standing.saidBy,
    ...layersResult(layers),
    purchases: layersResult(figures.purchases),
    finance: layersResult(figures.finance),
    contingent: layersResult(figures.contingent),
    delivered_through: through === undefined ? [] : typeof through === 'string' ? [through] : Object.keys(through),
    terms: Object.fromEntries(figures.terms.map((t) => [t.id, termResult(book, t)])),
  };
}

/** The figures behind the headline of all purchases, each with its share of it. */
function restsOnOf(web: Web, purchases: readonly TermFigures[]): RestsOn[] {
  const whole = purchases.reduce((all, t) => all + t.layers.headline.value, 0);
  const shares = new Map<string, number>();
  for (const term of purchases) {
    for (const path of term.paths) shares.set(path, (shares.get(path) ?? 0) + term.layers.headline.value);
  }
  return [...shares.entries()].map(([path, sum]) =>
    restsOn(web.book, path, whole > 0 ? Math.min(1, sum / whole) : null),
  );
}

function warningsOf(web: Web, result: ShowResult): Remark[] {
  const warnings: Remark[] = [];
  const warn = (code: string, message: string, help: string | null, path: string | null): void => {
    const place = path === null ? null : web.book.locate(path);
    const at = place === null ? null : { file: place.file, line: place.line, column: place.column };
    warnings.push({ code, message, help, place: at });
  };
  for (const term of web.standing.filter((t) => t.isUnknown)) {
    warn(
      'show.no-sum',
      `${term.path} names no sum, so it counts as nothing`,
      'give a total, or an amount and a price',
      term.path,
    );
  }
  for (const [issuer, stake] of Object.entries(result.stakes)) {
    if (stake.sum === null || stake.sum <= 1 + 1e-9) continue;
    warn(
      'show.stakes-above-one',
      `the named holders of ${issuer} hold more than all of it`,
      'mend the cap table',
      `stakes.${issuer}`,
    );
  }
  const share = result.evidence.by_grade.D?.share ?? 0;
  if (share > 0.5) {
    const rounded = Math.round(100 * share);
    warn('show.mostly-assumed', `${rounded} % of the headline rests on assumptions (grade D)`, null, null);
  }
  return warnings;
}
