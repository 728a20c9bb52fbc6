import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { type Contract, presentValue } from './contractOf.ts';

/** What the price of a contract is held against. */
export interface ReferencePrice {
  readonly basis: 'long-run cost' | 'contract price';
  readonly reference: number | null;
  readonly contract: number | null;
  /** The concession from seller to buyer over the binding volume; null where it may not count. */
  readonly concession: number | null;
  readonly says: string;
}

/**
 * The reference price of a contract and what the seller gives up against it.
 *
 * Definition: for capacity c_LR of the run's first quarter; concession = PV(firm)·(c_LR/price − 1). It counts only where
 * price, volume and years are each graded A or B (definitions D6). For equipment the reference would be the price to
 * customers without a deal, which no book states: the contract price stands in for it and nothing counts.
 * Units: currency a unit; the concession in money today. Verified by: leverage.test.ts.
 */
export function referencePrice(book: Book, gains: DealGains, contract: Contract): ReferencePrice {
  const [largest] = contract.terms;
  if (contract.kind !== 'capacity' || largest?.term.type !== 'capacity')
    return {
      basis: 'contract price',
      reference: null,
      contract: largest?.term.type === 'supply' ? (figureOf(largest.term.price, book.asOf)?.value ?? null) : null,
      concession: null,
      says: 'no price to customers without a deal is in the book: a concession in price is left out of the transfer',
    };
  const reference = meanOf(gains.base('gains.longRunCost')).gain;
  const { term, path } = largest;
  const price = priceOf(book, term);
  const graded = ['price', 'amount', 'total', 'years'].filter((key) => key in term);
  const grades = graded.map((key) => book.gradeFor(`${path}.${key}`));
  const isKnown = price !== null && graded.includes('years') && grades.every((grade) => grade === 'A' || grade === 'B');
  const firm = presentValue(contract, contract.firm);
  return {
    basis: 'long-run cost',
    reference,
    contract: price,
    concession: isKnown && firm !== null ? firm * (reference / price - 1) : null,
    says: isKnown
      ? 'price, volume and years are graded A or B: the difference from long-run cost counts'
      : 'price, volume or years are not published or graded under B: the difference from long-run cost is left out of the transfer',
  };
}

/** The price as written, or as total and amount give it; null where it is only assumed. */
function priceOf(
  book: Book,
  term: { price?: unknown; amount?: unknown; total?: unknown; years?: unknown; ramp?: unknown },
): number | null {
  const read = (q: unknown): number | null => figureOf(q as Parameters<typeof figureOf>[0], book.asOf)?.value ?? null;
  const written = read(term.price);
  if (written !== null) return written;
  const [total, amount, years] = [read(term.total), read(term.amount), read(term.years)];
  if (total === null || amount === null || years === null || amount <= 0 || years <= 0) return null;
  const scale = book.content.market?.unit?.price_units_per_capacity_year ?? 1;
  return total / (amount * scale * Math.max(0.25, years - (read(term.ramp) ?? 0) / 8));
}
