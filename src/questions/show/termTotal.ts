import { parseQuarter, quarterOfDate } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { deliveredYears } from '../../terms/capacity/capacity.ts';
import type { CapacityTerm } from '../../terms/capacity/schema.ts';
import type { Term } from '../../terms/schema.ts';
import type { SupplyTerm } from '../../terms/supply/schema.ts';
import { combine, exactly, type Figure, figureOf } from '../figure.ts';

/** What a term comes to in money, and the paths of the figures that say so. */
export interface TermTotal {
  readonly total: Figure;
  readonly paths: readonly string[];
}

/** Contract length and build-up where an uncertain length is written: whole quarters, as the engine takes them. */
export function wholeQuarters(years: number): number {
  return Math.max(1, Math.round(4 * years));
}

/** The quarter that a date or a quarter of the book names. */
export function quarterNamed(text: string): number {
  return parseQuarter(text) ?? quarterOfDate(text);
}

/**
 * Headline sum of a term in currency: what it comes to at full delivery; null where the book names no sum.
 *
 * Definition: capacity: total, else amount × price × delivered years × priced units a year; supply: total, else
 * amount × price; equity and loan: the amount; lease: payment × years; guarantee: cover × what is covered, at most
 * `up_to`; backstop: amount × price × years; tender: what may be sold.
 * Assumes: a guarantee's `of` is followed one step; a revenue share, a warrant and rights come to no sum of their own.
 */
export function termTotal(book: Book, path: string, term: Term): TermTotal | null {
  const asOf = book.asOf;
  const only = (key: string, figure: Figure | null): TermTotal | null =>
    figure === null ? null : { total: figure, paths: [`${path}.${key}`] };
  switch (term.type) {
    case 'capacity':
      return capacityTotal(book, path, term);
    case 'supply':
      return supplyTotal(asOf, path, term);
    case 'equity':
      return only('amount', figureOf(term.amount, asOf));
    case 'loan':
      return only('principal', figureOf(term.principal, asOf));
    case 'lease': {
      const payment = figureOf(term.payment, asOf);
      const years = figureOf(term.years, asOf);
      if (payment === null || years === null) return null;
      return only(
        'payment',
        combine([payment, years], ([a, y]) => (a! * wholeQuarters(y!)) / 4),
      );
    }
    case 'backstop': {
      const amount = figureOf(term.amount, asOf);
      const price = figureOf(term.price, asOf);
      if (amount === null || price === null) return null;
      const years = Math.max(0, quarterNamed(term.until) - quarterNamed(term.start) + 1) / 4;
      const units = years * pricedUnits(book);
      return {
        total: combine([amount, price], ([a, p]) => a! * p! * units),
        paths: [`${path}.amount`, `${path}.price`],
      };
    }
    case 'tender':
      return only('authorised', figureOf(term.authorised, asOf));
    case 'guarantee':
      return guaranteeTotal(book, path, term.of, figureOf(term.cover, asOf), figureOf(term.up_to, asOf));
    case 'revenue_share':
      return only('cap', figureOf(term.cap, asOf));
    case 'warrant':
    case 'rights':
      return null;
  }
}

/** Priced units that one unit of capacity gives a year. */
export function pricedUnits(book: Book): number {
  return book.content.market?.unit.price_units_per_capacity_year ?? 1;
}

function capacityTotal(book: Book, path: string, term: CapacityTerm): TermTotal | null {
  const total = figureOf(term.total, book.asOf);
  if (total !== null) return { total, paths: [`${path}.total`] };
  const amount = figureOf(term.amount, book.asOf);
  const own = figureOf(term.price, book.asOf);
  const price = own ?? figureOf(book.content.market?.reference_price, book.asOf);
  const years = figureOf(term.years, book.asOf);
  if (amount === null || price === null || years === null) return null;
  const ramp = figureOf(term.ramp, book.asOf) ?? exactly(0);
  const units = pricedUnits(book);
  return {
    total: combine(
      [amount, price, years, ramp],
      ([a, p, y, r]) => a! * p! * units * deliveredYears(Math.round(r!), wholeQuarters(y!)),
    ),
    paths: [`${path}.amount`, own === null ? 'market.reference_price' : `${path}.price`],
  };
}

function supplyTotal(asOf: string, path: string, term: SupplyTerm): TermTotal | null {
  const total = figureOf(term.total, asOf);
  if (total !== null) return { total, paths: [`${path}.total`] };
  const amount = figureOf(term.amount, asOf);
  const price = figureOf(term.price, asOf);
  if (amount === null || price === null) return null;
  return { total: combine([amount, price], ([a, p]) => a! * p!), paths: [`${path}.amount`, `${path}.price`] };
}

function guaranteeTotal(
  book: Book,
  path: string,
  of: string,
  cover: Figure | null,
  upTo: Figure | null,
): TermTotal | null {
  const claim = termNamed(book, of);
  const covered = claim === null || claim.term.type === 'guarantee' ? null : termTotal(book, claim.path, claim.term);
  if (cover === null || covered === null) {
    return upTo === null ? null : { total: upTo, paths: [`${path}.up_to`] };
  }
  const inputs = upTo === null ? [cover, covered.total] : [cover, covered.total, upTo];
  const total = combine(inputs, ([share, sum, most]) => Math.min(share! * sum!, most ?? Number.POSITIVE_INFINITY));
  return { total, paths: [`${path}.cover`, ...covered.paths, ...(upTo === null ? [] : [`${path}.up_to`])] };
}

/** The term that a reference `deal.term` names, with its path; null where there is none. */
export function termNamed(book: Book, reference: string): { path: string; deal: string; term: Term } | null {
  const dot = reference.indexOf('.');
  const [deal, id] = [reference.slice(0, dot), reference.slice(dot + 1)];
  const term = book.content.deals?.[deal]?.terms[id];
  return term === undefined ? null : { path: `deals.${deal}.terms.${id}`, deal, term };
}
