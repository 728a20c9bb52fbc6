/**
 * Share of a pie that the first proposer gets when two bargain by alternating offers: (1 − δ₂)/(1 − δ₁δ₂).
 *
 * Units: a fraction; `first` and `second` are the discount factors of the two between offers, in [0, 1), or one of them 1.
 * Assumes: not both are 1, where any split can be an equilibrium (null).
 * Source: Rubinstein (1982), section 3. Verified by: bargaining.test.ts (the recursion of the finite game).
 */
export function rubinsteinShare(first: number, second: number): number | null {
  const delay = 1 - first * second;
  return delay === 0 ? null : (1 - second) / delay;
}
