import { quantileOf } from '../base/distribution.ts';
import { fillUniforms, STATIC_QUARTER, streamKey } from '../base/random.ts';
import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import type { ClaimFigures, MeasuredFigures } from '../questions/claims/claimFigures.ts';
import { claims } from '../questions/claims/claims.ts';
import type { ClaimsResult } from '../questions/claims/claimsSchema.ts';
import { type DrawnBook, drawnBook, type VectorInput } from '../questions/claims/drawnBook.ts';
import { type Measure, measuresOf, type VectorSlice } from '../questions/claims/measured.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import type { Asking } from './asking.ts';
import { MEASURED, type MeasuredFigure } from './measuredQuestions.ts';
import { recordWorlds } from './recordWorlds.ts';
import { unionOfWorlds } from './unionOfWorlds.ts';

/** Input vectors and noise paths of each, where nobody says (definitions D5). */
export const CLAIM_VECTORS = 200;
export const CLAIM_NOISE = 10;
/** Draws of what follows from inputs alone, for each vector: they cost little. */
const DRAWS_PER_VECTOR = 5;

export interface ClaimsOptions {
  readonly vectors?: number;
  readonly noisePaths?: number;
  /** Only these claims; all where left out. */
  readonly only?: readonly string[];
}

/** The verdicts on the claims of a book, from one union of worlds on the same nested paths. */
export async function askClaims(asking: Asking, options: ClaimsOptions = {}): Promise<Answer<ClaimsResult>> {
  const { book, diagnostics, seed } = asking;
  const measured = await measureClaims(asking, options);
  if (measured === null)
    return failedAnswer('claims', 'run.interrupted', 'interrupted before all worlds of the claims were run');
  const { vectors, noisePaths } = measured;
  return answerOf(book, claims({ book, ...measured }), diagnostics, {
    seed,
    paths: vectors * noisePaths,
    scenarios: [],
  });
}

/** What was measured of the claims of a book. */
export interface MeasuredClaims {
  readonly plan: Plan;
  readonly vectors: number;
  readonly noisePaths: number;
  readonly worlds: number;
  readonly figures: readonly ClaimFigures[];
}

/** A measure with the question that gives its figure. */
interface Asked {
  readonly measure: Measure;
  readonly figure: MeasuredFigure | null;
}

/** Runs all worlds that the claims need, once, and measures each claim; null after an interruption. */
export async function measureClaims(asking: Asking, options: ClaimsOptions = {}): Promise<MeasuredClaims | null> {
  const { book } = asking;
  const { vectors = CLAIM_VECTORS, noisePaths = CLAIM_NOISE, only } = options;
  const plan: Plan = { ...planBook(book), noisePaths };
  const asked = new Map<string, Asked[]>();
  for (const [id, claim] of Object.entries(book.content.claims ?? {})) {
    if (only !== undefined && !only.includes(id)) continue;
    const of = MEASURED[claim.question];
    asked.set(
      id,
      measuresOf(claim).measures.map((measure) => ({
        measure,
        figure: measure.kind === 'structural' ? null : (of?.figure?.(book, plan, measure.path) ?? null),
      })),
    );
  }
  const all = [...asked.values()].flat().flatMap(({ figure }) => figure?.worlds ?? []);
  const worlds = unionOfWorlds(all);
  const read = await recordWorlds(worlds, { ...asking, paths: vectors * noisePaths });
  if (read === null) return null;
  const readers = new Map(worlds.map(({ id }, w) => [id, remembered(read[w] as ReadRecorded)]));
  const drawn = drawnBook(book, plan, asking.seed, vectors);
  const measuring: Measuring = { asking, plan, drawn, readers, vectors, noisePaths };
  const figures = [...asked].map(([id, of]) => figuresOf(measuring, id, of));
  return { plan, vectors, noisePaths, worlds: worlds.length, figures };
}

interface Measuring {
  readonly asking: Asking;
  readonly plan: Plan;
  readonly drawn: DrawnBook;
  readonly readers: ReadonlyMap<string, ReadRecorded>;
  readonly vectors: number;
  readonly noisePaths: number;
}

function figuresOf(measuring: Measuring, id: string, asked: readonly Asked[]): ClaimFigures {
  const { asking, drawn, vectors } = measuring;
  const claim = asking.book.content.claims?.[id];
  const question = claim?.question ?? '';
  const none = (code: string, message: string, help: string | null): ClaimFigures => ({
    id,
    measured: [],
    inputs: [],
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
        'look at what the question answers with --json',
      );
    measured.push(found.figures);
    for (const input of found.inputs ?? drawn.inputs) inputs.set(input.path, input);
  }
  return { id, measured, inputs: [...inputs.values()], problem: null };
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
  const inputs = figures.inputs.map(({ path, distribution }): VectorInput => {
    const u = new Float64Array(draws);
    fillUniforms(u, 0, draws, streamKey(seed, path), 0, STATIC_QUARTER);
    return { path, distribution, values: u.map((x) => quantileOf(distribution, x)) };
  });
  return { figures: { measure, values, perVector: 1, unit: figures.unit }, inputs };
}

function sampled(measuring: Measuring, { measure, figure }: Asked): Found | null {
  const { vectors, noisePaths } = measuring;
  if (figure === null) return null;
  const isPathwise = measure.kind === 'pathwise';
  const perVector = isPathwise ? noisePaths : 1;
  const values = new Float64Array(vectors * perVector).fill(Number.NaN);
  for (let v = 0; v < vectors; v++) {
    const slice = sliceOf(measuring, v);
    if (isPathwise) {
      const column = figure.pathwise?.(slice)(measure.path);
      if (column === undefined) return null;
      values.set(column, v * noisePaths);
    } else {
      const value = figure.expectation?.(slice)(measure.path);
      if (value === undefined) return null;
      values[v] = value ?? Number.NaN;
    }
  }
  return { figures: { measure, values, perVector, unit: figure.unit }, inputs: null };
}

/** The paths of one vector, with the book as its inputs were drawn. */
function sliceOf({ asking, plan, drawn, readers, noisePaths }: Measuring, vector: number): VectorSlice {
  const from = vector * noisePaths;
  return {
    book: bookAt(drawn, vector),
    plan,
    seed: asking.seed,
    paths: noisePaths,
    world: (id) => {
      const read = readers.get(id);
      if (read === undefined) throw new Error(`the world ${id} was not run`);
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

/** Columns are joined over all paths once. */
function remembered(read: ReadRecorded): ReadRecorded {
  const known = new Map<string, Float64Array>();
  return (name) => {
    const values = known.get(name) ?? read(name);
    known.set(name, values);
    return values;
  };
}
