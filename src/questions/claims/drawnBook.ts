import { type Distribution, isUncertain, quantileOf } from '../../base/distribution.ts';
import { type Quantity, type Statement, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { correlatedScores } from '../../plan/correlatedScores.ts';
import type { Plan } from '../../plan/plan.ts';
import { inputValues } from '../../run/inputValues.ts';
import { inputUniforms } from '../../run/staticDraws.ts';

/** An uncertain input of a book or of its plan, with its value on each vector. */
export interface VectorInput {
  readonly path: string;
  readonly distribution: Distribution;
  /** The value that stands at the median, one a vector. */
  readonly values: Float64Array;
  /** What is ranked in its place, where that costs less: a scale in which it rises. */
  readonly draws?: () => Float64Array;
}

/** A book whose uncertain quantities take the values that a run drew for them. */
export interface DrawnBook {
  /** The book of one vector: every uncertain quantity is the figure drawn for it. */
  readonly at: (vector: number) => Book;
  readonly inputs: readonly VectorInput[];
}

/** Parts of a book in which nothing stands that an answer is computed from. */
const SET_ASIDE: ReadonlySet<string> = new Set(['book', 'sources', 'claims', 'checks', 'scenarios', 'mine']);

type Places = Map<string | number, Places | VectorInput>;

/**
 * Books of input vectors, so that a question computes from the inputs of a vector wherever it would take a median.
 *
 * Definition: on vector v a quantity of path x is F⁻¹(u), u the draw of the stream (seed, x) at v, as the run of nested paths
 * draws it; correlated inputs as the run draws them.
 * Cost: a copy of the mappings above the uncertain quantities a vector. Verified by: drawnBook.test.ts.
 */
export function drawnBook(book: Book, plan: Plan, seed: number, vectors: number): DrawnBook {
  const drawn = inputValues({ ...plan, noisePaths: 1 }, seed, vectors);
  const ofPlan = new Map<string, VectorInput>();
  for (const { path, index } of drawn.drawn) {
    const input = index < 0 ? undefined : plan.inputs[index];
    if (input !== undefined) ofPlan.set(path, { path, distribution: input.distribution, values: drawn.values(index) });
  }
  const inputs = new Map(ofPlan);
  const scores = correlatedScores(book);
  const inputOf = (path: string, distribution: Distribution): VectorInput => {
    const known = inputs.get(path);
    if (known !== undefined) return known;
    const u = inputUniforms(scores, seed, path, vectors);
    const made = { path, distribution, values: u.map((x) => quantileOf(distribution, x)) };
    inputs.set(path, made);
    return made;
  };
  const places = placesIn(book.content, book.asOf, inputOf, true);
  return {
    inputs: [...inputs.values()],
    at: (vector) =>
      places === null
        ? book
        : { ...book, content: withDrawn(book.content, places, vector, book.asOf) as Book['content'] },
  };
}

function isQuantity(value: object): value is Quantity {
  return (value as { is?: unknown }).is === 'quantity' && Array.isArray((value as { statements?: unknown }).statements);
}

function placesIn(
  value: unknown,
  asOf: string,
  inputOf: (path: string, distribution: Distribution) => VectorInput,
  isTop: boolean,
): Places | null {
  if (typeof value !== 'object' || value === null) return null;
  const places: Places = new Map();
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null || (isTop && SET_ASIDE.has(key))) continue;
    if (isQuantity(child)) {
      const distribution = statementAt(child, asOf)?.distribution;
      if (distribution !== undefined && isUncertain(distribution) && child.path !== '')
        places.set(key, inputOf(child.path, distribution));
      continue;
    }
    const below = placesIn(child, asOf, inputOf, false);
    if (below !== null) places.set(key, below);
  }
  return places.size === 0 ? null : places;
}

function withDrawn(value: unknown, places: Places, vector: number, asOf: string): unknown {
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as unknown as Record<number, unknown>)
    : { ...(value as object) };
  for (const [key, place] of places)
    copy[key] =
      place instanceof Map
        ? withDrawn(copy[key], place, vector, asOf)
        : certain(copy[key] as Quantity, place.values[vector] as number, asOf);
  return copy;
}

function certain(quantity: Quantity, value: number, asOf: string): Quantity {
  const standing = statementAt(quantity, asOf);
  const statements = quantity.statements.map(
    (s): Statement => (s === standing ? { ...s, distribution: { kind: 'point', value } } : s),
  );
  return { ...quantity, statements };
}
