import type { PairGains } from '../../mechanisms/bargaining/nashInNash.ts';
import type { Plan } from '../../plan/plan.ts';
import { type DealGains, dealGain, type Gain, meanOf, type ReadRecorded } from '../gains/dealGain.ts';
import { wealthOf } from '../gains/gainColumns.ts';
import { grantedShares } from '../gains/grantedShares.ts';
import type { Contract } from './contractOf.ts';
import type { NextBest } from './nextBest.ts';

/** A world of a deal that is neither the book's own nor the one in which the deal is struck out and nobody takes its place. */
export interface OtherWorld {
  readonly plan: Plan;
  readonly read: ReadRecorded;
}

/** What the world says in which the next-best vendor serves a deal's buyer. */
export interface Served {
  readonly nextBest: NextBest;
  /** What the seller has more by signing: G0 of D6. */
  readonly signer: Gain;
  /** Purchases that the seller receives in it, at today's value. */
  readonly income: number;
  /** What the vendor and the buyer have more in it than where nobody serves: the threat of replacement. */
  readonly rival: PairGains;
}

/** What is known of each deal from such worlds; a deal without one is absent. */
export interface OtherWorlds {
  readonly served: Readonly<Record<string, Served>>;
  /** Gains of seller and buyer over the struck-out world where nothing passes beside the price. */
  readonly withoutTransfers: Readonly<Record<string, PairGains>>;
}

export const NO_OTHER_WORLDS: OtherWorlds = { served: {}, withoutTransfers: {} };

/**
 * What a deal brings its seller over a world in which the next-best vendor serves the buyer, and what that vendor would bring.
 *
 * Definition: G0 = E[wealth with the deal − wealth there − worth of own shares granted] of the seller; for vendor and buyer
 * E[wealth there − wealth where nobody serves], path by path on the same draws (definitions D6).
 * Units: money today. Verified by: dealElsewhere.test.ts.
 */
export function servedBy(
  gains: DealGains,
  deal: string,
  { seller, buyer }: Pick<Contract, 'seller' | 'buyer'>,
  nextBest: NextBest,
  { plan, read }: OtherWorld,
): Served | null {
  const struck = gains.without[deal];
  if (struck === undefined) return null;
  const only = new Set([seller, buyer, nextBest.seller]);
  const there = wealthOf(plan, read, only);
  const nobody = wealthOf(gains.plan, struck, only);
  const more = (id: string): number => meanOf(lessOf(there, nobody, id)).gain;
  const change = lessOf(wealthOf(gains.plan, gains.base, only), there, seller);
  for (const { term, issuer, worth } of gains.granted) {
    if (term.deal !== deal || gains.plan.accounts[issuer]?.id !== seller) continue;
    for (let l = 0; l < change.length; l++) change[l] = (change[l] ?? 0) - (worth[l] ?? 0);
  }
  return {
    nextBest,
    signer: meanOf(change),
    income: meanOf(read(`gains.income.${seller}`)).gain,
    rival: { seller: more(nextBest.seller), buyer: more(buyer) },
  };
}

function lessOf(
  a: ReadonlyMap<string, Float64Array>,
  b: ReadonlyMap<string, Float64Array>,
  id: string,
): Float64Array<ArrayBuffer> {
  const [with_, without] = [a.get(id), b.get(id)];
  return Float64Array.from(with_ ?? [], (x, l) => x - (without?.[l] ?? 0));
}

/**
 * Gains of seller and buyer where nothing passes beside the price, over the world in which the deal is struck out.
 *
 * Definition: g_s and g_b of D6, from a paired run at T = 0. Units: money today. Verified by: dealElsewhere.test.ts.
 */
export function gainsWithoutTransfers(
  gains: DealGains,
  deal: string,
  { seller, buyer }: Pick<Contract, 'seller' | 'buyer'>,
  { plan, read }: OtherWorld,
): PairGains | null {
  const struck = gains.without[deal];
  if (struck === undefined) return null;
  const only = new Set([seller, buyer]);
  const granted = grantedShares(plan, read, deal);
  const { byParty } = dealGain(plan, deal, wealthOf(plan, read, only), wealthOf(gains.plan, struck, only), granted);
  return { seller: byParty[seller]?.gain ?? 0, buyer: byParty[buyer]?.gain ?? 0 };
}
