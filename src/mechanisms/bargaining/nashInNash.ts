/** One contract between a buyer and a seller, players by number, with the buyer's bargaining weight in [0, 1]. */
export interface BilateralLink {
  readonly buyer: number;
  readonly seller: number;
  readonly buyerWeight: number;
}

/**
 * Transfers from buyers to sellers where every pair bargains over its own contract and takes all others as given.
 *
 * Definition: with Δ_b, Δ_s the change of gross payoff of buyer and seller if their link alone breaks, all other links and
 * transfers fixed, t = (1 − w)·Δ_b − w·Δ_s; null where Δ_b + Δ_s < 0, so that the two do not agree.
 * `gross(player, links)` is a player's payoff before transfers while the links marked 1 stand.
 * Units: money. Cost: two payoffs more than links, each asked for both sides.
 * Source: Horn and Wolinsky (1988); Collard-Wexler, Gowrisankaran and Lee (2019), eq. 1.
 * Verified by: bargaining.test.ts (supplier of two rivals; against the Shapley value of the same game).
 */
export function nashInNash(
  links: readonly BilateralLink[],
  gross: (player: number, standing: Uint8Array) => number,
): (number | null)[] {
  const all = new Uint8Array(links.length).fill(1);
  return links.map(({ buyer, seller, buyerWeight }, l) => {
    const broken = all.slice();
    broken[l] = 0;
    const buyerGain = gross(buyer, all) - gross(buyer, broken);
    const sellerGain = gross(seller, all) - gross(seller, broken);
    if (buyerGain + sellerGain < 0) return null;
    return (1 - buyerWeight) * buyerGain - buyerWeight * sellerGain;
  });
}

/** What a deal brings its two sides before the transfer, over a world in which it is struck out. */
export interface PairGains {
  readonly seller: number;
  readonly buyer: number;
}

/**
 * The transfer from seller to buyer that Nash-in-Nash with threat of replacement predicts; null where there is no gain in it.
 *
 * Definition: T_NN = w·g_s − (1 − w)·g_b; the buyer can threaten to put the best excluded seller k in the place of this
 * one, T_rep = g_b,k + g_s,k − g_b; T = max(T_NN, min(T_rep, g_s)).
 * Units: money. Assumes: w, the buyer's weight, in [0, 1].
 * Source: Ho and Lee (2019), Equilibrium provider networks, section I.B. Verified by: bargaining.test.ts (limits, monotone in the rival).
 */
export function replacementTransfer(gains: PairGains, buyerWeight: number, rival: PairGains | null): number | null {
  if (gains.seller + gains.buyer < 0) return null;
  const bargained = buyerWeight * gains.seller - (1 - buyerWeight) * gains.buyer;
  if (rival === null) return bargained;
  const threat = rival.buyer + rival.seller - gains.buyer;
  return Math.max(bargained, Math.min(threat, gains.seller));
}

/**
 * The buyer's bargaining weight that explains a transfer from seller to buyer: (T + g_b)/(g_s + g_b).
 *
 * Units: a fraction, outside [0, 1] where one side would be better off without the deal. Null if g_s + g_b ≤ 0.
 * Source: Nash (1950), read backwards; definitions D6. Verified by: bargaining.test.ts (the inverse of replacementTransfer).
 */
export function impliedBuyerWeight(gains: PairGains, transfer: number): number | null {
  const joint = gains.seller + gains.buyer;
  return joint <= 0 ? null : (transfer + gains.buyer) / joint;
}
