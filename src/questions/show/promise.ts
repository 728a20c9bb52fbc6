import type { Book } from '../../book/book.ts';
import type { Term } from '../../terms/schema.ts';
import { termNamed } from './termTotal.ts';

/** What a term promises: goods and services, money, money only if something happens, or shares that change hands. */
export type PromiseKind = 'purchase' | 'finance' | 'contingent' | 'secondary' | 'none';

const KINDS: Readonly<Record<Term['type'], PromiseKind>> = {
  capacity: 'purchase',
  supply: 'purchase',
  lease: 'purchase',
  equity: 'finance',
  loan: 'finance',
  guarantee: 'contingent',
  backstop: 'contingent',
  revenue_share: 'contingent',
  tender: 'secondary',
  warrant: 'none',
  rights: 'none',
};

export function promiseKind(term: Term): PromiseKind {
  return KINDS[term.type];
}

/** Who promises and to whom: the buyer and the seller, the investor and the issuer, the guarantor and the creditor. */
export function promiseBetween(book: Book, term: Term): { by: string; to: string } {
  switch (term.type) {
    case 'capacity':
      return { by: term.buyer, to: term.seller };
    case 'supply':
      return { by: payerOfSupply(book, term.buyer, term.equips), to: term.seller };
    case 'lease':
      return { by: term.lessee, to: term.lessor };
    case 'equity':
      return { by: term.investor, to: term.issuer };
    case 'loan':
      return { by: term.lender, to: term.borrower };
    case 'guarantee': {
      const claim = termNamed(book, term.of);
      const covered = claim === null || claim.term.type === 'guarantee' ? null : promiseBetween(book, claim.term);
      // A loan is promised by its lender and owed by its borrower; a purchase is owed by who promised it.
      const debtor = covered === null ? 'world' : claim?.term.type === 'loan' ? covered.to : covered.by;
      return { by: term.guarantor, to: debtor };
    }
    case 'backstop':
      return { by: term.taker, to: term.seller };
    case 'revenue_share':
      return { by: term.payer, to: term.payee };
    case 'tender':
      return { by: Object.keys(term.buyers)[0] ?? 'world', to: term.issuer };
    case 'warrant':
      return { by: term.issuer, to: term.holder };
    case 'rights':
      return { by: term.issuer, to: term.holder };
  }
}

/** Equipment for a capacity contract is paid by the seller of the capacity. */
function payerOfSupply(book: Book, buyer: string, equips: readonly string[] | undefined): string {
  const first = equips?.[0];
  const equipped = first === undefined ? null : termNamed(book, first);
  return equipped?.term.type === 'capacity' ? equipped.term.seller : buyer;
}
