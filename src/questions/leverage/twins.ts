import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import type { DealGains } from '../gains/dealGain.ts';
import { leadsAtHorizon } from './exclusion.ts';
import type { LeverageResult } from './leverageSchema.ts';

/** Sellers that granted warrants to more than one buyer: the same terms for different positions, side by side. */
export function twinsOf(book: Book, gains: DealGains, deals: LeverageResult['deals']): LeverageResult['twins'] {
  const bySeller = new Map<string, LeverageResult['twins'][number]['deals']>();
  for (const [id, { business }] of Object.entries(deals)) {
    if (business === null) continue;
    const { seller, buyer } = business;
    const shares = Object.values(book.content.deals?.[id]?.terms ?? {}).reduce(
      (sum, term) =>
        sum +
        (term.type === 'warrant' && term.issuer === seller && term.holder === buyer
          ? (figureOf(term.shares, book.asOf)?.value ?? 0)
          : 0),
      0,
    );
    if (shares === 0) continue;
    const leads = leadsAtHorizon(gains, buyer);
    const row = {
      deal: id,
      buyer,
      buyer_leads: leads === null ? null : leads.reduce((sum, x) => sum + x, 0) / leads.length,
      shares,
      discount_on_firm: business.discount.firm?.mid ?? null,
      seller_weight: business.implied_weight?.seller ?? null,
    };
    bySeller.set(seller, [...(bySeller.get(seller) ?? []), row]);
  }
  return [...bySeller].flatMap(([seller, rows]) => (rows.length > 1 ? [{ seller, deals: rows }] : []));
}
