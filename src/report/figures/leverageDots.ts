import type { LeverageResult } from '../../questions/leverage/leverageSchema.ts';
import { printMoney } from '../number.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

const MOST = 12;

/** Deals in which something passes beyond the price: what is given, what each side gains. */
export function leverageDots(
  result: LeverageResult,
  names: (party: string) => string,
  currency: string,
): DotsFigure | null {
  const deals = Object.values(result.deals)
    .flatMap(({ business, gains }) => (business === null ? [] : [{ business, gains }]))
    .filter(({ business }) => business.headline > 0)
    .sort(
      (a, b) =>
        Math.abs(b.business.transfer.mid) - Math.abs(a.business.transfer.mid) ||
        b.business.headline - a.business.headline,
    )
    .slice(0, MOST);
  const [first] = deals;
  if (first === undefined) return null;
  const gain = (value: { readonly amount: number; readonly standard_error: number } | undefined): Point =>
    value === undefined
      ? { value: null, low: null, high: null }
      : {
          value: value.amount,
          low: value.amount - 2 * value.standard_error,
          high: value.amount + 2 * value.standard_error,
        };
  const { business } = first;
  return {
    kind: 'dots',
    id: 'leverage',
    title: 'What was given beyond the price, and who gained',
    subtitle: `${currency} today; gains over a world without the deal, two standard errors to each side`,
    description: `Most is given by ${names(business.seller)} to ${names(business.buyer)}: ${printMoney(business.transfer.mid, currency)}, with a gain of ${printMoney(business.signer_gain_without_fear.amount, currency)} for the seller.`,
    unit: { is: 'money', currency },
    categories: deals.map((d) => `${names(d.business.seller)} → ${names(d.business.buyer)}`),
    series: [
      {
        label: 'given by the seller',
        tone: 'contrast',
        shape: 'diamond',
        values: deals.map(({ business: { transfer } }) => ({
          value: transfer.mid,
          low: transfer.low,
          high: transfer.high,
        })),
      },
      {
        label: 'seller’s gain',
        tone: 'strong',
        shape: 'disc',
        values: deals.map(({ business: b, gains }) => gain(gains[b.seller])),
      },
      {
        label: 'buyer’s gain',
        tone: 'accent',
        shape: 'ring',
        values: deals.map(({ business: b, gains }) => gain(gains[b.buyer])),
      },
    ],
  };
}
