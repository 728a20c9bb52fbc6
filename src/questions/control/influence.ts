import type { CapTable } from './capTable.ts';
import { type DealPower, dealPower, mixedPower } from './dealsGame.ts';
import type { Ownership } from './issuerPowers.ts';

/** A deal as the deals game takes it. */
export interface DealOfGame {
  readonly id: string;
  readonly isLetter: boolean;
  readonly needs: readonly (readonly string[])[];
  /** Joint gain of its principals, and that of each. */
  readonly value: number;
  readonly gains: ReadonlyMap<string, number>;
}

/** A deal with the say over it. */
export interface WeighedDeal extends DealOfGame {
  readonly power: DealPower;
}

/** Chance by person that somebody else would give its consent. */
export type Replaceable = (person: string) => number;

/** Deals with the say over each, and those of which the deciders are too many to go through. */
export function weighDeals(
  deals: readonly DealOfGame[],
  table: CapTable,
  isPerson: (id: string) => boolean,
): { weighed: WeighedDeal[]; tooMany: DealOfGame[] } {
  const weighed: WeighedDeal[] = [];
  const tooMany: DealOfGame[] = [];
  for (const deal of deals) {
    const power = dealPower(table, deal.needs, isPerson);
    if (power === null) tooMany.push(deal);
    else weighed.push({ ...deal, power });
  }
  return { weighed, tooMany };
}

/**
 * Influence: the Shapley value of the deals game as a share of the value of all deals.
 *
 * Definition: v(S) = Σ_d value_d·[S meets the needs of d]; by linearity φᵢ = Σ_d value_d·φᵢ(d). Shares of φ; sums to 1 where
 * every deal needs somebody.
 * Source: Shapley (1953), A value for n-person games (additivity).
 */
export function influenceOf(deals: readonly WeighedDeal[], replaceable: Replaceable): Map<string, number> {
  const influence = new Map<string, number>();
  let all = 0;
  for (const deal of deals) {
    for (const [id, part] of mixedPower(deal.power, deal.power.byReplaced, replaceable)) {
      influence.set(id, (influence.get(id) ?? 0) + deal.value * part);
      all += deal.value * part;
    }
  }
  return all > 0 ? new Map([...influence].map(([id, x]) => [id, x / all])) : new Map();
}

/**
 * Economic shares: of the gains from the deals, what reaches each ultimate owner.
 *
 * Definition: Σ_d Σ_k gain_dk·y_ik / Σ_d value_d (definitions D7), y of (I − W)⁻¹ restricted to those whom nobody owns; the
 * unnamed holders of a company stand under its own id.
 */
export function economicShares(
  deals: readonly DealOfGame[],
  table: CapTable,
  { ids, numberOf, integrated }: Ownership,
): Map<string, number> {
  const byParty = new Map<string, number>();
  for (const { gains } of deals) for (const [id, gain] of gains) byParty.set(id, (byParty.get(id) ?? 0) + gain);
  const all = deals.reduce((sum, deal) => sum + deal.value, 0);
  const shares = new Map<string, number>();
  if (!(all > 0)) return shares;
  for (const [id, gain] of byParty) {
    const column = integrated.column(numberOf.get(id)!);
    ids.forEach((owner, i) => {
      const own = table.get(owner);
      const kept = own === undefined || own.holders.size === 0 ? 1 : own.outside.economic;
      const part = (column?.[i] ?? (owner === id ? 1 : 0)) * kept * gain;
      if (part !== 0) shares.set(owner, (shares.get(owner) ?? 0) + part / all);
    });
  }
  return shares;
}
