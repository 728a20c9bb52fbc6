import { firstQuarterEndingAfter, yearOfQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { dealFigures, isStanding, layersByYear, type TermFigures } from '../show/dealFigures.ts';
import type { Layers } from '../show/layers.ts';

/** A term that a figure rests on, with its part of the figure where that can be told. */
export interface TermBehind {
  readonly term: TermFigures;
  readonly share: number | null;
}

type Layer = keyof Layers;

const SUMS: ReadonlySet<string> = new Set(['commitments', 'sales', 'finance_given', 'finance_received']);
const BOOKED: ReadonlySet<string> = new Set(['cash', 'debt', 'value', 'cds_implied']);

/** Which terms of the book stand behind the figure at a path of an answer. */
export function termsBehind(book: Book, steps: readonly string[], value: unknown): TermBehind[] {
  const all = Object.entries(book.content.deals ?? {}).flatMap(([id, deal]) =>
    dealFigures(book, id, deal).terms.map((term) => ({ term, counts: isStanding(deal) })),
  );
  const standing = all.filter((t) => t.counts).map((t) => t.term);
  const every = all.map((t) => t.term);
  const layer = layerNamed(steps);
  const [section, id = '', part = '', detail = ''] = steps;
  if (section === 'deals') {
    const own = every.filter((t) => t.deal === id && (part !== 'terms' || t.id === detail));
    return weighed(own, (t) => t.layers[layer].value);
  }
  if (section === 'parties') {
    if (SUMS.has(part)) return weighed(ofParty(standing, id, part), (t) => t.layers[layer].value);
    // What the book itself says of a party rests on no term; what becomes of it rests on all of its terms, as no sum does.
    return typeof value === 'number' && BOOKED.has(part) ? [] : unweighed(ofParty(standing, id, part));
  }
  if (section === 'exposures' || section === 'losses_by_holder') return ofHolding(every, value);
  if (
    section === 'total' ||
    section === 'finance' ||
    section === 'contingent' ||
    section === 'commitments' ||
    section === 'measures'
  ) {
    return ofSums(book, standing, steps, layer);
  }
  if (section === 'funding_gap') {
    const isLab = (party: string): boolean => book.content.parties[party]?.demand !== undefined;
    return unweighed(standing.filter((t) => isLab(t.by) || (t.kind === 'finance' && isLab(t.to))));
  }
  return [];
}

function layerNamed(steps: readonly string[]): Layer {
  const last = steps.at(-1) ?? '';
  const names: readonly Layer[] = ['headline', 'net', 'firm', 'expected', 'paid'];
  return names.find((name) => last === name || last === `${name}_interval`) ?? 'headline';
}

/** Terms with their parts of a sum; without parts where they come to nothing. */
function weighed(terms: readonly TermFigures[], weight: (t: TermFigures) => number): TermBehind[] {
  const whole = terms.reduce((all, t) => all + weight(t), 0);
  return terms
    .map((term) => ({ term, share: whole > 0 ? weight(term) / whole : null }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

/** Terms in the order of their size, where they make up no sum. */
function unweighed(terms: readonly TermFigures[]): TermBehind[] {
  return [...terms]
    .sort((a, b) => b.layers.headline.value - a.layers.headline.value)
    .map((term) => ({ term, share: null }));
}

function ofParty(terms: readonly TermFigures[], id: string, part: string): TermFigures[] {
  switch (part) {
    case 'commitments':
      return terms.filter((t) => t.kind === 'purchase' && t.by === id);
    case 'sales':
      return terms.filter((t) => t.kind === 'purchase' && t.to === id);
    case 'finance_given':
      return terms.filter((t) => t.kind === 'finance' && t.by === id);
    case 'finance_received':
      return terms.filter((t) => t.kind === 'finance' && t.to === id);
    default:
      return terms.filter((t) => t.by === id || t.to === id);
  }
}

/** The term of an exposure; of a holder of losses, the terms under which it is owed something. */
function ofHolding(terms: readonly TermFigures[], value: unknown): TermBehind[] {
  if (typeof value !== 'object' || value === null) return [];
  const { of, holder } = value as { of?: unknown; holder?: unknown };
  const own = terms.filter((t) => (of === undefined ? t.to === holder || t.by === holder : `${t.deal}.${t.id}` === of));
  return own.map((term) => ({ term, share: of === undefined ? null : 1 }));
}

function ofSums(book: Book, terms: readonly TermFigures[], steps: readonly string[], layer: Layer): TermBehind[] {
  const [section, by = '', key = ''] = steps;
  const kind = section === 'finance' || section === 'contingent' ? section : 'purchase';
  const own = terms.filter((t) => t.kind === kind && (by !== 'by_buyer' || t.by === key));
  const year = by === 'by_year' ? Number(key) : steps[3] === 'by_year' ? Number(steps[4]) : null;
  if (year === null) return weighed(own, (t) => t.layers[layer].value);
  const asOfYear = yearOfQuarter(firstQuarterEndingAfter(book.asOf));
  const inYear = (t: TermFigures): number => layersByYear(t, asOfYear).get(year)?.[layer].value ?? 0;
  return weighed(
    own.filter((t) => layersByYear(t, asOfYear).has(year)),
    inYear,
  );
}
