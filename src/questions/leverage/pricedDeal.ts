import type { Book } from '../../book/book.ts';
import { impliedBuyerWeight } from '../../mechanisms/bargaining/nashInNash.ts';
import type { DealGain, DealGains } from '../gains/dealGain.ts';
import { type Contract, contractOf } from './contractOf.ts';
import { referencePrice } from './referencePrice.ts';
import { type TermValue, type TransferRange, termValues } from './termValues.ts';

/** One deal as far as it is known before rivals are compared. */
export interface PricedDeal {
  readonly id: string;
  readonly gain: DealGain;
  readonly contract: Contract | null;
  readonly terms: Readonly<Record<string, TermValue>>;
  readonly transfer: TransferRange;
}

/** One deal with its contract, its terms and its transfer. */
export function pricedDeal(book: Book, gains: DealGains, id: string): PricedDeal {
  const contract = contractOf(book, gains, id);
  const terms = termValues(book, gains, id, contract);
  const sum = { low: 0, mid: 0, high: 0, standard_error: 0 };
  let squares = 0;
  for (const { transfer } of Object.values(terms)) {
    if (transfer === null) continue;
    sum.low += transfer.low;
    sum.mid += transfer.mid;
    sum.high += transfer.high;
    squares += transfer.standard_error * transfer.standard_error;
  }
  const concession = contract === null ? null : referencePrice(book, gains, contract).concession;
  for (const end of ['low', 'mid', 'high'] as const) sum[end] += concession ?? 0;
  return {
    id,
    gain: gains.deals[id] as DealGain,
    contract,
    terms,
    transfer: { ...sum, standard_error: Math.sqrt(squares) },
  };
}

/** What a deal brings its seller and its buyer; nothing to whoever is no principal. */
export function pairOf({ gain, contract }: PricedDeal): { seller: number; buyer: number } {
  return {
    seller: gain.byParty[contract?.seller ?? '']?.gain ?? 0,
    buyer: gain.byParty[contract?.buyer ?? '']?.gain ?? 0,
  };
}

/** The seller's part of what a deal creates, gains without the transfer taken in one step; null where it creates nothing. */
export function sellerWeightOf(deal: PricedDeal): number | null {
  const { seller, buyer } = pairOf(deal);
  const { mid } = deal.transfer;
  const weight = impliedBuyerWeight({ seller: seller + mid, buyer: buyer - mid }, mid);
  return weight === null ? null : 1 - weight;
}
