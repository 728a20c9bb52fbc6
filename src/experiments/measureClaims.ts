import { quantileOf } from '../base/distribution.ts';
import { fillUniforms, STATIC_QUARTER, streamKey } from '../base/random.ts';
import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import type { ClaimFigures, MeasuredFigures } from '../questions/claims/claimFigures.ts';
import { type DrawnBook, drawnBook, type VectorInput } from '../questions/claims/drawnBook.ts';
import { type Measure, type MeasuredWorld, measuresOf, type VectorSlice } from '../questions/claims/measured.ts';
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
  const readers = await runUnion(worlds, asking, vectors, noisePaths);
  if (readers === null) return null;
  const drawn = drawnBook(book, plan, asking.seed, vectors);
  const measuring: Measuring = { asking, plan, drawn, readers, vectors, noisePaths, said: new Map() };
  const figures = [...asked].map(([id, of]) => figuresOf(measuring, id, of));
  return { plan, vectors, noisePaths, worlds: worlds.length, figures };
}

/** Runs the worlds, those of which only a part of the vectors is read on those alone; readers by id. */
async function runUnion(
  worlds: readonly MeasuredWorld[],
  asking: Asking,
  vectors: number,
  noisePaths: number,
): Promise<ReadonlyMap<string, ReadRecorded> | null> {
  const pathsOf = ({ part = 1 }: MeasuredWorld): number => Math.ceil(vectors * part) * noisePaths;
  const all = worlds.reduce((sum, world) => sum + pathsOf(world), 0);
  const readers = new Map<string, ReadRecorded>();
  let done = 0;
  for (const paths of [...new Set(worlds.map(pathsOf))]) {
    const some = worlds.filter((world) => pathsOf(world) === paths);
    const before = done;
    const onProgress = (now: number): void => asking.onProgress?.(before + now, all);
    const read = await recordWorlds(some, { ...asking, paths, onProgress });
    if (read === null) return null;
    for (const [w, { id }] of some.entries()) readers.set(id, remembered(read[w] as ReadRecorded));
    done += paths * some.length;
  }
  return readers;
}

interface Measuring {
  readonly asking: Asking;
  readonly plan: Plan;
  readonly drawn: DrawnBook;
  readonly readers: ReadonlyMap<string, ReadRecorded>;
  readonly vectors: number;
  readonly noisePaths: number;
  /** By the function that says it. */
  readonly said: Map<unknown, unknown[]>;
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
        'a deal that it names may have lapsed by this day; --json tells what the question answers',
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
  const part = Math.min(1, ...figure.worlds.map((world) => world.part ?? 1));
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
  return { figures: { measure, values, perVector, unit: figure.unit }, inputs: null };
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

/** Columns are joined over all paths once. */
function remembered(read: ReadRecorded): ReadRecorded {
  const known = new Map<string, Float64Array>();
  return (name) => {
    const values = known.get(name) ?? read(name);
    known.set(name, values);
    return values;
  };
}
