import type { Diagnostic } from '../../base/diagnostic.ts';
import { isUncertain } from '../../base/distribution.ts';
import { choleskyFactor, correlationMatrix, type ScoreCorrelation } from '../../base/normalScores.ts';
import { isQuantity } from '../../base/quantity.ts';
import { bookSchema } from '../schema/book.ts';
import { fieldAt, fieldMeta } from '../schemaAt.ts';
import { readPath } from '../setPath.ts';
import { foundAt } from '../written.ts';
import { type Check, type CheckedBook, certainValue } from './checkedBook.ts';

/** Most inputs that may hang together by correlations; more would be slow to decompose. */
const MOST_TOGETHER = 500;

/** Correlations name uncertain inputs, each pair once, and do not contradict one another. */
export const checkCorrelations: Check = (book) => {
  const correlations = Object.entries(book.content.correlations ?? {});
  if (correlations.length === 0) return [];
  const uncertain = uncertainInputs(book);
  const faults: Diagnostic[] = [];
  const seen = new Map<string, string>();
  const indices = new Map<string, number>();
  const pairs: ScoreCorrelation[] = [];
  for (const [id, { between, rho }] of correlations) {
    const unknown = between.flatMap((path, i) =>
      uncertain.has(path) || isUncertainByDefault(book, path) ? [] : [{ path, i }],
    );
    for (const { path, i } of unknown) faults.push(notAnInput(book, id, path, i, uncertain));
    const pair = [...between].sort().join(' ');
    if (seen.has(pair))
      faults.push(
        book.fault(
          'book.named-twice',
          ['correlations', id, 'between'],
          `the same pair stands in \`${seen.get(pair)}\``,
          'keep one of the two',
        ),
      );
    seen.set(pair, id);
    const value = certainValue(rho, book.asOf);
    if (unknown.length > 0 || value === null || between[0] === between[1]) continue;
    const [first, second] = between.map((path) => indices.get(path) ?? indices.set(path, indices.size).size - 1) as [
      number,
      number,
    ];
    pairs.push({ first, second, correlation: value });
  }
  if (indices.size > MOST_TOGETHER)
    return [
      ...faults,
      book.fault(
        'book.limit-correlations',
        ['correlations'],
        `${indices.size} inputs are correlated; at most ${MOST_TOGETHER} may be`,
        'name fewer pairs',
      ),
    ];
  if (choleskyFactor(correlationMatrix(indices.size, pairs), indices.size) === null)
    faults.push(
      book.fault(
        'book.correlations-contradict',
        ['correlations'],
        'the correlations contradict one another: no set of numbers can be correlated so (the matrix is not positive semidefinite)',
        'weaken the strongest of them, or add the correlation of the pair that is left out',
      ),
    );
  return faults;
};

function notAnInput(
  book: CheckedBook,
  id: string,
  path: string,
  i: number,
  uncertain: ReadonlySet<string>,
): Diagnostic {
  const nearest = book.nearest(path, uncertain);
  const help =
    nearest === null
      ? 'name a quantity of the book that is a range or a distribution, or that is left to its default'
      : `did you mean ${nearest}?`;
  return book.fault(
    'book.not-an-input',
    ['correlations', id, 'between', i],
    `\`${path}\` is no uncertain quantity of this book`,
    help,
  );
}

/** Whether a path is a quantity that nobody wrote and whose default is a range. */
function isUncertainByDefault(book: CheckedBook, path: string): boolean {
  const reading = readPath(book.tree, path);
  if ('reason' in reading || foundAt(book.tree, reading.keys) !== null) return false;
  // A default stands only where the mapping around it was written: an unlisted party has no volatility of a share.
  if (foundAt(book.tree, reading.keys.slice(0, -1)) === null) return false;
  const field = fieldAt(bookSchema, book.tree, reading.keys);
  const standing = field === undefined ? undefined : fieldMeta(field).standing_default;
  return typeof standing === 'string' && standing.includes(' to ');
}

/** The paths of all quantities that are drawn. */
export function uncertainInputs(book: CheckedBook): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isQuantity(value)) {
      if (value.statements.some((statement) => isUncertain(statement.distribution))) found.add(value.path);
      return;
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  for (const section of ['parties', 'deals', 'market', 'stakes', 'milestones', 'channels', 'settlements'] as const)
    visit(book.content[section]);
  return found;
}
