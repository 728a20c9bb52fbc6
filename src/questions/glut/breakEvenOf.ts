import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { meanOf, meanWithError } from '../run/distributionOf.ts';
import { type BreakEven, breakEvenShare, type FlexibleShares, leastBreakEven } from './flexibleShare.ts';
import { OPENNESS, type Openness, opennessWorld, scaledWorld } from './glutNeeds.ts';
import type { GlutResult } from './glutSchema.ts';
import { labBenefit } from './labBenefit.ts';

/** The lab asked about and what was recorded of each world. */
export interface ComparedWorlds {
  readonly plan: Plan;
  readonly about: string;
  readonly world: (id: string) => ReadRecorded;
}

type Points = NonNullable<GlutResult['break_even']>['overbuilding']['points'];

/** Where a net benefit of the lab turns as more is reopened, as more is indexed, and the lower of the two; with the runs between which it lies. */
export interface FoundBreakEven {
  readonly found: BreakEven;
  readonly reopening: BreakEven;
  readonly indexing: BreakEven;
  readonly points: Points;
}

/**
 * The flexible share at which others' building pays the lab, or at which its commitments pay over none.
 *
 * Definition: the net benefit in runs in which nothing of its contracts is open, as written, all reopened and all indexed,
 * against the same contracts with nobody believed (overbuilding) or against no commitments at all; f* on the straight lines
 * from the first over the second to either of the others, the one that turns first.
 * Verified by: glut.test.ts, against a run with that share.
 */
export function breakEvenOf(
  { plan, about, world }: ComparedWorlds,
  shares: FlexibleShares,
  over: 'overbuilding' | 'commitments',
): FoundBreakEven {
  const benefits = OPENNESS.map((open) => {
    const other = over === 'overbuilding' ? opennessWorld(about, open, false) : scaledWorld(about, 0);
    return meanWithError(labBenefit(plan, about, world(opennessWorld(about, open, true)), world(other)).cash);
  });
  const benefitOf = (open: Openness) => benefits[OPENNESS.indexOf(open)]!;
  const points = OPENNESS.map((world) => ({
    world,
    flexible_share: shareAt(shares, world),
    net_benefit: benefitOf(world),
  }));
  return { points, ...breakEvenBetween(shares, (open) => benefitOf(open).mean) };
}

/** f* on the lines from nothing open over what is written to all reopened, and to all indexed, with a benefit at each. */
export function breakEvenBetween(
  shares: FlexibleShares,
  benefitOf: (open: Openness) => number,
): Omit<FoundBreakEven, 'points'> {
  const along = (...way: readonly Openness[]): BreakEven =>
    breakEvenShare(way.map((open) => ({ share: shareAt(shares, open), benefit: benefitOf(open) })));
  const [reopening, indexing] = [along('bound', 'as_signed', 'reopened'), along('bound', 'as_signed', 'indexed')];
  return { reopening, indexing, found: leastBreakEven(reopening, indexing) };
}

/** The flexible share with so much of the contracts open, on average over the paths. */
function shareAt({ bound, asWritten, open }: FlexibleShares, world: Openness): number {
  const held = world === 'bound' ? bound : world === 'as_signed' ? asWritten : open;
  return meanOf(held.filter((x) => !Number.isNaN(x)));
}

/** f*, or nothing where there is none. */
export const toldShare = (found: BreakEven): number | null =>
  'share' in found ? found.share : found.is === 'always' ? 0 : null;

/** A break-even as the answer tells it. */
export function toldBreakEven({ found, reopening, indexing, points }: FoundBreakEven) {
  return {
    flexible_share: toldShare(found),
    is: found.is,
    by_reopening: toldShare(reopening),
    by_indexing: toldShare(indexing),
    points,
  };
}
