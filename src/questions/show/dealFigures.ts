import { type Grade, type Speaker, worstGrade } from '../../base/evidence.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { type Deal, PERFORMANCE_PRIORS } from '../../book/schema/deal.ts';
import type { Term } from '../../terms/schema.ts';
import { combine, exactly, type Figure, figureOf, sum, times, ZERO } from '../figure.ts';
import { type Layers, layersOf, NO_LAYERS, scaleLayers, sumLayers } from './layers.ts';
import { type PromiseKind, promiseBetween, promiseKind } from './promise.ts';
import { moneyPaidShare, purchaseSchedule, type Schedule } from './schedule.ts';
import { termTotal } from './termTotal.ts';

/** Who stands behind a figure: how good it is and who said it. */
export interface Standing {
  readonly grade: Grade;
  readonly saidBy: Speaker | 'unstated';
}

/** One term of a deal in money. */
export interface TermFigures {
  readonly deal: string;
  readonly id: string;
  readonly path: string;
  readonly term: Term;
  readonly kind: PromiseKind;
  /** Who promises and to whom. */
  readonly by: string;
  readonly to: string;
  /** The book names no sum. */
  readonly isUnknown: boolean;
  readonly layers: Layers;
  readonly schedule: Schedule;
  /** Paths of the figures that the headline comes from. */
  readonly paths: readonly string[];
  readonly standing: Standing;
}

/** One deal in money: its terms, and its own layers. */
export interface DealFigures {
  readonly id: string;
  readonly deal: Deal;
  readonly terms: readonly TermFigures[];
  readonly layers: Layers;
  readonly purchases: Layers;
  readonly finance: Layers;
  readonly contingent: Layers;
  readonly standing: Standing;
  /** The headline was written, not summed up. */
  readonly isWritten: boolean;
}

/** Whether a deal counts in totals: neither in talks only, nor lapsed or terminated. */
export function isStanding(deal: Deal): boolean {
  return deal.status !== 'talks' && hasNotEnded(deal);
}

export function hasNotEnded(deal: Deal): boolean {
  return deal.status !== 'lapsed' && deal.status !== 'terminated';
}

function isBinding(deal: Deal): boolean {
  return deal.status === 'signed' || deal.status === 'amended' || deal.status === 'completed';
}

/** Share of a sum that is binding: as the term says, else as the deal says, else by status. */
function firmShare(book: Book, deal: Deal, term: Term, total: Figure, dealTotal: Figure): Figure {
  if (!hasNotEnded(deal)) return ZERO;
  const own = sharedPart(figureOf(firmOf(term), book.asOf), total);
  const whole = own ?? sharedPart(figureOf(deal.firm, book.asOf), dealTotal);
  return whole ?? exactly(isBinding(deal) ? 1 : 0);
}

function firmOf(term: Term): Quantity | undefined {
  return term.firm;
}

/** A share as written, or an amount as a share of the whole. */
function sharedPart(part: Figure | null, whole: Figure): Figure | null {
  if (part === null || part.value <= 1) return part;
  return whole.value > 0 ? times(part, 1 / whole.value) : exactly(1);
}

/** Share of a deal that other deals, which stand, deliver. */
function overlapOf(book: Book, deal: Deal): Figure {
  const through = deal.delivered_through;
  const stands = (id: string): boolean => {
    const other = book.content.deals?.[id];
    return other !== undefined && isStanding(other);
  };
  if (through === undefined) return ZERO;
  if (typeof through === 'string') return exactly(stands(through) ? 1 : 0);
  return sum(
    Object.entries(through).flatMap(([id, part]) =>
      stands(id) ? [figureOf(part as Quantity, book.asOf) ?? ZERO] : [],
    ),
  );
}

/** Expected share of what is not firm: π/2, all of it once completed. */
function performedShare(book: Book, deal: Deal): number {
  const probability = figureOf(deal.performance, book.asOf)?.value ?? PERFORMANCE_PRIORS[deal.status];
  return deal.status === 'completed' ? probability : probability / 2;
}

/** The weakest of several figures gives the grade, and whoever said it the speaker. */
export function standingOf(book: Book, paths: readonly string[]): Standing {
  const grades = paths.map((path) => book.gradeFor(path));
  const grade = worstGrade(grades);
  const weakest = paths[grades.indexOf(grade)];
  const saidBy = weakest === undefined ? undefined : book.evidenceFor(weakest).said_by;
  return { grade, saidBy: saidBy ?? 'unstated' };
}

/** Purchases of a deal whose own headline is written follow it; where money is lent or invested too, its terms decide. */
function headlineFactor(book: Book, deal: Deal, totals: readonly (readonly [PromiseKind, Figure])[]): Figure | null {
  const written = figureOf(deal.headline, book.asOf);
  if (written === null || totals.some(([kind]) => kind === 'finance' || kind === 'secondary')) return null;
  const purchases = sum(totals.flatMap(([kind, total]) => (kind === 'purchase' ? [total] : [])));
  return purchases.value > 0 ? times(written, 1 / purchases.value) : null;
}

