import { impliedBuyerWeight, type PairGains, replacementTransfer } from '../../mechanisms/bargaining/nashInNash.ts';

/** A rival that the buyer could put in the seller's place, with what the deal would bring by it. */
export interface Rival {
  readonly seller: string;
  readonly gains: PairGains;
  /** From the world in which it serves, or, in one step, from what its own deals bring. */
  readonly from: 'run' | 'its own deals';
}

/** What bargaining theory says of a transfer. */
export interface Bargain {
  readonly gross: { readonly seller: number; readonly buyer: number };
  readonly predicted: {
    readonly nash: number | null;
    readonly with_threat: number | null;
    readonly rival: string | null;
    readonly rival_from: Rival['from'] | null;
    readonly buyer_weight: number;
  };
  readonly implied_weight: { readonly buyer: number; readonly seller: number } | null;
  readonly walk_away: { readonly seller: number; readonly buyer: number; readonly range: number };
}

/**
 * The predicted transfer, the weights that the signed one implies, and where each side would walk away.
 *
 * Definition: with g the gains without the transfer, T_NN = w·g_s − (1 − w)·g_b, threat T_rep = g_b,k + g_s,k − g_b,
 * T = max(T_NN, min(T_rep, g_s)); implied w = (T + g_b)/(g_s + g_b). The seller walks away over T = g_s, the buyer under
 * T = −g_b (definitions D6).
 * Units: money today, from seller to buyer. Assumes: other transfers fixed.
 * Source: Horn and Wolinsky (1988); Collard-Wexler, Gowrisankaran and Lee (2019); Ho and Lee (2019).
 * Verified by: leverage.test.ts; bargaining.test.ts.
 */
export function bargainOf(gross: PairGains, transfer: number, buyerWeight: number, rival: Rival | null): Bargain {
  const weight = impliedBuyerWeight(gross, transfer);
  return {
    gross: { seller: gross.seller, buyer: gross.buyer },
    predicted: {
      nash: replacementTransfer(gross, buyerWeight, null),
      with_threat: replacementTransfer(gross, buyerWeight, rival?.gains ?? null),
      rival: rival?.seller ?? null,
      rival_from: rival?.from ?? null,
      buyer_weight: buyerWeight,
    },
    implied_weight: weight === null ? null : { buyer: weight, seller: 1 - weight },
    walk_away: { seller: gross.seller, buyer: 0 - gross.buyer, range: gross.seller + gross.buyer },
  };
}

/** Gains without a transfer, in one step: those with it, less it. */
export function lessTransfer({ seller, buyer }: PairGains, transfer: number): PairGains {
  return { seller: seller + transfer, buyer: buyer - transfer };
}

/** A deal as a possible stand-in for another: who sells what, how much of it, and what it brings without its transfer. */
export interface StandIn {
  readonly deal: string;
  readonly seller: string;
  readonly buyer: string;
  readonly kind: string;
  readonly expected: number;
  readonly gross: PairGains;
}

/**
 * The excluded seller that would bring most in the place of this one, on the same volume, at what its own deals bring a unit
 * of money sold.
 *
 * Assumes: a seller brings another buyer what it brings its own ("the same deal for others", an assumption).
 * Verified by: leverage.test.ts.
 */
export function bestRival(deal: StandIn, all: readonly StandIn[]): Rival | null {
  let best: Rival | null = null;
  const sellers = [...new Set(all.map((d) => d.seller))];
  for (const seller of sellers) {
    if (seller === deal.seller || seller === deal.buyer) continue;
    const own = all.filter((d) => d.seller === seller && d.kind === deal.kind && d.expected > 0);
    const sold = own.reduce((sum, d) => sum + d.expected, 0);
    if (sold <= 0) continue;
    const scale = deal.expected / sold;
    const gains = {
      seller: scale * own.reduce((sum, d) => sum + d.gross.seller, 0),
      buyer: scale * own.reduce((sum, d) => sum + d.gross.buyer, 0),
    };
    if (best === null || gains.seller + gains.buyer > best.gains.seller + best.gains.buyer)
      best = { seller, gains, from: 'its own deals' };
  }
  return best;
}
