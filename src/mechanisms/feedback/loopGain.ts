import { denseSolve } from '../clearing/denseSolve.ts';
import { spectralRadius } from '../contagion/spectralRadius.ts';

/**
 * Gain of a loop: the factor by which what is in it grows from turn to turn in the long run.
 *
 * Definition: the spectral radius of the non-negative next-generation matrix, given by rows.
 * Units: a ratio. Cost: that of the power iteration.
 * Source: Diekmann, Heesterbeek and Metz (1990).
 * Verified by: feedback.test.ts (closed forms, growth of powers).
 */
export function loopGain(matrix: Float64Array, size: number): number {
  if (size === 1) return matrix[0]!;
  // The iteration adds one to the diagonal: measured by its largest sum of a row, a small gain loses no digits to that.
  let scale = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]!;
    scale = Math.max(scale, sum);
  }
  if (!(scale > 0)) return 0;
  const start = new Int32Array(size + 1);
  const to: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (!(matrix[i * size + j]! > 0)) continue;
      to.push(j);
      weight.push(matrix[i * size + j]! / scale);
    }
    start[i + 1] = to.length;
  }
  return scale * spectralRadius(size, start, Int32Array.from(to), Float64Array.from(weight));
}

/**
 * All that one unit calls forth over all turns, itself included; null where it grows without bound.
 *
 * Definition: (I − Γ)⁻¹ = Σ Γᵏ by rows, which exists and is non-negative exactly where the gain is under 1.
 * Cost: size systems of that size.
 * Source: Leontief (1936), Quantitative input and output relations, Review of Economics and Statistics 18; Perron and
 * Frobenius for the condition.
 * Verified by: feedback.test.ts (a matrix inverted by hand; the sum of powers).
 */
export function multiplierMatrix(matrix: Float64Array, size: number): Float64Array | null {
  if (loopGain(matrix, size) >= 1) return null;
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const rows = matrix.map((value, k) => (k % size === Math.floor(k / size) ? 1 : 0) - value);
    const column = new Float64Array(size);
    column[j] = 1;
    if (!denseSolve(rows, column, size)) return null;
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i]!;
  }
  return inverse;
}

/** Sum over the first turns of what a start calls forth, the start included: Σ_{k<turns} Γᵏ·start. */
export function afterTurns(matrix: Float64Array, size: number, start: ArrayLike<number>, turns: number): Float64Array {
  let current = Float64Array.from({ length: size }, (_, i) => start[i]!);
  const sum = new Float64Array(size);
  for (let k = 0; k < turns; k++) {
    const next = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      sum[i]! += current[i]!;
      for (let j = 0; j < size; j++) next[i]! += matrix[i * size + j]! * current[j]!;
    }
    current = next;
  }
  return sum;
}
