import { equalAwards } from '../bargaining/claimsProblem.ts';
import { MOST_SHAPLEY_PLAYERS } from '../bargaining/shapleyValue.ts';
import { allPayIsEquilibrium, type RescueGame } from './rescueGame.ts';

/** What each partner may come to pay of a rescue that is feasible. */
export interface RescueShares {
  /** In proportion to the offers: R·offerⱼ / Σ offers. */
  readonly proportional: readonly number[];
  /** The same from each, but from nobody more than its offer. */
  readonly equal: readonly number[];
  /** Shapley value of v(S) = min(Σ_S offers, R); null for more than twenty partners who would offer something, and unasked. */
  readonly shapley: readonly number[] | null;
  /** Least and most that a partner pays in any equilibrium in which the need is met. */
  readonly range: readonly { readonly low: number; readonly high: number }[];
}

/**
 * How the need may be shared out among those who would rather pay than see the party fail; null where they are too few.
 *
 * Definition: contributions 0 ≤ cⱼ ≤ offerⱼ, Σ c = R. Range: [max(0, R − Σ others), min(offerⱼ, R)].
 * Units: money. Cost: 3·2ⁿ for the Shapley value of n partners.
 * Source: Shapley (1953); equal awards as in Aumann and Maschler (1985); Bernard, Capponi and Stiglitz (2022).
 * Verified by: rescueGame.test.ts (all orders of up to seven partners; laws); test/oracle/rescueRange.test.ts (linear programs).
 */
export function rescueShares(game: RescueGame, withShapley = true): RescueShares | null {
  const { need } = game;
  if (!allPayIsEquilibrium(game)) return null;
  const offers = Array.from(game.offers);
  const total = offers.reduce((sum, x) => sum + x, 0);
  return {
    proportional: offers.map((x) => (total > 0 ? (Math.max(0, need) * x) / total : 0)),
    equal: equalAwards({ estate: Math.max(0, need), claims: offers }),
    shapley: withShapley ? shapleyOf(offers, need) : null,
    range: offers.map((x) => ({
      low: Math.min(x, Math.max(0, need - (total - x))),
      high: Math.max(0, Math.min(x, need)),
    })),
  };
}

/**
 * The Shapley value of v(S) = min(Σ_S offers, R) in two passes over all coalitions, as it is asked for path by path.
 *
 * Definition: φᵢ = Σ_{S ∋ i} (w(s − 1) + w(s))·v(S) − Σ_S w(s)·v(S), w(s) = s!(n − s − 1)!/n!, w(n) = 0. The sums over S ∋ i come
 * of folding the coalitions with the last player onto those without, player by player.
 * Assumes: who would offer nothing is a null player, so that the game is played by the others. Cost: 3·2ⁿ.
 */
function shapleyOf(offers: readonly number[], need: number): number[] | null {
  const players = offers.flatMap((x, i) => (x > 0 ? [i] : []));
  const n = players.length;
  if (n > MOST_SHAPLEY_PLAYERS) return null;
  const weights = joiningWeights(n);
  const raised = new Float64Array(1 << n);
  const sizes = new Uint8Array(1 << n);
  let apart = 0;
  for (let s = 1; s < raised.length; s++) {
    const rest = s & (s - 1);
    raised[s] = raised[rest]! + offers[players[31 - Math.clz32(s & -s)]!]!;
    sizes[s] = sizes[rest]! + 1;
  }
  for (let s = 1; s < raised.length; s++) {
    const worth = Math.max(0, Math.min(raised[s]!, need));
    const size = sizes[s]!;
    apart += weights[size]! * worth;
    raised[s] = (weights[size - 1]! + weights[size]!) * worth;
  }
  const shares = offers.map(() => 0);
  for (let k = n - 1; k >= 0; k--) {
    const half = 1 << k;
    let together = 0;
    for (let s = 0; s < half; s++) {
      together += raised[half + s]!;
      raised[s]! += raised[half + s]!;
    }
    shares[players[k]!] = together - apart;
  }
  return shares;
}

/** By size of the coalition that somebody joins, the share of all orders in which exactly it comes first; 0 for all players. */
function joiningWeights(players: number): Float64Array {
  const weights = new Float64Array(players + 1);
  let binomial = 1;
  for (let size = 0; size < players; size++) {
    weights[size] = 1 / (players * binomial);
    binomial = (binomial * (players - 1 - size)) / (size + 1);
  }
  return weights;
}
