import { type RescueShares, rescueShares } from '../../mechanisms/rescue/rescueShares.ts';
import type { PathDistress } from './pathLosses.ts';
import type { PartyRescue } from './rescueSchema.ts';

/** Payers on a path up to whom the Shapley value is worked out path by path. */
const MOST_PAYERS = 16;

/** How the need is shared, and on which paths that stands. */
export interface PartyShares {
  readonly shares: PartyRescue['shares'];
  readonly over: PartyRescue['shares_over'];
}

/**
 * What each partner would pay, over the paths on which offers suffice: on each of them the need of the path is shared out.
 *
 * Definition: means over these paths of each rule's split and of both ends of the range in equilibrium; each rule adds up to
 * the mean need of these paths. Partners who would offer nothing on any of them are left out.
 * Units: money. Cost: 3·2ⁿ a path for the Shapley value of n payers; none is given where a path has more than sixteen.
 * Verified by: partyShares.test.ts (path by path against all orders; sums; nobody pays beyond the range).
 */
export function partyShares(partners: readonly string[], feasible: readonly PathDistress[]): PartyShares {
  const games = feasible.map(({ offers, need }) => ({ offers, need }));
  const isPlayable = games.every(({ offers }) => offers.filter((x) => x > 0).length <= MOST_PAYERS);
  const splits = games.flatMap((game): RescueShares[] => {
    const split = rescueShares(game, isPlayable);
    return split === null ? [] : [split];
  });
  if (splits.length === 0) return { shares: null, over: null };
  const meanOf = (part: (split: RescueShares) => number): number =>
    splits.reduce((sum, split) => sum + part(split), 0) / splits.length;
  const shares: NonNullable<PartyRescue['shares']> = {};
  for (const [i, id] of partners.entries()) {
    if (games.every(({ offers }) => !(offers[i]! > 0))) continue;
    shares[id] = {
      offer: games.reduce((sum, game) => sum + game.offers[i]!, 0) / games.length,
      proportional: meanOf((s) => s.proportional[i]!),
      equal: meanOf((s) => s.equal[i]!),
      shapley: isPlayable ? meanOf((s) => s.shapley![i]!) : null,
      low: meanOf((s) => s.range[i]!.low),
      high: meanOf((s) => s.range[i]!.high),
    };
  }
  const need = games.reduce((sum, game) => sum + game.need, 0) / games.length;
  return { shares, over: { paths: games.length, need } };
}
