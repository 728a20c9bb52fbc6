import { medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { BacklogResult } from '../backlog/backlogSchema.ts';
import type { CircularityResult } from '../circularity/circularitySchema.ts';
import type { ContagionResult } from '../contagion/contagionSchema.ts';
import type { DealGains } from '../gains/dealGain.ts';
import type { RunResult } from '../run/runSchema.ts';
import type { ShowResult } from '../show/show.ts';
import type { BriefFigure } from './briefSchema.ts';

/** What a page is written from: the answers about one book on one day, those that its reader needs. */
export interface BriefGround {
  readonly book: Book;
  readonly about: string;
  readonly show: ShowResult;
  readonly run: RunResult;
  readonly paths: number;
  readonly backlog?: BacklogResult | undefined;
  readonly circularity?: CircularityResult | undefined;
  /** Contagion where the party fails. */
  readonly contagion?: ContagionResult | undefined;
  readonly gains?: DealGains | undefined;
}

/** The answers that a sentence may cite, with the page of each. */
export const CITED = {
  run: 'docs/models/answers-of-run.md',
  show: 'docs/models/show.md',
  backlog: 'docs/models/backlog.md',
  circularity: 'docs/models/circularity.md',
  contagion: 'docs/models/contagion.md',
  leverage: 'docs/models/leverage.md',
} as const;
export type Cited = keyof typeof CITED;

/** One sentence: its figures, the paths of the book whose sources stand behind it, the answers that it is taken from. */
export interface Sentence {
  readonly text: string;
  readonly figures: Readonly<Record<string, BriefFigure>>;
  readonly paths: readonly string[];
  readonly answers: readonly Cited[];
}

/** A part of the page. */
export interface BriefSection {
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

export function sentence(
  text: string,
  figures: Readonly<Record<string, BriefFigure>>,
  { paths = [], answers = [] }: { readonly paths?: readonly string[]; readonly answers?: readonly Cited[] },
): Sentence {
  return { text, figures, paths, answers };
}

function figureIn(unit: BriefFigure['unit']) {
  return (value: number, from: string, error: number | null = null): BriefFigure => ({
    value,
    unit,
    standard_error: error,
    from,
  });
}

export const moneyFigure = figureIn('currency');
export const shareFigure = figureIn('fraction');
export const chanceFigure = figureIn('probability');
export const countFigure = figureIn('count');
export const yearFigure = figureIn('year');
export const spreadFigure = figureIn('spread');

/** The median of a quantity of the book on its day; null where nothing stands. */
export function statedMedian(book: Book, quantity: Quantity | undefined): number | null {
  const statement = quantity === undefined ? null : statementAt(quantity, book.asOf);
  return statement === null ? null : medianOf(statement.distribution);
}

/** Name of a party, or of what stands for the world outside. */
export function nameOf(book: Book, id: string): string {
  const outside: Readonly<Record<string, string>> = {
    bank: 'banks',
    private_credit: 'private credit',
    insurer: 'insurers',
    bond_fund: 'bond funds',
    other: 'other lenders',
    world: 'the world outside the web',
    'world-bank': 'banks',
    'world-private-credit': 'private credit',
    'world-insurer': 'insurers',
    'world-bond-fund': 'bond funds',
    'world-other': 'other lenders',
  };
  return plain(book.content.parties[id]?.name ?? outside[id] ?? id);
}

/** Title of a deal of which a path names a term. */
export function dealOf(book: Book, ref: string): string {
  const id = ref.split('.')[0] ?? ref;
  return plain(book.content.deals?.[id]?.title ?? id);
}

/** Text of the book as it may stand in a sentence: braces mark figures there. */
function plain(text: string): string {
  return text.replace(/[{}]/g, '');
}
