import { commitments } from './commitments.ts';
import { dealOutcomes } from './dealOutcomes.ts';
import { fundingGap } from './fundingGap.ts';
import { marketFan } from './marketFan.ts';
import { measures } from './measures.ts';
import { partyOutcomes } from './partyOutcomes.ts';
import { group, type SampleGroup } from './sample.ts';
import type { World } from './world.ts';

/** The tree of figures that an answer tells and a comparison repeats. */
export function samplesOf(world: World): SampleGroup {
  return {
    measures: group(measures(world)),
    commitments: group(commitments(world)),
    funding_gap: fundingGap(world),
    parties: group(partyOutcomes(world)),
    deals: group(dealOutcomes(world)),
    market: group(marketFan(world)),
  };
}
