import type { Book } from '../../book/book.ts';
import type { DealGains } from '../gains/dealGain.ts';
import type { Contract } from './contractOf.ts';
import { leadsAtHorizon } from './exclusion.ts';
import type { Positioned } from './positionShare.ts';
import type { PricedDeal } from './pricedDeal.ts';

/** Deals that sell something, with the positions of their two sides. */
export function positions(book: Book, gains: DealGains, priced: readonly PricedDeal[]): Positioned[] {
  const selling = priced.filter((d) => d.contract !== null && d.contract.expected > 0);
  const sum = (of: (d: PricedDeal) => boolean): number =>
    selling.reduce((all, d) => all + (of(d) ? (d.contract?.expected ?? 0) : 0), 0);
  return selling.map((deal) => {
    const { seller, buyer, kind, expected } = deal.contract as Contract;
    const leads = leadsAtHorizon(gains, buyer);
    return {
      deal: deal.id,
      transfer_per_sales: deal.transfer.mid / expected,
      lead: leads === null ? 0 : leads.reduce((all, x) => all + x, 0) / leads.length,
      size: sum((d) => d.contract?.buyer === buyer),
      vendor_share:
        sum((d) => d.contract?.seller === seller && d.contract.kind === kind) / sum((d) => d.contract?.kind === kind),
      is_funded: isFunded(book, seller, buyer),
    };
  });
}

/** Whether a seller invests in a buyer, lends to it or guarantees for it in any deal that has not ended. */
function isFunded(book: Book, seller: string, buyer: string): boolean {
  return Object.values(book.content.deals ?? {}).some(
    (deal) =>
      deal.status !== 'lapsed' &&
      deal.status !== 'terminated' &&
      Object.values(deal.terms).some(
        (term) =>
          (term.type === 'equity' && term.investor === seller && term.issuer === buyer) ||
          (term.type === 'loan' && term.lender === seller && term.borrower === buyer) ||
          (term.type === 'guarantee' && term.guarantor === seller && deal.between.includes(buyer)),
      ),
  );
}
