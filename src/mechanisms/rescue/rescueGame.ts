/** What each of several partners would give at most to keep a party alive, and what it needs. */
export interface RescueGame {
  /** min(loss, liquid) of each partner, not negative. */
  readonly offers: ArrayLike<number>;
  readonly need: number;
}

/** Needs and sums that differ by less than this part are the same. */
const TOLERANCE = 1e-12;

/**
 * The most that a partner gives of its own will: what it would lose, as far as it has it.
 *
 * Definition: min(lossⱼ, liquidⱼ), at least 0, with lossⱼ = wealth if rescued, before contributing, less wealth if failed.
 * Source: Rogers and Veraart (2013), section 4: a bank joins a rescue only if it is no worse off by it.
 * Verified by: rescueGame.test.ts (their network: gains 165/19 with default costs, refuses without).
 */
export function largestOffer(loss: number, liquid: number): number {
  return Math.max(0, Math.min(loss, liquid));
}

function reaches(sum: number, need: number): boolean {
  return sum >= need * (1 - TOLERANCE);
}

function totalOf(offers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < offers.length; i++) sum += offers[i]!;
  return sum;
}

/**
 * Whether everybody paying a share is an equilibrium: nobody gives more than it would lose, and together it is enough.
 *
 * Definition: Σ offerⱼ ≥ R.
 * Source: definitions of Rogers and Veraart (2013), section 4; Bernard, Capponi and Stiglitz (2022) for contributions.
 */
export function allPayIsEquilibrium({ offers, need }: RescueGame): boolean {
  return need <= 0 || reaches(totalOf(offers), need);
}

/**
 * Whether nobody paying is an equilibrium too: no partner would carry the party alone.
 *
 * Definition: offerⱼ < R for all j. Source: Leitner (2005): rescues may fail for want of coordination.
 */
export function nobodyPaysIsEquilibrium({ offers, need }: RescueGame): boolean {
  if (need <= 0) return true;
  for (let i = 0; i < offers.length; i++) if (reaches(offers[i]!, need)) return false;
  return true;
}

/** Whether the party is rescued by somebody alone, by all but the largest payer, by all. */
export interface RescuedBy {
  readonly oneAlone: boolean;
  readonly withoutLargest: boolean;
  readonly all: boolean;
}

/** Rescued in three senses: some offer alone, the sum without the largest offer, and the sum of all reach the need. */
export function rescuedBy(game: RescueGame): RescuedBy {
  const { offers, need } = game;
  let largest = 0;
  for (let i = 0; i < offers.length; i++) if (offers[i]! > largest) largest = offers[i]!;
  return {
    oneAlone: reaches(largest, need),
    withoutLargest: reaches(totalOf(offers) - largest, need),
    all: allPayIsEquilibrium(game),
  };
}

/** Places of the partners, the largest offer first; equals in their own order. */
function byOffer(offers: ArrayLike<number>): number[] {
  return Array.from({ length: offers.length }, (_, i) => i).sort((a, b) => offers[b]! - offers[a]! || a - b);
}

/**
 * The fewest partners whose offers suffice, by place, the largest first; null where all together do not.
 *
 * Cost: n log n. Verified by: rescueGame.test.ts (all subsets).
 */
export function smallestCoalition({ offers, need }: RescueGame): number[] | null {
  const members: number[] = [];
  if (need <= 0) return members;
  let sum = 0;
  for (const i of byOffer(offers)) {
    members.push(i);
    sum += offers[i]!;
    if (reaches(sum, need)) return members;
  }
  return null;
}

/** Partners without whom the others are too few: Σ without j < R ≤ Σ. Nobody where the rescue is not feasible at all. */
export function pivotalPartners(game: RescueGame): number[] {
  if (!allPayIsEquilibrium(game)) return [];
  const { offers, need } = game;
  const total = totalOf(offers);
  const pivotal: number[] = [];
  for (let i = 0; i < offers.length; i++) if (offers[i]! > 0 && !reaches(total - offers[i]!, need)) pivotal.push(i);
  return pivotal;
}

/**
 * How many may refuse, whoever they are: the largest k with Σ less the k largest offers ≥ R; null where it is not feasible.
 *
 * Units: partners who would offer something. Verified by: rescueGame.test.ts (all subsets).
 */
export function holdoutsSurvived(game: RescueGame): number | null {
  if (!allPayIsEquilibrium(game)) return null;
  const { offers, need } = game;
  let left = totalOf(offers);
  let holdouts = 0;
  for (const i of byOffer(offers)) {
    left -= offers[i]!;
    if (offers[i]! <= 0 || !reaches(left, need)) break;
    holdouts += 1;
  }
  return holdouts;
}
