import type { Book } from '../../book/book.ts';
import { impliedBuyerWeight } from '../../mechanisms/bargaining/nashInNash.ts';
import type { DealGains } from '../gains/dealGain.ts';
import type { LeverageResult } from './leverageSchema.ts';
import { type PricedDeal, pairOf, pricedDeal } from './pricedDeal.ts';

type Side = LeverageResult['side_by_side'][number];

/** Equipment deals in both layers: performed as announced, and as the book has them stand. */
export function sideBySide(
  book: Book,
  gains: DealGains,
  announced: Readonly<Record<string, DealGains>>,
  priced: readonly PricedDeal[],
): Side[] {
  return priced.flatMap((deal) => {
    const other = announced[deal.id];
    if (deal.contract === null || deal.contract.kind !== 'supply' || other === undefined || isAllBinding(deal))
      return [];
    return [
      ...sideOf(book, pricedDeal(book, other, deal.id), 'as announced'),
      ...sideOf(book, pricedDeal(book, gains, deal.id), 'as it stands'),
    ];
  });
}

/** Where all of a deal binds, or nothing of it is left, the layers are one. */
function isAllBinding({ contract }: PricedDeal): boolean {
  return contract === null || contract.headline <= contract.firm * (1 + 1e-9);
}

function sideOf(book: Book, deal: PricedDeal, layer: Side['layer']): Side[] {
  const { contract, transfer, gain } = deal;
  if (contract === null) return [];
  const { seller, buyer } = pairOf(deal);
  const weight = impliedBuyerWeight({ seller: seller + transfer.mid, buyer: buyer - transfer.mid }, transfer.mid);
  const told = (id: string) => ({
    amount: gain.byParty[id]?.gain ?? 0,
    standard_error: gain.byParty[id]?.standard_error ?? 0,
  });
  return [
    {
      deal: deal.id,
      seller: contract.seller,
      buyer: contract.buyer,
      layer,
      status: book.content.deals?.[deal.id]?.status ?? '',
      seller_gain: told(contract.seller),
      buyer_gain: told(contract.buyer),
      transfer,
      sales: contract.expected,
      discount: contract.expected > 0 ? transfer.mid / contract.expected : null,
      seller_weight: weight === null ? null : 1 - weight,
    },
  ];
}
