/** An estate too small for the claims on it. */
export interface ClaimsProblem {
  readonly estate: number;
  readonly claims: readonly number[];
}

/** Each gets the same part of its claim. Source: the usual rule of bankruptcy law; Moulin (2000). */
export function proportionalAwards({ estate, claims }: ClaimsProblem): number[] {
  const all = claims.reduce((sum, c) => sum + c, 0);
  return claims.map((c) => (all === 0 ? 0 : (Math.min(estate, all) * c) / all));
}

/** Each gets the same amount, but nobody more than its claim. Source: Aumann and Maschler (1985). */
export function equalAwards({ estate, claims }: ClaimsProblem): number[] {
  const awards = claims.map(() => 0);
  const order = claims.map((_, i) => i).sort((a, b) => claims[a]! - claims[b]!);
  let left = estate;
  for (const [place, i] of order.entries()) {
    const award = Math.min(claims[i]!, left / (order.length - place));
    awards[i] = award;
    left -= award;
  }
  return awards;
}

/** Each loses the same amount, but nobody more than its claim. Source: Aumann and Maschler (1985). */
export function equalLosses({ estate, claims }: ClaimsProblem): number[] {
  const all = claims.reduce((sum, c) => sum + c, 0);
  const losses = equalAwards({ estate: Math.max(0, all - estate), claims });
  return claims.map((c, i) => c - losses[i]!);
}

/**
 * The rule of the Talmud: equal awards of half-claims while the estate is below half of all claims, equal losses above.
 *
 * Definition: E ≤ Σc/2: equalAwards(E, c/2); else c − equalAwards(Σc − E, c/2).
 * Units: money. Cost: n log n.
 * Source: Aumann and Maschler (1985): the nucleolus of the bankruptcy game, and the only rule consistent with the contested garment.
 * Verified by: bargaining.test.ts (the estates of the Talmud; consistency for every pair).
 */
export function talmudAwards({ estate, claims }: ClaimsProblem): number[] {
  const all = claims.reduce((sum, c) => sum + c, 0);
  const halves = claims.map((c) => c / 2);
  if (estate <= all / 2) return equalAwards({ estate, claims: halves });
  const losses = equalAwards({ estate: Math.max(0, all - estate), claims: halves });
  return claims.map((c, i) => c - losses[i]!);
}
