import { normalQuantile } from '../../base/normal.ts';
import { rankingOf, rankOrder, spearman } from '../run/ranking.ts';
import type { VectorInput } from './drawnBook.ts';
import type { Passes } from './passShare.ts';

/** An input whose ranks over the vectors go with those of a figure. */
export interface ClaimDriver {
  readonly input: string;
  readonly correlation: number;
  /** Share of worlds in which the claim passes where the input is in its lowest third, and in its highest. */
  readonly ifLow: number | null;
  readonly ifHigh: number | null;
  /** Whether so strong a correlation is hardly ever seen among inputs without meaning. */
  readonly isBeyondChance: boolean;
}

/** Chance that any input without meaning is told as a driver. */
const FALSE_ALARM = 0.05;

/** The rank correlation of an input with a figure; null where one of them does not vary. */
export interface InputCorrelation {
  readonly input: VectorInput;
  readonly correlation: number;
}

/** The rank correlations of a figure with all inputs, over the vectors on which it is defined. */
export interface FigureCorrelations {
  /** Numbers of those vectors. */
  readonly kept: Float64Array;
  readonly of: readonly InputCorrelation[];
}

/** Spearman's ρ of each input with a figure over the vectors on which it is defined and counted. */
export function figureCorrelations(
  inputs: readonly VectorInput[],
  figure: Float64Array,
  passes: Passes,
): FigureCorrelations {
  const kept = defined(figure, passes);
  const some = (all: Float64Array): Float64Array =>
    kept.length === all.length ? all : Float64Array.from(kept, (v) => all[v] as number);
  const ranked = rankingOf(some(figure));
  return {
    kept,
    of: inputs.map((input) => ({
      input,
      correlation: spearman(rankingOf(some(input.draws?.() ?? input.values)), ranked) ?? 0,
    })),
  };
}

/**
 * The inputs that move the figure of a claim, the strongest first.
 *
 * Definition: Spearman's ρ over the vectors between an input and the figure; beyond chance where |ρ|·√(n − 1) lies beyond the
 * normal quantile at 1 − .05/(2·inputs), so that all inputs together give a false driver once in twenty claims. Beside it P(pass |
 * the input in its lowest, in its highest third).
 * Assumes: effects that rise or fall throughout. Ties in the order of the inputs.
 * Source: C. Spearman (1904); C. E. Bonferroni (1936).
 * Verified by: claimDrivers.test.ts (a planted driver is first; a dummy does not stand out).
 */
export function claimDrivers({ kept, of }: FigureCorrelations, passes: Passes): ClaimDriver[] {
  const n = kept.length;
  if (n < 3) return [];
  const bound = boundOfChance(of.length, n);
  return of
    .filter(({ correlation }) => correlation !== 0)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .map(({ input, correlation }) => {
      const all = input.draws?.() ?? input.values;
      const [ifLow, ifHigh] = thirds(
        Float64Array.from(kept, (v) => all[v] as number),
        kept,
        passes,
      );
      return { input: input.path, correlation, ifLow, ifHigh, isBeyondChance: Math.abs(correlation) > bound };
    });
}

/** What no |ρ| of so many inputs without meaning passes over n vectors, nineteen times in twenty. */
function boundOfChance(inputs: number, n: number): number {
  return normalQuantile(1 - FALSE_ALARM / (2 * Math.max(1, inputs))) / Math.sqrt(n - 1);
}

/** Numbers of the vectors on which a figure is defined. */
function defined(figure: Float64Array, { counted }: Passes): Float64Array {
  const kept: number[] = [];
  for (let v = 0; v < counted.length; v++)
    if (!Number.isNaN(figure[v] as number) && (counted[v] as number) > 0) kept.push(v);
  return Float64Array.from(kept);
}

function thirds(own: Float64Array, kept: Float64Array, { passed, counted }: Passes): [number | null, number | null] {
  const order = rankOrder(own);
  const size = Math.floor(order.length / 3);
  const share = (places: Int32Array): number | null => {
    let [k, n] = [0, 0];
    for (const place of places) {
      const v = kept[place] as number;
      k += passed[v] as number;
      n += counted[v] as number;
    }
    return n === 0 ? null : k / n;
  };
  return [share(order.subarray(0, size)), share(order.subarray(order.length - size))];
}

/** Standard errors by which all inputs together must move a figure for it to be told which do. */
const STANDS_OUT = 2;

/** What a share of grade D is counted over: all inputs, those that stand out from chance, or each alike, as none can be told to move it. */
export type GradeBasis = 'all' | 'standing out' | 'none stands out';

/**
 * How much of what moves a figure rests on inputs of the lowest grade.
 *
 * Definition: S_D/S with S = Σ (ρ² − 1/(n − 1)) over all inputs, S_D over those graded D, n vectors; 1/(n − 1) is the mean of ρ²
 * by chance, so that many inputs without effect add nothing on average. Where S is within two standard errors, √(2k)/(n − 1) for
 * k inputs, of nothing, the same over those inputs alone that stand out from chance each by itself; where none does, each
 * counts alike: the part of them that is graded D. Null where nothing varies.
 * Verified by: claimDrivers.test.ts (half and half beside hundreds of dummies graded D).
 */
export function gradeDShare(
  { kept, of }: FigureCorrelations,
  isAssumed: (path: string) => boolean,
): { readonly share: number; readonly basis: GradeBasis } | null {
  const n = kept.length;
  if (n < 3 || of.every(({ correlation }) => correlation === 0)) return null;
  const part = (some: FigureCorrelations['of']): number =>
    some.reduce((sum, { correlation }) => sum + correlation * correlation - 1 / (n - 1), 0);
  const assumed = (some: FigureCorrelations['of']) => some.filter(({ input }) => isAssumed(input.path));
  const shareOf = (some: FigureCorrelations['of']): number =>
    Math.max(0, Math.min(1, part(assumed(some)) / part(some)));
  if (part(of) > (STANDS_OUT * Math.sqrt(2 * of.length)) / (n - 1)) return { share: shareOf(of), basis: 'all' };
  const bound = boundOfChance(of.length, n);
  const standing = of.filter(({ correlation }) => Math.abs(correlation) > bound);
  if (standing.length > 0) return { share: shareOf(standing), basis: 'standing out' };
  return { share: assumed(of).length / of.length, basis: 'none stands out' };
}
