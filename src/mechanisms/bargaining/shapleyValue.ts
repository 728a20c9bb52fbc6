/** Players beyond which all coalitions are no longer gone through. */
export const MOST_SHAPLEY_PLAYERS = 20;

/**
 * The Shapley value of a game with transferable utility, over all its coalitions.
 *
 * Definition: φᵢ = Σ_{S ∌ i} |S|!(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)).
 * `worth[S]` is the worth of coalition S, a bit a player; `worth[0]` is that of nobody.
 * Units: those of `worth`. Assumes: at most 20 players.
 * Cost: n·2ⁿ.
 * Source: Shapley (1953), A value for n-person games, eq. 12.
 * Verified by: bargaining.test.ts (published games; the mean over all orders).
 */
export function shapleyValue(players: number, worth: ArrayLike<number>): number[] {
  if (players > MOST_SHAPLEY_PLAYERS) throw new RangeError(`${players} players are too many for all coalitions`);
  const coalitions = 1 << players;
  if (worth.length !== coalitions) throw new RangeError(`${players} players need ${coalitions} worths`);
  const weights = coalitionWeights(players);
  const value = new Array<number>(players).fill(0);
  for (let coalition = 0; coalition < coalitions; coalition++) {
    const size = sizeOf(coalition);
    for (let i = 0; i < players; i++) {
      if ((coalition & (1 << i)) !== 0) continue;
      value[i]! += weights[size]! * (worth[coalition | (1 << i)]! - worth[coalition]!);
    }
  }
  return value;
}

/** By size of the coalition that somebody joins: the share of all orders in which exactly it comes first. */
function coalitionWeights(players: number): number[] {
  const weights: number[] = [];
  let binomial = 1;
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * binomial));
    binomial = (binomial * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
