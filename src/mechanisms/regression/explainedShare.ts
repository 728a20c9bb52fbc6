import { shapleyValue } from '../bargaining/shapleyValue.ts';

/** Part of a direction that is left after earlier ones are taken out, under which it counts as said already. */
const SAID_ALREADY = 1e-10;

/**
 * Share of the variance of something that a linear function of some columns explains: R² of least squares with a constant.
 *
 * Definition: 1 − Σ(y − ŷ)²/Σ(y − ȳ)², by projection on orthogonalised columns; a column that the others say already adds
 * nothing. 0 where y does not vary.
 * Units: a fraction. Cost: rows × columns². Source: Björck (1967), Solving linear least squares by Gram–Schmidt.
 * Verified by: explainedShare.test.ts (one column is the squared correlation; normal equations; exact fits).
 */
export function explainedShare(outcomes: readonly number[], columns: readonly (readonly number[])[]): number {
  const left = centred(outcomes);
  const whole = product(left, left);
  if (whole <= 0) return 0;
  const basis: number[][] = [];
  let explained = 0;
  for (const column of columns) {
    const direction = centred(column);
    const size = product(direction, direction);
    for (const before of [...basis, ...basis]) {
      const share = product(direction, before);
      for (let i = 0; i < direction.length; i++) direction[i] -= share * before[i];
    }
    const length = product(direction, direction);
    if (length <= SAID_ALREADY * size) continue;
    const unit = direction.map((x) => x / Math.sqrt(length));
    const share = product(left, unit);
    explained += share * share;
    basis.push(unit);
  }
  return Math.min(1, explained / whole);
}

/**
 * What each column contributes to the explained share: the Shapley value of the game in which a set of columns is worth its R².
 *
 * Units: fractions that sum to the R² of all. Cost: 2^columns fits.
 * Source: Lindeman, Merenda and Gold (1980); Shorrocks (2013), Decomposition procedures, J. of Economic Inequality 11.
 * Verified by: explainedShare.test.ts (sums to R², order does not matter, uncorrelated columns get their own R²).
 */
export function explainedShares(outcomes: readonly number[], columns: readonly (readonly number[])[]): number[] {
  const worth = Array.from({ length: 1 << columns.length }, (_, set) =>
    explainedShare(
      outcomes,
      columns.filter((_, i) => (set & (1 << i)) !== 0),
    ),
  );
  return shapleyValue(columns.length, worth);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.map((x) => x - mean);
}

function product(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
