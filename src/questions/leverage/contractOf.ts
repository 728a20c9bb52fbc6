import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { dealFigures, type TermFigures } from '../show/dealFigures.ts';

/** What a deal sells: by whom to whom, how much of it is still ahead, and what that is worth today. */
export interface Contract {
  readonly kind: 'capacity' | 'supply' | 'lease';
  readonly seller: string;
  readonly buyer: string;
  readonly terms: readonly TermFigures[];
  /** Money ahead at the contract price: binding, and as announced. */
  readonly firm: number;
  readonly headline: number;
  /** Units ahead that are binding; capacity-years under a capacity contract, capacity of equipment under a supply contract. */
  readonly firmUnits: number | null;
  /** Expected payments of the run, as a present value and in money of the day. */
  readonly expected: number;
  readonly nominal: number;
}

/** The contract of a deal: what its largest sale between parties of the book sells; null where it sells nothing. */
export function contractOf(book: Book, gains: DealGains, id: string): Contract | null {
  const deal = book.content.deals?.[id];
  if (deal === undefined) return null;
  const isParty = (name: string): boolean => book.content.parties[name] !== undefined;
  const sales = dealFigures(book, id, deal).terms.filter(
    ({ term, by, to }) =>
      (term.type === 'capacity' || term.type === 'supply' || term.type === 'lease') && isParty(by) && isParty(to),
  );
  let largest: TermFigures | undefined;
  for (const sale of sales)
    if (largest === undefined || sale.layers.headline.value > largest.layers.headline.value) largest = sale;
  if (largest === undefined) return null;
  const { by: buyer, to: seller } = largest;
  const terms = sales.filter((t) => t.by === buyer && t.to === seller);
  const kind = largest.term.type as Contract['kind'];
  const ahead = (layer: 'firm' | 'headline'): number =>
    terms.reduce((sum, { layers }) => sum + Math.max(0, layers[layer].value - layers.paid.value), 0);
  let nominal = 0;
  for (let q = 0; q < gains.plan.quarters; q++) nominal += meanOf(gains.base(`gains.nominal.${id}.${q}`)).gain;
  return {
    kind,
    seller,
    buyer,
    terms,
    firm: ahead('firm'),
    headline: ahead('headline'),
    firmUnits: unitsOf(book, terms),
    expected: meanOf(gains.base(`gains.sales.${id}`)).gain,
    nominal,
  };
}

function unitsOf(book: Book, terms: readonly TermFigures[]): number | null {
  let units = 0;
  for (const { term, layers } of terms) {
    if (term.type !== 'supply' && term.type !== 'capacity') return null;
    const price =
      figureOf(term.price, book.asOf)?.value ??
      (term.type === 'capacity' ? figureOf(book.content.market?.reference_price, book.asOf)?.value : undefined);
    if (price === undefined || price <= 0) return null;
    const scale = term.type === 'capacity' ? (book.content.market?.unit?.price_units_per_capacity_year ?? 1) : 1;
    units += Math.max(0, layers.firm.value - layers.paid.value) / (price * scale);
  }
  return units > 0 ? units : null;
}

/** Money of the day as a present value, by what the run says of this contract; null where the run sees no payment. */
export function presentValue(contract: Contract, money: number): number | null {
  return contract.nominal <= 0 ? null : (money * contract.expected) / contract.nominal;
}
