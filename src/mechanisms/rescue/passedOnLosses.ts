/** By whom losses are passed on: the owner of a share loses with what it owns, a lender once the borrower is worth nothing. */
export interface LossTie {
  readonly kind: 'stake' | 'loan';
  /** Place of the one whose loss is passed on, and of the one who then loses. */
  readonly from: number;
  readonly to: number;
  /** Part of the shares, or the principal of the loan. */
  readonly size: number;
}

export interface LossWeb {
  /** What each loses first. */
  readonly losses: ArrayLike<number>;
  /** Worth of each one's shares before the loss, and all that it owes beside the loans among the ties. */
  readonly worth: ArrayLike<number>;
  readonly debts: ArrayLike<number>;
  readonly ties: readonly LossTie[];
}

const MOST_ROUNDS = 200;
const TOLERANCE = 1e-12;

/**
 * What each loses through others: shares in those who lose are worth less, and who loses more than it is worth fails its lenders.
 *
 * Definition: the least L with Lⱼ = lossⱼ + Σ_k s_jk·min(L_k, M_k) + Σ loans to k · max(0, L_k − M_k) / (debts and loans of k),
 * the last at most 1; given is L − loss.
 * Units: money. Assumes: a loss up to what the shares are worth falls on them, the rest on lenders pro rata.
 * Cost: ties × rounds until it rests.
 * Source: Eisenberg and Noe (2001) for losses beyond equity; Brioschi, Buzzacchi and Colombo (1989) for shares.
 * Verified by: passedOnLosses.test.ts (chains by hand; a circle against its series; monotone in the first losses).
 */
export function passedOnLosses({ losses, worth, debts, ties }: LossWeb): Float64Array {
  const n = losses.length;
  const owed = Float64Array.from({ length: n }, (_, i) => Math.max(0, debts[i]!));
  for (const tie of ties) if (tie.kind === 'loan') owed[tie.from]! += tie.size;
  const all = Float64Array.from({ length: n }, (_, i) => losses[i]!);
  const passed = new Float64Array(n);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    passed.fill(0);
    for (const tie of ties) passed[tie.to]! += passedBy(tie, all[tie.from]!, worth[tie.from]!, owed[tie.from]!);
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const next = losses[i]! + passed[i]!;
      moved = Math.max(moved, Math.abs(next - all[i]!) - TOLERANCE * Math.abs(next));
      all[i] = next;
    }
    if (moved <= 0) break;
  }
  return passed;
}

function passedBy({ kind, size }: LossTie, loss: number, worth: number, owed: number): number {
  if (kind === 'stake') return size * Math.max(0, Math.min(loss, worth));
  return owed > 0 ? size * Math.min(1, Math.max(0, loss - worth) / owed) : 0;
}
