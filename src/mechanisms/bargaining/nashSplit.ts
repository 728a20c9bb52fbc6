/** Who bargains over a sum: what each has without an agreement, how strong each is, and the most each may get. */
export interface BargainingProblem {
  readonly total: number;
  readonly disagreement: readonly number[];
  /** Bargaining weights, positive where somebody may gain; equal where left out. */
  readonly weights?: readonly number[];
  /** Largest amount each may get; `Infinity` where there is none. */
  readonly caps?: readonly number[];
}

/**
 * The weighted Nash bargain over a sum that can be split at will; null where there is nothing to gain from agreeing.
 *
 * Definition: x maximises Π (xᵢ − dᵢ)^wᵢ subject to Σx ≤ V and xᵢ ≤ aᵢ. Without binding caps xᵢ = dᵢ + (wᵢ/Σw)(V − Σd);
 * with them xᵢ = min(aᵢ, dᵢ + wᵢ·t), t such that all is given out, or all caps reached.
 * Units: money throughout. Assumes: dᵢ ≤ aᵢ; null if Σd > V.
 * Cost: n log n.
 * Source: Nash (1950); weights: Kalai (1977), Nonsymmetric Nash solutions.
 * Verified by: bargaining.test.ts (worked examples, grid search, independence of irrelevant alternatives).
 */
export function nashSplit({ total, disagreement, weights, caps }: BargainingProblem): number[] | null {
  const surplus = total - disagreement.reduce((sum, d) => sum + d, 0);
  if (surplus < 0) return null;
  const players = disagreement.map((d, i) => ({ d, weight: weights?.[i] ?? 1, room: (caps?.[i] ?? Infinity) - d, i }));
  const split = [...disagreement];
  // Whoever reaches its cap first leaves the rest to the others.
  const order = [...players].filter((p) => p.weight > 0).sort((a, b) => a.room / a.weight - b.room / b.weight);
  let left = surplus;
  let weightLeft = order.reduce((sum, p) => sum + p.weight, 0);
  for (const { i, d, weight, room } of order) {
    const given = Math.max(0, Math.min(room, (left * weight) / weightLeft));
    split[i] = d + given;
    left -= given;
    weightLeft -= weight;
  }
  return split;
}

/**
 * The bargaining weights that explain a split: wᵢ = (xᵢ − dᵢ) / (V − Σd), which sum to 1 where all is given out.
 *
 * Units: fractions; negative for whoever got less than without an agreement. Null where V = Σd.
 * Source: Nash (1950), read backwards. Verified by: bargaining.test.ts (the inverse of nashSplit).
 */
export function impliedWeights(
  total: number,
  disagreement: readonly number[],
  split: readonly number[],
): number[] | null {
  const surplus = total - disagreement.reduce((sum, d) => sum + d, 0);
  return surplus === 0 ? null : split.map((x, i) => (x - disagreement[i]!) / surplus);
}
