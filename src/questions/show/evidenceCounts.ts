import { isUncertain } from '../../base/distribution.ts';
import { GRADES, SPEAKERS } from '../../base/evidence.ts';
import { isQuantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { type DealFigures, isStanding } from './dealFigures.ts';

/** How much of the purchases' headline, and how many figures of the book, stand on one kind of evidence. */
export interface EvidenceShare {
  readonly headline: number;
  readonly share: number | null;
  readonly figures: number;
}

export interface EvidenceResult {
  readonly by_grade: Readonly<Record<string, EvidenceShare>>;
  readonly by_said_by: Readonly<Record<string, EvidenceShare>>;
  readonly counts: {
    readonly sources: number;
    readonly parties: number;
    readonly deals: number;
    readonly terms: number;
    readonly figures: number;
    readonly uncertain: number;
    readonly undisclosed: number;
  };
}

interface Found {
  readonly path: string;
  readonly isUncertain: boolean;
}

/** Every figure of the book that was known on its day, with its path. */
function figuresOf(book: Book): Found[] {
  const found: Found[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isQuantity(value)) {
      const statement = statementAt(value, book.asOf);
      if (statement !== null) found.push({ path, isUncertain: isUncertain(statement.distribution) });
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
  };
  for (const section of ['parties', 'stakes', 'deals', 'market', 'channels', 'events'] as const) {
    visit(book.content[section], section);
  }
  return found;
}

/** What the book's figures rest on: by grade and by who said it, in money of purchases and in numbers of figures. */
export function evidenceResult(book: Book, deals: readonly DealFigures[]): EvidenceResult {
  const figures = figuresOf(book);
  const purchases = deals
    .filter((d) => isStanding(d.deal))
    .flatMap((d) => d.terms.filter((t) => t.kind === 'purchase'));
  const whole = purchases.reduce((all, t) => all + t.layers.headline.value, 0);
  const tally = (names: readonly string[], ofTerm: (i: number) => string, ofFigure: readonly string[]) =>
    Object.fromEntries(
      names.map((name): [string, EvidenceShare] => {
        const headline = purchases.reduce((all, t, i) => (ofTerm(i) === name ? all + t.layers.headline.value : all), 0);
        const count = ofFigure.filter((said) => said === name).length;
        return [name, { headline, share: whole > 0 ? headline / whole : null, figures: count }];
      }),
    );
  const speakers = [...SPEAKERS, 'unstated'];
  const grades = figures.map((f) => book.gradeFor(f.path));
  const said = figures.map((f) => book.evidenceFor(f.path).said_by ?? 'unstated');
  return {
    by_grade: tally(GRADES, (i) => purchases[i]!.standing.grade, grades),
    by_said_by: tally(speakers, (i) => purchases[i]!.standing.saidBy, said),
    counts: {
      sources: Object.keys(book.content.sources ?? {}).length,
      parties: Object.keys(book.content.parties).length,
      deals: deals.length,
      terms: deals.reduce((all, d) => all + d.terms.length, 0),
      figures: figures.length,
      uncertain: figures.filter((f) => f.isUncertain).length,
      undisclosed: deals.filter((d) => d.deal.disclosed === false).length,
    },
  };
}
