import type { BargainingProblem } from './nashSplit.ts';

/**
 * The Kalai–Smorodinsky bargain over a sum: everybody gets the same part of the most that it could have hoped for.
 *
 * Definition: aᵢ = min(capᵢ, V − Σ_{j≠i} dⱼ); x = d + t·(a − d), t = min(1, (V − Σd)/Σ(a − d)). Null if Σd > V.
 * Units: money. Assumes: dᵢ ≤ capᵢ. Without caps it is the equal split of the surplus, as Nash's.
 * Cost: linear.
 * Source: Kalai and Smorodinsky (1975).
 * Verified by: bargaining.test.ts (equal shares of the ideal gain; monotone in a player's cap).
 */
export function kalaiSmorodinsky({ total, disagreement, caps }: BargainingProblem): number[] | null {
  const surplus = total - disagreement.reduce((sum, d) => sum + d, 0);
  if (surplus < 0) return null;
  const hopes = disagreement.map((d, i) => Math.max(0, Math.min(caps?.[i] ?? Infinity, d + surplus) - d));
  const all = hopes.reduce((sum, hope) => sum + hope, 0);
  const part = all === 0 ? 0 : Math.min(1, surplus / all);
  return disagreement.map((d, i) => d + part * hopes[i]!);
}
