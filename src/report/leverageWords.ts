import type { LeverageResult } from '../questions/leverage/leverageSchema.ts';
import { printMoney, printPercent } from './number.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

/** The answer in words: the deal in which most passes beyond the price, and what it takes to explain it. */
export function leverageSentence(result: LeverageResult, names: Names, currency: string): string {
  let largest: { readonly id: string; readonly given: number } | null = null;
  for (const [id, { business }] of Object.entries(result.deals)) {
    const given = Math.abs(business?.transfer.mid ?? 0);
    if (given > (largest?.given ?? 0)) largest = { id, given };
  }
  if (largest === null) return 'In no deal of the book does anything of known worth pass beyond the price.';
  return dealSentence(result, largest.id, names, currency);
}

/** One deal in words that can be checked against its figures. */
export function dealSentence(result: LeverageResult, id: string, names: Names, currency: string): string {
  const deal = result.deals[id];
  const business = deal?.business ?? null;
  if (deal === undefined || business === null) return 'This deal sells nothing between parties of the book.';
  const { transfer, discount, signer_gain_without_fear: gain } = business;
  const seller = names[business.seller]?.name ?? business.seller;
  const buyer = names[business.buyer]?.name ?? business.buyer;
  const [giver, taker] = transfer.mid < 0 ? [buyer, seller] : [seller, buyer];
  const parts = [
    discount.firm === null ? null : `${printPercent(Math.abs(discount.firm.mid))} of what is binding`,
    discount.headline === null ? null : `${printPercent(Math.abs(discount.headline.mid))} of what was announced`,
  ].filter((part) => part !== null);
  const given =
    transfer.mid === 0
      ? `Nothing of known worth passes between ${seller} and ${buyer} beyond the price.`
      : `${giver} gives ${taker} ${printMoney(Math.abs(transfer.mid), currency)} beyond the price${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
  return `${given} ${gainWords(seller, gain, currency)}`;
}

function gainWords(
  seller: string,
  gain: { readonly amount: number; readonly standard_error: number },
  currency: string,
): string {
  const size = printMoney(Math.abs(gain.amount), currency, { standardError: gain.standard_error });
  const error = printMoney(gain.standard_error, currency, { digits: 2 });
  if (Math.abs(gain.amount) < 2 * gain.standard_error)
    return `Without fear of being left out ${seller} comes out even, within what the paths can tell (${gain.amount < 0 ? '−' : '+'}${size}, standard error ${error}).`;
  return gain.amount < 0
    ? `Without fear of being left out ${seller} would lose ${size} by signing (standard error ${error}).`
    : `${seller} gains ${size} by signing even without fear of being left out (standard error ${error}).`;
}
