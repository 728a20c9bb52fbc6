import type { Book } from '../../book/book.ts';
import type { Deal } from '../../book/schema/deal.ts';
import type { Term } from '../../terms/schema.ts';
import { figureOf } from '../figure.ts';
import { moneyPaidShare } from '../show/schedule.ts';

/**
 * What an issuer raised for new shares in the year before the day of the book.
 *
 * Definition: over deals that bring it equity, paid to date less paid to date a year earlier; where a deal does not say
 * what was paid, by the dates of its tranches. What an older deal had brought before anybody said so is not counted.
 * Units: money. Verified by: primaryRaised.test.ts.
 */
export function primaryRaised(book: Book, issuer: string): number {
  const before = yearBefore(book.asOf);
  let sum = 0;
  for (const deal of Object.values(book.content.deals ?? {})) {
    if (deal.status === 'talks' || deal.date > book.asOf) continue;
    const terms = Object.values(deal.terms ?? {}).filter((term) => term.type === 'equity' && term.issuer === issuer);
    if (terms.length === 0) continue;
    const paid = figureOf(deal.paid, book.asOf)?.value;
    sum += Math.max(
      0,
      paid !== undefined && isEquityAlone(deal)
        ? paid - paidBefore(deal, before, paid)
        : byTranches(book, deal, terms, before),
    );
  }
  return sum;
}

function paidBefore(deal: Deal, day: string, paid: number): number {
  if (deal.date > day) return 0;
  return figureOf(deal.paid, day)?.value ?? paid;
}

function isEquityAlone(deal: Deal): boolean {
  return Object.values(deal.terms ?? {}).every((term) => term.type === 'equity' || term.type === 'rights');
}

function byTranches(book: Book, deal: Deal, terms: readonly Term[], before: string): number {
  const earlier = { ...book, asOf: before };
  let sum = 0;
  for (const term of terms) {
    if (term.type !== 'equity') continue;
    const amount = figureOf(term.amount, book.asOf)?.value ?? 0;
    const then = deal.date > before ? 0 : moneyPaidShare(earlier, deal, term, amount);
    sum += amount * Math.max(0, moneyPaidShare(book, deal, term, amount) - then);
  }
  return sum;
}

/** The same day a year earlier. */
export function yearBefore(day: string): string {
  const date = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return date.endsWith('02-29') ? `${date.slice(0, 8)}28` : date;
}
