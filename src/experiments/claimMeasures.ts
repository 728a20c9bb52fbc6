import { quantileOf } from '../base/distribution.ts';
import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import type { ClaimFigures, MeasuredFigures } from '../questions/claims/claimFigures.ts';
import type { DrawnBook, VectorInput } from '../questions/claims/drawnBook.ts';
import { type Measure, measuresOf, type VectorSlice } from '../questions/claims/measured.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import type { Asking } from './asking.ts';
import { MEASURED, type MeasuredFigure } from './measuredQuestions.ts';

/** Draws of what follows from inputs alone, for each vector: they cost little. */
const DRAWS_PER_VECTOR = 5;

/** A measure with the question that gives its figure. */
interface Asked {
  readonly measure: Measure;
  readonly figure: MeasuredFigure | null;
}

/** A claim with what its measures need; plain where each path tells all of it by itself. */
export interface ClaimAsked {
  readonly id: string;
  readonly of: readonly Asked[];
  readonly isPlain: boolean;
}

/** The claims of a book, or those named, each with the figures that its measures take. */
export function claimsAsked(book: Book, nested: Plan, only: readonly string[] | undefined): ClaimAsked[] {
  const plainPlan: Plan = { ...nested, noisePaths: 1 };
  return Object.entries(book.content.claims ?? {})
    .filter(([id]) => only === undefined || only.includes(id))
    .map(([id, claim]) => {
      const of = (plan: Plan): Asked[] =>
        measuresOf(claim).measures.map((measure) => ({
          measure,
          figure:
            measure.kind === 'structural'
              ? null
              : (MEASURED[claim.question]?.figure?.(book, plan, measure.path, measure.kind) ?? null),
        }));
      const asked = of(plainPlan);
      const isPlain =
        asked.length > 0 &&
        asked.every(({ measure, figure }) => measure.kind === 'pathwise' && figure?.isOfPaths === true);
      return { id, of: isPlain ? asked : of(nested), isPlain };
    });
}

/** Readers of the worlds that were run, by id. */
export type Readers = ReadonlyMap<string, ReadRecorded>;

/** What claims are measured on. */
export interface Measuring {
  readonly asking: Asking;
  readonly plan: Plan;
  readonly drawn: DrawnBook;
  readonly readers: Readers;
  readonly vectors: number;
  readonly noisePaths: number;
  /** Every path has inputs of its own. */
  readonly isPlain: boolean;
  /** By the function that says it. */
  readonly said: Map<unknown, unknown[]>;
}

/** Measures a claim on the worlds that were run for it; or says why it cannot be told. */
export function figuresOf(measuring: Measuring, { id, of: asked }: ClaimAsked): ClaimFigures {
  const { asking, drawn, vectors, isPlain } = measuring;
  const claim = asking.book.content.claims?.[id];
  const question = claim?.question ?? '';
  const none = (code: string, message: string, help: string | null): ClaimFigures => ({
    id,
    measured: [],
    inputs: [],
    isPlain,
    problem: { code, message, help },
  });
  if (MEASURED[question] === undefined)
    return none(
      'claims.question-cannot',
      `\`${question}\` gives no figures to claims`,
      `ask ${Object.keys(MEASURED).join(', ')}`,
    );
  const untested = claim === undefined ? [] : measuresOf(claim).untested;
  if (untested.length > 0)
    return none('claims.untested', `\`${untested[0]}\` is tested against nothing`, 'give it a `test` such as "> 0.5"');
  const isStructural = asked.every(({ measure }) => measure.kind === 'structural');
  const draws = isStructural ? vectors * DRAWS_PER_VECTOR : vectors;
  const measured: MeasuredFigures[] = [];
  const inputs = new Map<string, VectorInput>();
  for (const one of asked) {
    const found =
      one.measure.kind === 'structural' ? structural(measuring, question, one.measure, draws) : sampled(measuring, one);
    if (found === null)
      return none(
        'claims.unknown-measure',
        `\`${question}\` has no figure \`${one.measure.path}\` on this day`,
        'a deal that it names may have lapsed by this day; --json tells what the question answers',
      );
    measured.push(found.figures);
    for (const input of found.inputs ?? drawn.inputs) inputs.set(input.path, input);
  }
  return { id, measured, inputs: [...inputs.values()], isPlain, problem: null };
}

interface Found {
  readonly figures: MeasuredFigures;
  /** Inputs that it rests on; null for all of the run. */
  readonly inputs: readonly VectorInput[] | null;
}

function structural({ asking }: Measuring, question: string, measure: Measure, draws: number): Found | null {
  const { book, seed } = asking;
  const figures = MEASURED[question]?.draws?.(book, seed, draws, measure.path) ?? null;
  const values = figures?.at(measure.path);
  if (figures === null || values === undefined) return null;
  const inputs = figures.inputs.map(({ path, distribution, draws: u }): VectorInput => {
    return { path, distribution, values: u.map((x) => quantileOf(distribution, x)) };
  });
  return { figures: { measure, values, perVector: 1, unit: figures.unit }, inputs };
}

function sampled(measuring: Measuring, { measure, figure }: Asked): Found | null {
  const { vectors, noisePaths, isPlain } = measuring;
  if (figure === null) return null;
  const isPathwise = measure.kind === 'pathwise';
  const perVector = isPathwise ? noisePaths : 1;
  const part = Math.min(1, ...figure.worlds.map((world) => (world.isPooled === true ? 1 : (world.part ?? 1))));
  const count = Math.ceil(vectors * part);
  const values = new Float64Array(count * perVector).fill(Number.NaN);
  for (let v = 0; v < count; v++) {
    if (isPathwise) {
      const column = figure.pathwise === undefined ? undefined : atVector(measuring, figure.pathwise, v)(measure.path);
      if (column === undefined) return null;
      values.set(column, v * noisePaths);
    } else {
      const value =
        figure.expectation === undefined ? undefined : atVector(measuring, figure.expectation, v)(measure.path);
      if (value === undefined) return null;
      values[v] = value ?? Number.NaN;
    }
  }
  return { figures: { measure, values, perVector: isPlain ? 1 : perVector, unit: figure.unit }, inputs: null };
}

/** What a question says of a vector, worked out once for all measures that ask. */
function atVector<T>(measuring: Measuring, of: (slice: VectorSlice) => T, vector: number): T {
  const { said } = measuring;
  const known = said.get(of) ?? [];
  said.set(of, known);
  known[vector] ??= of(sliceOf(measuring, vector));
  return known[vector] as T;
}

/** The paths of one vector, with the book as its inputs were drawn. */
function sliceOf({ asking, plan, drawn, readers, noisePaths }: Measuring, vector: number): VectorSlice {
  const from = vector * noisePaths;
  const whole = (id: string): ReadRecorded => {
    const read = readers.get(id);
    if (read === undefined) throw new Error(`the world ${id} was not run`);
    return read;
  };
  return {
    book: bookAt(drawn, vector),
    plan,
    seed: asking.seed,
    from,
    paths: noisePaths,
    whole,
    world: (id) => {
      const read = whole(id);
      return (name) => read(name).subarray(from, from + noisePaths);
    },
  };
}

const books = new WeakMap<DrawnBook, Map<number, Book>>();

function bookAt(drawn: DrawnBook, vector: number): Book {
  const known = books.get(drawn) ?? new Map<number, Book>();
  books.set(drawn, known);
  const book = known.get(vector) ?? drawn.at(vector);
  known.set(vector, book);
  return book;
}
