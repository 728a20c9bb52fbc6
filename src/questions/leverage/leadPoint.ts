import type { Book } from '../../book/book.ts';
import type { DealGains } from '../gains/dealGain.ts';
import { bargainOf, lessTransfer } from './bargain.ts';
import { independentLoss, leadsAtHorizon } from './exclusion.ts';
import type { LeverageResult } from './leverageSchema.ts';
import { pairOf, pricedDeal } from './pricedDeal.ts';

type Point = NonNullable<LeverageResult['by_lead']>['points'][number];

/** Terms of one deal where its buyer leads on some share of paths; nothing where the deal sells nothing. */
export function leadPoint(
  book: Book,
  gains: DealGains,
  {
    deal,
    lab,
    asked,
    buyerWeight,
  }: { readonly deal: string; readonly lab: string; readonly asked: number; readonly buyerWeight: number },
): Point[] {
  const priced = pricedDeal(book, gains, deal);
  const { contract, gain, transfer } = priced;
  const leads = leadsAtHorizon(gains, lab);
  if (contract === null || leads === null) return [];
  const told = (id: string) => ({
    amount: gain.byParty[id]?.gain ?? 0,
    standard_error: gain.byParty[id]?.standard_error ?? 0,
  });
  return [
    {
      asked,
      lead: leads.reduce((sum, x) => sum + x, 0) / leads.length,
      seller_gain: told(contract.seller),
      buyer_gain: told(contract.buyer),
      transfer: transfer.mid,
      predicted: bargainOf(lessTransfer(pairOf(priced), transfer.mid), transfer.mid, buyerWeight, null).predicted.nash,
      exclusion_loss: independentLoss(book, gains, deal, contract).lead?.amount ?? null,
    },
  ];
}
