import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { DealGains } from '../gains/dealGain.ts';
import type { LeverageResult } from './leverageSchema.ts';
import { equipmentDeal } from './platformDeal.ts';
import { type PricedDeal, pricedDeal, sellerWeightOf } from './pricedDeal.ts';

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
      seller_weight: sellerWeightOf(deal),
    },
  ];
}

/**
 * How much more of what its equipment deal with a lab creates one seller keeps than another, deals performed as announced.
 *
 * Definition: difference of the sellers' implied weights 1 − w (D6), for each ordered pair of sellers, of the first such deal of each in
 * the order of the book. Units: a fraction. Verified by: leverage.test.ts.
 */
export function comparisonOf(
  book: Book,
  plan: Plan,
  announced: Readonly<Record<string, DealGains>>,
): LeverageResult['comparison'] {
  const weights = plan.parties.flatMap(({ id }): { id: string; weight: number | null }[] => {
    const deal = equipmentDeal(book, plan, id, null);
    const gains = deal === null ? undefined : announced[deal];
    return deal === null || gains?.deals[deal] === undefined
      ? []
      : [{ id, weight: sellerWeightOf(pricedDeal(book, gains, deal)) }];
  });
  const pairs: LeverageResult['comparison'] = {};
  for (const more of weights)
    for (const less of weights)
      if (more !== less)
        pairs[`${more.id}_less_${less.id}`] = {
          implied_weight: more.weight === null || less.weight === null ? null : more.weight - less.weight,
        };
  return pairs;
}
