import { isotonicFit } from '../../mechanisms/regression/isotonicFit.ts';
import { rankOrder } from '../run/ranking.ts';
import type { Passes } from './passShare.ts';

/** The value of an input at which a claim turns, or why there is none. */
export interface Flip {
  readonly at: number | null;
  readonly reason: string | null;
}

const TURNS = 0.5;
/** Part of the vectors that must lie on each side of a turn. */
const LEAST_SIDE = 0.05;
const LEAST_VECTORS = 5;
/** Standard errors by which the two sides must differ. */
const SIGNIFICANCE = 3;

/**
 * Where the share of worlds in which a claim passes crosses one half as an input moves, over the sample that was run.
 *
 * Definition: isotonic regression of the pass share on the input, rising or falling, whichever is nearer; the turn is halfway
 * between the values around the crossing. Told only where each side has a twentieth of the vectors, five at least, and the
 * sides differ by three standard errors.
 * Units: those of the input. Assumes: all other inputs as they were drawn with it: conditional, not caused.
 * Verified by: conditionalFlip.test.ts (a planted turn is found; none in noise).
 */
export function conditionalFlip(values: Float64Array, { passed, counted }: Passes): Flip {
  const all = rankOrder(values.subarray(0, counted.length));
  const order = all.filter((v) => (counted[v] as number) > 0);
  const n = order.length;
  const share = Float64Array.from(order, (v) => (passed[v] as number) / (counted[v] as number));
  const weights = Float64Array.from(order, (v) => counted[v] as number);
  const [up, down] = [isotonicFit(share, weights, true), isotonicFit(share, weights, false)];
  const { fitted } = up.squares <= down.squares ? up : down;
  let turn = -1;
  for (let i = 1; i < n; i++) if ((fitted[i - 1] as number) < TURNS !== (fitted[i] as number) < TURNS) turn = i;
  if (turn < 0) return { at: null, reason: 'does not turn in its range' };
  const least = Math.max(LEAST_VECTORS, Math.ceil(LEAST_SIDE * n));
  if (turn < least || n - turn < least) return { at: null, reason: 'turns at most at the edge of its range' };
  const [a, b] = [momentsOver(share, weights, 0, turn), momentsOver(share, weights, turn, n)];
  if (Math.abs(a.mean - b.mean) <= SIGNIFICANCE * Math.sqrt(a.error + b.error))
    return { at: null, reason: 'no effect beyond chance' };
  const [before, after] = [order[turn - 1] as number, order[turn] as number];
  return { at: ((values[before] as number) + (values[after] as number)) / 2, reason: null };
}

function momentsOver(
  share: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
): { mean: number; error: number } {
  let [sum, weight] = [0, 0];
  for (let i = from; i < to; i++) {
    sum += (weights[i] as number) * (share[i] as number);
    weight += weights[i] as number;
  }
  const mean = sum / weight;
  let squares = 0;
  for (let i = from; i < to; i++) squares += ((share[i] as number) - mean) * ((share[i] as number) - mean);
  const n = to - from;
  // One more of each kind, so that a side on which all agree is not taken for certain.
  const floor = 1 / ((n + 2) * (n + 2));
  return { mean, error: squares / Math.max(1, n - 1) / n + floor };
}
