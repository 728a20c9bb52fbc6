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
 * price, volume and years are each written and graded A or B (definitions D6): a total over a volume is no price. For equipment the reference would be the price to
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
  const price = figureOf(term.price, book.asOf)?.value ?? null;
  const volume = term.amount === undefined ? 'total' : 'amount';
  const grades = ['price', volume, 'years'].map((key) => book.gradeFor(`${path}.${key}`));
  const isKnown = price !== null && grades.every((grade) => grade === 'A' || grade === 'B');
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
