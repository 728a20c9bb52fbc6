import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { type Deal, PERFORMANCE_PRIORS } from '../../book/schema/deal.ts';
import { touchShare } from '../../mechanisms/pricing/touchShare.ts';
import type { Term } from '../../terms/schema.ts';
import { figureOf } from '../figure.ts';

type WarrantTerm = Extract<Term, { type: 'warrant' }>;

/** A warrant at the price before it was announced, in closed form. */
export interface WarrantPreview {
  readonly price: number;
  readonly priced_on: string;
  /** Delivery and touch as far apart as they can be, independent, and as close as they can be. */
  readonly low: number;
  readonly independent: number;
  readonly high: number;
}

/** Volatility of a listed share where nobody says: the middle of the standing 30 to 55 %. */
const UNTOLD_VOLATILITY = 0.42;
const NEGLIGIBLE_STRIKE = 0.02;

/**
 * What a warrant at a negligible strike was worth at the last price known before the deal.
 *
 * Definition: Σ over tranches shares·N/(N + m)·S·g(π, P), P the share received on touching the hurdle (touchShare), π the
 * chance that its volume is delivered: 1 for what binds, π_status·(1 − share needed) for the rest; g = π·P where the two are
 * independent, max(0, π + P − 1) and min(π, P) at the ends.
 * Units: money on the day. Assumes: the convention in which the price does not yet know of the shares; hurdles at medians.
 * Source: Rubinstein and Reiner (1991); bounds of Fréchet (1951). Verified by: leverage.test.ts.
 */
export function warrantPreview(book: Book, deal: Deal, term: WarrantTerm): WarrantPreview | null {
  const listed = book.content.parties[term.issuer]?.listed;
  const before = listed === undefined ? null : statementAt(listed.price, deal.date);
  const shares = figureOf(term.shares, book.asOf)?.value ?? 0;
  if (listed === undefined || before === null || shares <= 0) return null;
  const price = medianOf(before.distribution);
  if ((figureOf(term.strike, book.asOf)?.value ?? 0) > NEGLIGIBLE_STRIKE * price) return null;
  const outstanding = figureOf(listed.shares, book.asOf)?.value ?? 0;
  const worth = shares * price * (outstanding > 0 ? outstanding / (outstanding + shares) : 1);
  const rate = figureOf(book.content.market?.risk_free, book.asOf)?.value ?? 0.04;
  const volatility = figureOf(listed.volatility, book.asOf)?.value ?? UNTOLD_VOLATILITY;
  const years = yearsBetween(deal.date, term.expiry);
  const sum = { low: 0, independent: 0, high: 0 };
  for (const tranche of Object.values(term.tranches ?? {})) {
    const part =
      figureOf(tranche.share, book.asOf)?.value ?? (figureOf(tranche.shares, book.asOf)?.value ?? 0) / shares;
    const hurdle = figureOf(tranche.hurdle, book.asOf)?.value ?? 0;
    const touched = touchShare({ spot: price, hurdle, years, rate, volatility });
    const delivered = deliveryChance(book, deal, term, figureOf(tranche.delivered, book.asOf)?.value ?? 0);
    sum.low += part * worth * Math.max(0, delivered + touched - 1);
    sum.independent += part * worth * delivered * touched;
    sum.high += part * worth * Math.min(delivered, touched);
  }
  return { price, priced_on: before.date ?? deal.date, ...sum };
}

/** The chance that a part of the warrant's volume is delivered, before anybody can default. */
function deliveryChance(book: Book, deal: Deal, term: WarrantTerm, needed: number): number {
  if (needed <= 0) return 1;
  const id = term.volume?.split('.').at(-1) ?? '';
  const volume = deal.terms[id];
  const written = figureOf(volume?.firm ?? deal.firm, book.asOf)?.value;
  const firm =
    written ?? (deal.status === 'signed' || deal.status === 'amended' || deal.status === 'completed' ? 1 : 0);
  if (firm > 1 || firm >= needed) return 1;
  const performed = figureOf(deal.performance, book.asOf)?.value ?? PERFORMANCE_PRIORS[deal.status];
  return performed * (1 - (needed - firm) / (1 - firm));
}

function yearsBetween(from: string, to: string): number {
  const at = (date: string): number =>
    Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 1) / 12 + Number(date.slice(8, 10)) / 365;
  return Math.max(0, at(to) - at(from));
}
