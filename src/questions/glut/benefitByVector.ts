import { spreadTrueMeans } from '../../mechanisms/sensitivity/spreadTrueMeans.ts';
import type { VectorSlice } from '../claims/measured.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { OPENNESS, type Openness, opennessWorld } from './glutNeeds.ts';
import { labBenefit } from './labBenefit.ts';

/** What being believed is worth to a lab on a vector with so much of its contracts open. */
export type BenefitByOpenness = Readonly<Record<Openness, number>>;

/** Benefits of all vectors with the contracts as written, and what opening them adds on average. */
interface Benefits {
  readonly levels: Float64Array;
  readonly added: BenefitByOpenness;
}

const benefitsOfRuns = new WeakMap<ReadRecorded, Map<string, Benefits>>();

/**
 * What being believed is worth to a lab on one input vector, by how much of its contracts can be repriced.
 *
 * Definition: B_v(open) = B̂_v + a(open). B̂_v is the vector's mean with the contracts as written, drawn towards that of all
 * vectors so that the vectors spread as they do without the noise of their few paths (spreadTrueMeans.ts); a(open) is the mean
 * over all paths on which contracts were opened of the paired difference from the contracts as written.
 * Units: money today. Assumes: opening contracts adds the same on every vector; what it adds on a single one cannot be told
 * from the noise of ten paths, from one to the next of which it varies two to ten times as much as it is large.
 * Cost: one pass over all paths a run. Verified by: glut.test.ts (one vector is the answer; vectors against their own paths).
 */
export function benefitByVector(slice: VectorSlice, about: string): BenefitByOpenness {
  const { levels, added } = benefitsOf(slice, about);
  const level = levels[slice.from / slice.paths]!;
  return byOpenness((open) => level + added[open]);
}

function benefitsOf(slice: VectorSlice, about: string): Benefits {
  const run = slice.whole('');
  const known = benefitsOfRuns.get(run) ?? new Map<string, Benefits>();
  benefitsOfRuns.set(run, known);
  const benefits = known.get(about) ?? allBenefits(slice, about);
  known.set(about, benefits);
  return benefits;
}

function allBenefits({ plan, whole, paths }: VectorSlice, about: string): Benefits {
  const worth = (open: Openness): Float64Array =>
    labBenefit(plan, about, whole(opennessWorld(about, open, true)), whole(opennessWorld(about, open, false))).cash;
  const asWritten = worth('as_signed');
  const added = byOpenness((open) => {
    if (open === 'as_signed') return 0;
    const opened = worth(open);
    return opened.reduce((sum, x, l) => sum + (x - asWritten[l]!), 0) / opened.length;
  });
  return { levels: spreadTrueMeans(asWritten, paths), added };
}

function byOpenness(of: (open: Openness) => number): BenefitByOpenness {
  return Object.fromEntries(OPENNESS.map((open) => [open, of(open)])) as Record<Openness, number>;
}
