import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { dealFigures, hasNotEnded, type TermFigures } from '../show/dealFigures.ts';

/** Who would serve the buyer in the seller's place, and at what price. */
export interface NextBest {
  readonly seller: string;
  /** Whether it sells to this buyer already, or is the largest of those that sell such things to others. */
  readonly basis: 'sells to this buyer' | 'largest other seller';
  /** Money of its sales of the kind that are still ahead, to this buyer or to all, by which it was chosen. */
  readonly ahead: number;
  /** What it charges others for a unit of capacity of equipment; null where it names no price, and for compute. */
  readonly unitPrice: number | null;
}

/** A sale that somebody else could serve. */
export interface Replaceable {
  readonly kind: 'capacity' | 'supply' | 'lease';
  readonly seller: string;
  readonly buyer: string;
}

/**
 * The next-best vendor of a deal: who of the buyer's other sellers of the same kind has most still to deliver to it; where it
 * has no other, who sells most of the kind to anybody.
 *
 * Assumes: sellers of equipment are chip makers as this one is; leases have no other lessor, as a site is not replaced.
 * Units: money of the day, medians, headline less paid. Verified by: dealElsewhere.test.ts.
 */
export function nextBestVendor(book: Book, { kind, seller, buyer }: Replaceable): NextBest | null {
  if (kind === 'lease') return null;
  const sales = salesOf(book, kind).filter(
    ({ to, layers }) =>
      to !== seller &&
      to !== buyer &&
      layers.headline.value > layers.paid.value &&
      book.content.parties[to]?.kind === book.content.parties[seller]?.kind,
  );
  const toBuyer = sales.filter(({ by }) => by === buyer);
  const among = toBuyer.length > 0 ? toBuyer : sales;
  const ahead = new Map<string, number>();
  for (const { to, layers } of among)
    ahead.set(to, (ahead.get(to) ?? 0) + Math.max(0, layers.headline.value - layers.paid.value));
  let best: [string, number] | null = null;
  for (const entry of ahead) if (best === null || entry[1] > best[1]) best = entry;
  if (best === null || best[1] <= 0) return null;
  return {
    seller: best[0],
    basis: toBuyer.length > 0 ? 'sells to this buyer' : 'largest other seller',
    ahead: best[1],
    unitPrice: kind === 'supply' ? unitPrice(book, sales, best[0]) : null,
  };
}

const salesOfBooks = new WeakMap<Book, readonly TermFigures[]>();

/** Sales of a kind between parties of the book under deals that have not ended. */
function salesOf(book: Book, kind: 'capacity' | 'supply'): readonly TermFigures[] {
  const known =
    salesOfBooks.get(book) ??
    Object.entries(book.content.deals ?? {}).flatMap(([id, deal]) =>
      hasNotEnded(deal) ? dealFigures(book, id, deal).terms : [],
    );
  salesOfBooks.set(book, known);
  return known.filter(
    ({ term, by, to }) =>
      term.type === kind && book.content.parties[by] !== undefined && book.content.parties[to] !== undefined,
  );
}

/** Mean price of a unit over what a seller has still to deliver, where it names prices. */
function unitPrice(book: Book, sales: readonly TermFigures[], seller: string): number | null {
  let [money, units] = [0, 0];
  for (const { term, to, layers } of sales) {
    if (to !== seller || term.type !== 'supply') continue;
    const price = figureOf(term.price, book.asOf)?.value ?? 0;
    const left = Math.max(0, layers.headline.value - layers.paid.value);
    if (price <= 0) continue;
    money += left;
    units += left / price;
  }
  return units > 0 ? money / units : null;
}
