import { multiplierMatrix } from './loopGain.ts';

/**
 * The value of one entry of a next-generation matrix at which its gain is one; null where none makes it so.
 *
 * Definition: det(I − Γ₀ − t·e_i·e_jᵀ) = det(I − Γ₀)·(1 − t·N[j][i]) with Γ₀ the matrix without the entry and N = (I − Γ₀)⁻¹, so
 * that t = 1/N[j][i] where the gain of Γ₀ is under 1 and a unit at i leads back to j. With N of the whole matrix, whose gain is
 * then under 1, the same value is the entry + 1/N[j][i].
 * Assumes: entries ≥ 0. Cost: nothing where the multiplier matrix is given, else that of one.
 * Source: the matrix determinant lemma, Horn and Johnson (2013), Matrix Analysis, 2nd edition, section 0.8.5.
 * Verified by: feedback.test.ts (against bracketing).
 */
export function criticalEntry(
  matrix: Float64Array,
  size: number,
  row: number,
  column: number,
  multiplier: Float64Array | null,
): number | null {
  const at = row * size + column;
  const whole =
    multiplier ??
    multiplierMatrix(
      matrix.map((x, k) => (k === at ? 0 : x)),
      size,
    );
  const back = whole?.[column * size + row] ?? 0;
  // Less than rounding leaves is a way back that is not there.
  if (!(back > 1e-14)) return null;
  return (multiplier === null ? 0 : matrix[at]!) + 1 / back;
}
