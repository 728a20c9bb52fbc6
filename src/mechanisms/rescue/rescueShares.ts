import { equalAwards } from '../bargaining/claimsProblem.ts';
import { MOST_SHAPLEY_PLAYERS, shapleyValue } from '../bargaining/shapleyValue.ts';
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
 * Units: money. Cost: n·2ⁿ for the Shapley value of n partners.
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

/** Who would offer nothing is a null player: the game is played by the others. */
function shapleyOf(offers: readonly number[], need: number): number[] | null {
  const players = offers.flatMap((x, i) => (x > 0 ? [i] : []));
  if (players.length > MOST_SHAPLEY_PLAYERS) return null;
  const worth = new Float64Array(1 << players.length);
  for (let s = 1; s < worth.length; s++) {
    const lowest = 31 - Math.clz32(s & -s);
    worth[s] = worth[s & (s - 1)]! + offers[players[lowest]!]!;
  }
  for (let s = 0; s < worth.length; s++) worth[s] = Math.max(0, Math.min(worth[s]!, need));
  const values = shapleyValue(players.length, worth);
  const shares = offers.map(() => 0);
  for (const [k, i] of players.entries()) shares[i] = values[k]!;
  return shares;
}
