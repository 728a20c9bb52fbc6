import type { Book, BookReading } from '../book/book.ts';
import { rereadBook } from '../book/rereadBook.ts';

/** Keys of a term that may name the lab. */
const ROLES = ['buyer', 'holder', 'issuer', 'borrower', 'lessee', 'payer', 'investor'] as const;

/** The book in which another lab has signed a deal in the place of the lab that did: the same deal for others, an assumption. */
export function dealAs(book: Book, deal: string, lab: string): BookReading {
  const written = book.content.deals?.[deal];
  const signer = written?.between.find((id) => book.content.parties[id]?.demand !== undefined);
  if (written === undefined || signer === undefined || book.content.parties[lab]?.demand === undefined)
    return { book: null, diagnostics: [] };
  if (signer === lab) return { book, diagnostics: [] };
  const set: Record<string, unknown> = {
    [`deals.${deal}.between`]: written.between.map((id) => (id === signer ? lab : id)),
  };
  for (const [id, term] of Object.entries(written.terms)) {
    const fields = term as Record<string, unknown>;
    for (const role of ROLES) if (fields[role] === signer) set[`deals.${deal}.terms.${id}.${role}`] = lab;
  }
  return rereadBook(book, { set });
}
