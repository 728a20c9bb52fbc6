/** A tier of a waterfall: who shares in it, and how much it takes in all before the next tier begins. */
export interface PayoutTier {
  /** Share of each receiver in the tier, by number; they sum to 1. */
  readonly shares: readonly number[];
  /** Amount that the tier pays out in all; `Infinity` for the last. */
  readonly size: number;
}

/**
 * What each receiver gets when proceeds run through tiers in their order.
 *
 * Definition: tier t pays min(sizeₜ, what earlier tiers left); xᵢ = Σₜ shareₜᵢ · paidₜ. What no tier takes is left over.
 * Units: money. Cost: tiers × receivers.
 * Source: the distribution waterfall of partnership agreements; Metrick and Yasuda (2011), chapter 2.
 * Verified by: waterfall.test.ts.
 */
export function tierPayouts(
  tiers: readonly PayoutTier[],
  receivers: number,
  exit: number,
): { readonly amounts: number[]; readonly left: number } {
  const amounts = new Array<number>(receivers).fill(0);
  let left = Math.max(0, exit);
  for (const { shares, size } of tiers) {
    const paid = Math.min(size, left);
    for (let i = 0; i < receivers; i++) amounts[i]! += (shares[i] ?? 0) * paid;
    left -= paid;
  }
  return { amounts, left };
}
