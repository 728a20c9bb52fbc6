import type { Distribution } from '../../base/distribution.ts';
import type { Book } from '../../book/book.ts';
import type { Claim } from '../../book/schema/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';

/** A world that some measure reads: the same id is the same world. The book as it stands is the empty id. */
export interface MeasuredWorld {
  readonly id: string;
  readonly plan: Plan;
  /** Part of the vectors on which it is read; all where left out. */
  readonly part?: number;
  /** All vectors that it has are read together, so that it gives the others a figure too. */
  readonly isPooled?: boolean;
  /** Kept columns that are read. */
  readonly names?: readonly string[];
  /** Sums over columns that are kept besides. */
  readonly recorded: readonly Recorded[];
}

/** The paths of one input vector: the book with what was drawn for it, and what was recorded in each world. */
export interface VectorSlice {
  readonly book: Book;
  readonly plan: Plan;
  readonly seed: number;
  /** The first path of the vector, and how many it has. */
  readonly from: number;
  readonly paths: number;
  /** Reads a world by id; throws on one that was not asked for. */
  readonly world: (id: string) => ReadRecorded;
  /** The same over the paths of all vectors: the same reader for each of them, so that what it gives may be kept. */
  readonly whole: (id: string) => ReadRecorded;
}

/** One number of a vector by its path into the answer; null where it is not defined there, undefined for no such path. */
export type FigureAt = (path: string) => number | null | undefined;

/** One number a path, or a draw; NaN where it is not defined there. Undefined for no such path. */
export type ColumnAt = (path: string) => Float64Array | undefined;

/** Figures that follow from inputs alone, with the inputs that they rest on. */
export interface StructuralFigures {
  readonly at: ColumnAt;
  readonly inputs: readonly {
    readonly path: string;
    readonly distribution: Distribution;
    /** Uniform draws, one a draw of the inputs. */
    readonly draws: Float64Array;
  }[];
}

export type MeasureKind = 'pathwise' | 'structural' | 'expectation';

/** One measure of a claim as it is tested. */
export interface Measure {
  readonly path: string;
  /** What the figure is, in the book's words; null where it has none. */
  readonly name: string | null;
  readonly kind: MeasureKind;
  readonly test: MeasureTest;
}

export interface MeasureTest {
  readonly text: string;
  readonly passes: (value: number) => boolean;
}

const SIGNS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '≤': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '≥': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

const SCALES: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12, '%': 0.01 };

/** Reads a test such as "> 0.5", "<= 20%" or ">= $5B"; null where it is none. */
export function measureTest(text: string): MeasureTest | null {
  const parts = /^(<=|>=|<|>|=|≤|≥)\s*([$€£¥]?)(-?[\d.]+(?:e-?\d+)?)\s*([KMBT%]?)$/.exec(text.trim());
  if (parts === null) return null;
  const [, sign = '', , digits = '', scale = ''] = parts;
  const compare = SIGNS[sign];
  const bound = Number(digits) * (SCALES[scale] ?? 1);
  if (compare === undefined || !Number.isFinite(bound)) return null;
  return { text: text.trim(), passes: (value) => compare(value, bound) };
}

/** The measures of a claim; what names no kind is tested on the mean of each vector. */
export function measuresOf(claim: Claim): { measures: Measure[]; untested: string[] } {
  const written = Array.isArray(claim.measure) ? claim.measure : [claim.measure];
  const measures: Measure[] = [];
  const untested: string[] = [];
  for (const one of written) {
    const measure = typeof one === 'string' ? { path: one } : one;
    const name = measure.name ?? null;
    const test = measureTest(measure.test ?? claim.test ?? '');
    if (test === null) untested.push(measure.path);
    else measures.push({ path: measure.path, name, kind: measure.kind ?? 'expectation', test });
  }
  return { measures, untested };
}
