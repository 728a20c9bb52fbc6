import type { Quantity } from '../../base/quantity.ts';
import { firstQuarterEndingAfter, yearOfQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import type { Deal } from '../../book/schema/deal.ts';
import { deliveryShape } from '../../terms/capacity/capacity.ts';
import type { Term } from '../../terms/schema.ts';
import { arrivalShape } from '../../terms/supply/supply.ts';
import { figureOf } from '../figure.ts';
import { quarterNamed, wholeQuarters } from './termTotal.ts';

/** When a sum falls due: its parts by calendar year (they add to 1), and the part due before `as_of`. */
export interface Schedule {
  readonly byYear: ReadonlyMap<number, number>;
  /** The part of each year that fell due before the first quarter that ends after `as_of`. */
  readonly pastByYear: ReadonlyMap<number, number>;
  readonly past: number;
}

const NOTHING_DUE: Schedule = { byYear: new Map(), pastByYear: new Map(), past: 0 };

function central(q: Quantity | undefined, asOf: string, standing: number): number {
  return figureOf(q, asOf)?.value ?? standing;
}

/** Parts of a purchase by quarter, from its first one on; they add to 1. */
export function partsByQuarter(term: Term, asOf: string): { start: number; parts: Float64Array } | null {
  if (term.type !== 'capacity' && term.type !== 'supply' && term.type !== 'lease') return null;
  const start = quarterNamed(term.start);
  const length = wholeQuarters(central(term.years, asOf, term.type === 'supply' ? 4 : 5));
  if (term.type === 'lease') return { start, parts: new Float64Array(length).fill(1 / length) };
  const ramp = Math.round(central(term.ramp, asOf, 0));
  if (term.type === 'supply') return { start, parts: arrivalShape(0, ramp, length, length) };
  const prepayment = central(term.prepayment, asOf, 0);
  const parts = deliveryShape(0, ramp, length, length);
  const whole = parts.reduce((all, part) => all + part, 0);
  for (let q = 0; q < length; q++) parts[q] = (parts[q]! / whole) * (1 - prepayment);
  parts[0] = parts[0]! + prepayment;
  return { start, parts };
}

/** When a purchase falls due; nothing for terms of another kind. */
export function purchaseSchedule(book: Book, term: Term): Schedule {
  const laid = partsByQuarter(term, book.asOf);
  if (laid === null) return NOTHING_DUE;
  const firstAhead = firstQuarterEndingAfter(book.asOf);
  const byYear = new Map<number, number>();
  const pastByYear = new Map<number, number>();
  let past = 0;
  laid.parts.forEach((part, i) => {
    const quarter = laid.start + i;
    const year = yearOfQuarter(quarter);
    byYear.set(year, (byYear.get(year) ?? 0) + part);
    if (quarter >= firstAhead) return;
    pastByYear.set(year, (pastByYear.get(year) ?? 0) + part);
    past += part;
  });
  return { byYear, pastByYear, past };
}

/** Share of a promise of money that was paid in or drawn by `as_of`: as written, else what is dated on or before it. */
export function moneyPaidShare(book: Book, deal: Deal, term: Term, total: number): number {
  const asOf = book.asOf;
  const isBinding = deal.status === 'signed' || deal.status === 'amended' || deal.status === 'completed';
  if (term.type === 'tender') return share(central(term.sold, asOf, 0), total);
  if (term.type === 'loan') {
    if (term.drawn !== undefined) return share(central(term.drawn, asOf, 0), total);
    if (!isBinding) return 0;
    return term.draws === undefined ? 1 : partsPaid(Object.values(term.draws), asOf, total);
  }
  if (term.type !== 'equity') return 0;
  if (term.tranches === undefined) return isBinding ? 1 : 0;
  const tranches = Object.values(term.tranches);
  return partsPaid(isBinding ? tranches : tranches.filter((t) => t.paid === true), asOf, total);
}

interface Part {
  readonly share?: Quantity | undefined;
  readonly amount?: Quantity | undefined;
  readonly date?: string | undefined;
  readonly milestone?: string | undefined;
  readonly paid?: boolean | undefined;
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/** Tranches without a share or an amount divide evenly what the others leave. */
function partsPaid(parts: readonly Part[], asOf: string, total: number): number {
  const sizes = parts.map((part) =>
    part.share !== undefined
      ? central(part.share, asOf, 0)
      : part.amount !== undefined
        ? share(central(part.amount, asOf, 0), total)
        : null,
  );
  const open = sizes.filter((size) => size === null).length;
  const given = sizes.reduce<number>((all, size) => all + (size ?? 0), 0);
  const rest = open === 0 ? 0 : Math.max(0, 1 - given) / open;
  let paid = 0;
  parts.forEach((part, i) => {
    const isPaid = part.paid ?? (part.milestone === undefined && (part.date === undefined || isPast(part.date, asOf)));
    if (isPaid) paid += sizes[i] ?? rest;
  });
  return Math.min(1, paid);
}

function isPast(date: string, asOf: string): boolean {
  return date.includes('Q') ? quarterNamed(date) < firstQuarterEndingAfter(asOf) : date <= asOf;
}
