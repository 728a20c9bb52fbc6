import type { Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { glutName, labOf } from './glutNeeds.ts';

/** Share of a lab's compute whose price can fall with the market, path by path: as written, with none and with all of its contracts open. */
export interface FlexibleShares {
  readonly asWritten: Float64Array;
  readonly bound: Float64Array;
  readonly open: Float64Array;
}

/**
 * The flexible share of what a lab runs on over the horizon, weighted by capacity.
 *
 * Definition: [spot + Σ_c D_c·(x_c + (1 − x_c)·n_c)] / [spot + Σ_c D_c + own], D_c capacity delivered under contract c, x_c its
 * indexed share, n_c the part of the rest that may be reopened; sums over quarters (definitions D8).
 * Units: fraction. Assumes: what lies beyond take-or-pay counts as bound; own equipment is bound. NaN where nothing is held.
 * Verified by: glut.test.ts.
 */
export function flexibleShares(plan: Plan, id: string, read: ReadRecorded): FlexibleShares {
  const spot = read(glutName('spot', id));
  const whole = read(glutName('own', id)).map((own, l) => own + spot[l]!);
  const asWritten = spot.slice();
  const open = spot.slice();
  for (const i of labOf(plan, id)?.contracts ?? []) {
    const { ref } = plan.terms[i]!;
    const delivered = read(glutName('delivered', ref));
    const indexed = read(glutName('indexed', ref));
    const renegotiable = read(glutName('renegotiable', ref));
    for (let l = 0; l < whole.length; l++) {
      whole[l]! += delivered[l]!;
      open[l]! += delivered[l]!;
      asWritten[l]! += delivered[l]! * (indexed[l]! + (1 - indexed[l]!) * renegotiable[l]!);
    }
  }
  const over = (part: Float64Array): Float64Array => part.map((x, l) => (whole[l]! > 0 ? x / whole[l]! : Number.NaN));
  return { asWritten: over(asWritten), bound: over(spot), open: over(open) };
}

/** A flexible share and the net benefit that a lab has at it. */
export interface BenefitAt {
  readonly share: number;
  readonly benefit: number;
}

/** The flexible share from which on a benefit is a gain, or up to which it is one, or that it is one, or none, whatever the share. */
export type BreakEven =
  | { readonly is: 'inside' | 'until'; readonly share: number }
  | { readonly is: 'always' | 'never' };

/**
 * The flexible share at which a net benefit turns.
 *
 * Definition: f* on the straight lines between the points in rising order of share, where they first cross 0: `inside` where
 * they rise over it, `until` where a gain at the first point turns into none; `always` where the benefit is over 0 at all
 * points, `never` where it is so at none.
 * Units: fraction. Verified by: glut.test.ts, against a run with that share.
 */
export function breakEvenShare(points: readonly BenefitAt[]): BreakEven {
  const rising = [...points].sort((a, b) => a.share - b.share);
  const first = rising[0];
  if (first === undefined) return { is: 'never' };
  const pays = first.benefit > 0;
  for (let k = 1; k < rising.length; k++) {
    const [a, b] = [rising[k - 1]!, rising[k]!];
    if (b.benefit > 0 === pays) continue;
    const share = a.share + ((b.share - a.share) * -a.benefit) / (b.benefit - a.benefit);
    return { is: pays ? 'until' : 'inside', share };
  }
  return { is: pays ? 'always' : 'never' };
}

/** Of two ways to more flexibility from the same first point: the one that turns first; a turn before none. */
export function leastBreakEven(a: BreakEven, b: BreakEven): BreakEven {
  const turn = (found: BreakEven): number => ('share' in found ? found.share : 2);
  return turn(b) < turn(a) ? b : a;
}

/** By how much a share lies on the side of f* on which it pays: f − f*, or f* − f where it pays up to f*; f where always, f − 1 where never. */
export function marginOver(found: BreakEven, share: number): number {
  if (found.is === 'until') return found.share - share;
  return share - (found.is === 'inside' ? found.share : found.is === 'always' ? 0 : 1);
}