/** Every sum of a deal, in its layers. */
export function dealFigures(book: Book, id: string, deal: Deal): DealFigures {
  const found = Object.entries(deal.terms).map(([termId, term]) => {
    const path = `deals.${id}.terms.${termId}`;
    return { termId, term, path, kind: promiseKind(term), sized: termTotal(book, path, term) };
  });
  const totals = found.map((f) => [f.kind, f.sized?.total ?? ZERO] as const);
  const factor = headlineFactor(book, deal, totals);
  const written = figureOf(deal.headline, book.asOf);
  const dealTotal =
    written ?? sum(totals.flatMap(([kind, total]) => (kind === 'purchase' || kind === 'finance' ? [total] : [])));
  const overlap = overlapOf(book, deal);
  const performed = performedShare(book, deal);
  const terms = found.map(({ termId, term, path, kind, sized }): TermFigures => {
    const follows = factor !== null && kind === 'purchase' && sized !== null;
    const headline = sized === null ? ZERO : follows ? times(factor, sized.total.value) : sized.total;
    const firm = firmShare(book, deal, term, sized?.total ?? ZERO, dealTotal);
    const schedule = purchaseSchedule(book, term);
    const money = kind === 'finance' || kind === 'secondary';
    const paid = money ? exactly(moneyPaidShare(book, deal, term, headline.value)) : times(firm, schedule.past);
    const paths = follows ? [`deals.${id}.headline`] : (sized?.paths ?? []);
    return {
      deal: id,
      id: termId,
      path,
      term,
      kind,
      ...promiseBetween(book, term),
      isUnknown: sized === null && kind !== 'none' && term.type !== 'revenue_share',
      layers: layersOf(headline, { firm, overlap: kind === 'purchase' ? overlap : ZERO, performed, paid }),
      schedule,
      paths,
      standing: standingOf(book, paths),
    };
  });
  return withPaid(book, deal, terms, gathered(book, id, deal, terms, written, overlap, performed));
}

function gathered(
  book: Book,
  id: string,
  deal: Deal,
  terms: readonly TermFigures[],
  written: Figure | null,
  overlap: Figure,
  performed: number,
): DealFigures {
  const of = (kind: PromiseKind): Layers => sumLayers(terms.filter((t) => t.kind === kind).map((t) => t.layers));
  const [purchases, finance] = [of('purchase'), of('finance')];
  const summed = sumLayers([purchases, finance]);
  const whole = summed.headline.value;
  const layers =
    written === null
      ? summed
      : layersOf(written, {
          firm:
            sharedPart(figureOf(deal.firm, book.asOf), written) ??
            (whole > 0 ? times(summed.firm, 1 / whole) : exactly(isBinding(deal) ? 1 : 0)),
          overlap: purchases.headline.value > 0 ? overlap : ZERO,
          performed,
          paid: whole > 0 ? times(summed.paid, 1 / whole) : ZERO,
        });
  return {
    id,
    deal,
    terms,
    layers,
    purchases,
    finance,
    contingent: of('contingent'),
    standing: dealStanding(book, id, terms, written !== null),
    isWritten: written !== null,
  };
}

/** A deal stands as its written headline does, else as its largest term. */
function dealStanding(book: Book, id: string, terms: readonly TermFigures[], isWritten: boolean): Standing {
  if (isWritten) return standingOf(book, [`deals.${id}.headline`]);
  let largest: TermFigures | null = null;
  for (const term of terms) {
    if (term.layers.headline.value > (largest?.layers.headline.value ?? 0)) largest = term;
  }
  return largest?.standing ?? standingOf(book, [`deals.${id}.status`]);
}

/** A written sum paid to date stands in for what schedules and tranches say; its parts follow in proportion. */
function withPaid(book: Book, deal: Deal, terms: readonly TermFigures[], figures: DealFigures): DealFigures {
  const paid = figureOf(deal.paid, book.asOf);
  if (paid === null) return figures;
  const counted = terms.filter((t) => t.kind === 'purchase' || t.kind === 'finance');
  const weightOf = (layer: 'paid' | 'headline'): number => counted.reduce((all, t) => all + t.layers[layer].value, 0);
  const layer = weightOf('paid') > 0 ? 'paid' : 'headline';
  const whole = weightOf(layer);
  const repaid = terms.map((t) => {
    if (whole === 0 || !counted.includes(t)) return t;
    return { ...t, layers: { ...t.layers, paid: times(paid, t.layers[layer].value / whole) } };
  });
  const of = (kind: PromiseKind): Layers => sumLayers(repaid.filter((t) => t.kind === kind).map((t) => t.layers));
  return {
    ...figures,
    terms: repaid,
    purchases: of('purchase'),
    finance: of('finance'),
    layers: { ...figures.layers, paid },
  };
}

/** Layers of a term by calendar year, from its schedule; what was paid to date lies in the years before `as_of`. */
export function layersByYear(term: TermFigures, asOfYear: number): Map<number, Layers> {
  const years = new Map<number, Layers>();
  const { byYear, pastByYear, past } = term.schedule;
  for (const [year, part] of byYear) {
    const paidPart = past > 0 ? (pastByYear.get(year) ?? 0) / past : 0;
    years.set(year, { ...scaleLayers(term.layers, part), paid: times(term.layers.paid, paidPart) });
  }
  if (past === 0 && term.layers.paid.value > 0) {
    const there = years.get(asOfYear) ?? NO_LAYERS;
    years.set(asOfYear, { ...there, paid: term.layers.paid });
  }
  return years;
}

/** A product of independent figures, for prices and amounts that follow from others. */
export function ratioOf(numerator: Figure, denominators: readonly Figure[], scale: number): Figure {
  return combine(
    [numerator, ...denominators],
    ([top, ...rest]) => (scale * top!) / rest.reduce((all, x) => all * x, 1),
  );
}
