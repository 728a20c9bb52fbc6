import { isQuantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { deliveredYears } from '../../terms/capacity/capacity.ts';
import { exactly, type Figure, figureOf, intervalOf } from '../figure.ts';
import { ratioOf, type TermFigures } from './dealFigures.ts';
import { type LayersResult, layersResult } from './layers.ts';
import { marketPrice } from './partyFigures.ts';
import { pricedUnits, wholeQuarters } from './termTotal.ts';

/** A field of a term as an answer carries it: central values, each with its 5–95 % range where it is uncertain. */
export type TermField = string | number | boolean | null | readonly [number, number] | readonly string[];

/** One term of a deal: what its author wrote, and what it comes to. */
export interface TermResult extends LayersResult {
  readonly type: string;
  readonly kind: string;
  readonly by: string;
  readonly to: string;
  readonly grade: string;
  readonly said_by: string;
  readonly total: number | null;
  readonly [field: string]: TermField;
}

const EVIDENCE = new Set(['source', 'said_by', 'grade', 'note', 'known', 'firm', 'type']);

/** A term as `show` tells it. */
export function termResult(book: Book, figures: TermFigures): TermResult {
  const written: Record<string, TermField> = {};
  for (const [key, value] of Object.entries(figures.term)) {
    if (EVIDENCE.has(key)) continue;
    if (isQuantity(value)) setFigure(written, key, figureOf(value, book.asOf));
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') written[key] = value;
  }
  for (const [key, figure] of derivedFigures(book, figures))
    if (written[key] === undefined) setFigure(written, key, figure);
  return {
    ...written,
    type: figures.term.type,
    kind: figures.kind,
    by: figures.by,
    to: figures.to,
    grade: figures.standing.grade,
    said_by: figures.standing.saidBy,
    total: figures.isUnknown || figures.paths.length === 0 ? null : figures.layers.headline.value,
    ...layersResult(figures.layers),
  };
}

function setFigure(fields: Record<string, TermField>, key: string, figure: Figure | null): void {
  fields[key] = figure?.value ?? null;
  const interval = figure === null ? null : intervalOf(figure);
  if (interval !== null) fields[`${key}_interval`] = interval;
}

/** Of amount, price and total, what two of them say of the third; what a warrant's shares are worth today. */
function derivedFigures(book: Book, figures: TermFigures): [string, Figure][] {
  const { term } = figures;
  const asOf = book.asOf;
  const headline = figures.layers.headline;
  if (term.type === 'warrant') {
    const shares = figureOf(term.shares, asOf);
    const price = marketPrice(book, term.issuer);
    const strike = figureOf(term.strike, asOf) ?? exactly(0);
    if (shares === null || price === null) return [];
    return [['worth_at_market', exactly(shares.value * Math.max(0, price - strike.value))]];
  }
  if ((term.type !== 'capacity' && term.type !== 'supply') || !(headline.value > 0)) return [];
  const amount = figureOf(term.amount, asOf);
  const price = figureOf(term.price, asOf);
  const units =
    term.type === 'supply'
      ? 1
      : pricedUnits(book) *
        deliveredYears(
          Math.round(figureOf(term.ramp, asOf)?.value ?? 0),
          wholeQuarters(figureOf(term.years, asOf)?.value ?? 5),
        );
  if (amount !== null && price === null) return [['price', ratioOf(headline, [amount], 1 / units)]];
  if (price !== null && amount === null) return [['amount', ratioOf(headline, [price], 1 / units)]];
  return [];
}
