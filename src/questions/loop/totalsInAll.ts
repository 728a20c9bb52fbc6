import { loopGain, multiplierMatrix } from '../../mechanisms/feedback/loopGain.ts';
import type { Bounded } from './loopSchema.ts';

/**
 * What a unit of each party becomes in all, itself included: a bound for some may stand beside none for others.
 *
 * Definition: column sums of (I − Γ)⁻¹ on the parties from which no circle of gain 1 or more is reached: a unit stays among
 * those that it reaches, so that Σ Γᵏ·e_j has a bound exactly where their gain is under 1.
 * Units: those of the matrix. Assumes: entries ≥ 0. Cost: size gains, and one multiplier matrix.
 * Source: Berman and Plemmons (1994), Nonnegative Matrices in the Mathematical Sciences, chapter 2, section 3 (classes).
 * Verified by: plainLoop.test.ts (sums of powers).
 */
export function totalsInAll(matrix: Float64Array, size: number): Bounded[] {
  const isBounded = Array.from({ length: size }, (_, j) => {
    const reached = reachedFrom(matrix, size, j);
    return loopGain(amongOnly(matrix, size, reached), reached.length) < 1;
  });
  const bounded = isBounded.flatMap((is, j) => (is ? [j] : []));
  const among = bounded.length;
  const inverse = among === 0 ? null : multiplierMatrix(amongOnly(matrix, size, bounded), among);
  const totals: Bounded[] = isBounded.map(() => 'unbounded');
  if (inverse === null) return totals;
  for (const [k, j] of bounded.entries()) {
    let sum = 0;
    for (let i = 0; i < among; i++) sum += inverse[i * among + k]!;
    totals[j] = sum;
  }
  return totals;
}

/** Parties that a unit of one comes to in any number of turns, itself among them. */
function reachedFrom(matrix: Float64Array, size: number, from: number): number[] {
  const reached = [from];
  const isReached = new Uint8Array(size);
  isReached[from] = 1;
  for (const j of reached) {
    for (let i = 0; i < size; i++) {
      if (isReached[i] === 1 || !(matrix[i * size + j]! > 0)) continue;
      isReached[i] = 1;
      reached.push(i);
    }
  }
  return reached.sort((a, b) => a - b);
}

function amongOnly(matrix: Float64Array, size: number, members: readonly number[]): Float64Array {
  return Float64Array.from(members.flatMap((i) => members.map((j) => matrix[i * size + j]!)));
}
