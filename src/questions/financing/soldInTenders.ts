import { parseQuarter, quarterEndDate } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { yearBefore } from './primaryRaised.ts';

/**
 * Old shares of an issuer that holders sold in tenders in the year before the day of the book.
 *
 * Definition: the sum of what was sold, over tender terms dated (a quarter: by its last day) after that day a year earlier and up to the day, in deals known
 * by then that are no mere talks; a tender of which nobody has said what was sold counts as nothing.
 * Units: money. Verified by: soldInTenders.test.ts.
 */
export function soldInTenders(book: Book, issuer: string): number {
  const before = yearBefore(book.asOf);
  let sum = 0;
  for (const deal of Object.values(book.content.deals ?? {})) {
    if (deal.status === 'talks' || deal.date > book.asOf) continue;
    for (const term of Object.values(deal.terms ?? {})) {
      if (term.type !== 'tender' || term.issuer !== issuer) continue;
      const quarter = parseQuarter(term.date);
      const day = quarter === null ? term.date : quarterEndDate(quarter);
      if (day > book.asOf || day <= before) continue;
      sum += Math.max(0, figureOf(term.sold, book.asOf)?.value ?? 0);
    }
  }
  return sum;
}
