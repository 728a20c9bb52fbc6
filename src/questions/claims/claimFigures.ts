import type { VectorInput } from './drawnBook.ts';
import type { Measure } from './measured.ts';
import type { Passes } from './passShare.ts';

/** What a measure came to: one number a vector, or one a path, NaN where it is not defined. */
export interface MeasuredFigures {
  readonly measure: Measure;
  readonly values: Float64Array;
  /** Numbers a vector: 1, or the noise paths of a vector. */
  readonly perVector: number;
  readonly unit: string;
}

/** A claim with what was measured, or why it cannot be told. */
export interface ClaimFigures {
  readonly id: string;
  readonly measured: readonly MeasuredFigures[];
  /** Inputs that may have moved the measures, one value a vector. */
  readonly inputs: readonly VectorInput[];
  /** Counted on plain paths, each with inputs of its own. */
  readonly isPlain: boolean;
  readonly problem: ClaimProblem | null;
}

export interface ClaimProblem {
  readonly code: string;
  readonly message: string;
  readonly help: string | null;
}

/** Where all measures of a claim pass, on each vector; on how many of its units all of them are defined. */
export function passesOf(measured: readonly MeasuredFigures[]): Passes {
  const per = Math.max(1, ...measured.map((m) => m.perVector));
  const vectors = Math.min(...measured.map((m) => Math.floor(m.values.length / m.perVector)));
  const passed = new Float64Array(vectors);
  const counted = new Float64Array(vectors);
  for (let v = 0; v < vectors; v++) {
    for (let u = 0; u < per; u++) {
      const values = measured.map((m) => m.values[m.perVector === 1 ? v : v * per + u] as number);
      if (values.some(Number.isNaN)) continue;
      counted[v] = (counted[v] as number) + 1;
      if (values.every((value, k) => measured[k]?.measure.test.passes(value) === true))
        passed[v] = (passed[v] as number) + 1;
    }
  }
  return { passed, counted, units: vectors * per };
}

/** The figure of each vector: its own, or the mean over its paths where it is defined; NaN where it is nowhere. */
export function figureByVector({ values, perVector }: MeasuredFigures): Float64Array {
  if (perVector === 1) return values;
  return Float64Array.from({ length: Math.floor(values.length / perVector) }, (_, v) => {
    let [sum, count] = [0, 0];
    for (const value of values.subarray(v * perVector, (v + 1) * perVector)) {
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return count === 0 ? Number.NaN : sum / count;
  });
}

/** Share of the units of a measure on which it is defined. */
export function definedShare({ values }: MeasuredFigures): number {
  let defined = 0;
  for (const value of values) if (!Number.isNaN(value)) defined += 1;
  return values.length === 0 ? 0 : defined / values.length;
}
