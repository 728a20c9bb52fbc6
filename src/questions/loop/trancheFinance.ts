import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Deal } from '../../book/schema/deal.ts';
import type { EquityTerm } from '../../terms/equity/schema.ts';
import type { Reader } from '../settlement/drawInputs.ts';
import { dealFigures, hasNotEnded, isStanding } from '../show/dealFigures.ts';
import { promiseBetween } from '../show/promise.ts';
import { termNamed, termTotal } from '../show/termTotal.ts';

/** An investment that is due tranche by tranche as a purchase of the issuer is delivered. */
export interface TrancheFinance {
  /** The equity term, as deal.term. */
  readonly ref: string;
  readonly path: string;
  readonly deal: Deal;
  readonly term: EquityTerm;
  readonly investor: string;
  readonly issuer: string;
  /** Money that falls due per unit ordered, by seller; at medians. */
  readonly perUnit: ReadonlyMap<string, number>;
}

/**
 * Every investment of a book whose tranches hang on the delivery of what its issuer buys.
 *
 * Definition: sum of such tranches over the sum of the purchase that they hang on; where the purchase is delivered through
 * other deals, the part p of the tranches over the sum of that deal, for a unit ordered from its seller.
 * Verified by: loop.test.ts.
 */
export function trancheFinance(book: Book, read: Reader): TrancheFinance[] {
  return Object.entries(book.content.deals ?? {}).flatMap(([dealId, deal]) =>
    Object.entries(deal.terms).flatMap(([id, term]): TrancheFinance[] => {
      if (term.type !== 'equity' || !hasNotEnded(deal)) return [];
      const perUnit = new Map<string, number>();
      for (const [purchase, money] of tranchesBy(book, term, read)) addPerUnit(book, purchase, money, read, perUnit);
      if (perUnit.size === 0) return [];
      const { investor, issuer } = term;
      const path = `deals.${dealId}.terms.${id}`;
      return [{ ref: `${dealId}.${id}`, path, deal, term, investor, issuer, perUnit }];
    }),
  );
}

/** Sums of tranches by the purchase of the issuer whose delivery they hang on. */
function tranchesBy(book: Book, term: EquityTerm, read: Reader): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { milestone, amount, share } of Object.values(term.tranches ?? {})) {
    const purchase = book.content.milestones?.[milestone ?? '']?.when?.delivered?.term;
    const found = purchase === undefined ? null : termNamed(book, purchase);
    if (purchase === undefined || found === null || promiseBetween(book, found.term).by !== term.issuer) continue;
    const money = amount === undefined ? read(share, 0) * read(term.amount, 0) : read(amount, 0);
    sums.set(purchase, (sums.get(purchase) ?? 0) + money);
  }
  return sums;
}

function addPerUnit(book: Book, purchase: string, money: number, read: Reader, perUnit: Map<string, number>): void {
  const found = termNamed(book, purchase);
  const total = found === null ? null : termTotal(book, found.path, found.term);
  if (found === null || total === null || total.total.value <= 0) return;
  const add = (seller: string, unit: number): void => {
    perUnit.set(seller, (perUnit.get(seller) ?? 0) + unit);
  };
  add(promiseBetween(book, found.term).to, money / total.total.value);
  const through = book.content.deals?.[found.deal]?.delivered_through;
  if (through === undefined || typeof through === 'string') return;
  for (const [id, part] of Object.entries(through)) {
    const other = book.content.deals?.[id];
    if (other === undefined || !isStanding(other)) continue;
    const { terms, purchases } = dealFigures(book, id, other);
    const first = terms.find((t) => t.kind === 'purchase');
    if (first === undefined || purchases.headline.value <= 0) continue;
    add(first.to, (read(part as Quantity, 0) * money) / purchases.headline.value);
  }
}
