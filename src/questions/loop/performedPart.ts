import type { Book } from '../../book/book.ts';
import { type Deal, PERFORMANCE_PRIORS } from '../../book/schema/deal.ts';
import type { Term } from '../../terms/schema.ts';
import type { Reader } from '../settlement/drawInputs.ts';
import { termTotal } from '../show/termTotal.ts';

const BINDING: ReadonlySet<string> = new Set(['signed', 'amended', 'completed']);

/**
 * Expected part of a term that is performed: firm + ½π·(1 − firm), all of π once completed.
 *
 * Definition: firm as the term says, else the deal, else by status; π as written, else by status (definitions D1, D8).
 * Verified by: loop.test.ts.
 */
export function performedPart(book: Book, path: string, deal: Deal, term: Term, read: Reader): number {
  if (deal.status === 'lapsed' || deal.status === 'terminated') return 0;
  const standing = BINDING.has(deal.status) ? 1 : 0;
  const written = read(term.firm ?? deal.firm, standing);
  const total = written > 1 ? (termTotal(book, path, term)?.total.value ?? written) : 1;
  const firm = Math.min(1, written / total);
  const probability = read(deal.performance, PERFORMANCE_PRIORS[deal.status]);
  return firm + (1 - firm) * (deal.status === 'completed' ? probability : probability / 2);
}
