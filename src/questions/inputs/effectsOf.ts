import { chanceIndex, firstOrderIndex } from '../../mechanisms/sensitivity/firstOrderIndex.ts';
import { distributionOf, meanOf } from '../run/distributionOf.ts';
import { type Ranking, rankingOf, rankOrder, spearman } from '../run/ranking.ts';
import type { ToldEffect } from './inputsSchema.ts';
import type { AskedMeasure } from './measuresAsked.ts';

/** An input by its draws, one a path, in any scale in which it rises. */
export interface DrawnColumn {
  readonly path: string;
  readonly draws: () => Float64Array;
}

/** What one input does to each measure that it goes with beyond chance. */
export interface InputEffects {
  readonly path: string;
  readonly effects: readonly ToldEffect[];
}

/** Chance that any input without meaning is told for a measure. */
const FALSE_ALARM = 0.01;
/** A rank correlation under so many standard errors is taken for chance, as in the drivers of a run. */
const SIGNIFICANCE = 4;

/**
 * What each input does to each measure: rank correlation, its part of them, and the variance that would go if it were known.
 *
 * Definition: told where |ρ| or |r| > 4/√(n − 1), r the correlation of the input's ranks with the figure itself, or where the
 * first-order index passes the bound of chance at .01/inputs. Share = (ρ² − 1/(n − 1)) over the sum of it for all inputs told.
 * Reduction = the larger of those beyond chance: the corrected first-order index (firstOrderIndex.ts), and r² − 1/(n − 1), what
 * a straight line in the ranks explains and so the least that the index can be.
 * Cost: one sorting of the draws for each input.
 * Source: C. Spearman (1904); I. M. Sobol' (1993); C. E. Bonferroni (1936).
 * Verified by: inputs.test.ts (a planted driver is first, in a book and in columns; dummies are not told).
 */
export function effectsOf(inputs: readonly DrawnColumn[], measures: readonly AskedMeasure[]): InputEffects[] {
  const n = measures[0]?.values.length ?? 0;
  if (n < 4) return inputs.map(({ path }) => ({ path, effects: [] }));
  const rankings = measures.map(({ values }) => rankingOf(values));
  const correlated = SIGNIFICANCE / Math.sqrt(n - 1);
  const bound = chanceIndex(n, FALSE_ALARM / Math.max(1, inputs.length));
  const all = inputs.map(({ path, draws }): InputEffects => {
    const own = draws();
    const order = rankOrder(own);
    const ranking = rankingOf(own);
    const effects = measures.flatMap(({ path: measure, values }, m): ToldEffect[] => {
      const rho = spearman(ranking, rankings[m]!);
      if (rho === null) return [];
      const { index, raw } = firstOrderIndex(order, values);
      const line = correlationWith(ranking, values);
      const [isCurve, isLine] = [raw > bound, Math.abs(line) > correlated];
      if (Math.abs(rho) <= correlated && !isCurve && !isLine) return [];
      const reduction = isCurve || isLine ? Math.max(isCurve ? index : 0, isLine ? squared(line, n) : 0) : null;
      return [{ measure, rank_correlation: rho, share: squared(rho, n), reduction, ...fifths(order, values) }];
    });
    return { path, effects };
  });
  return measures.reduce<InputEffects[]>((told, { path }) => sharedOut(told, path), all);
}

/** Correlation of ranks with a figure as it is. */
function correlationWith({ centred, square }: Ranking, values: Float64Array): number {
  const mean = meanOf(values);
  let [product, own] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const d = values[i]! - mean;
    product += centred[i]! * d;
    own += d * d;
  }
  return own > 0 && square > 0 ? Math.max(-1, Math.min(1, product / Math.sqrt(square * own))) : 0;
}

function squared(rho: number, n: number): number {
  return Math.max(0, rho * rho - 1 / (n - 1));
}

/** The squared correlations of one measure as parts of their sum. */
function sharedOut(all: readonly InputEffects[], measure: string): InputEffects[] {
  const sum = all.reduce((s, { effects }) => s + (effects.find((e) => e.measure === measure)?.share ?? 0), 0);
  return all.map(({ path, effects }) => ({
    path,
    effects: effects.map((e) => (e.measure === measure ? { ...e, share: sum > 0 ? e.share / sum : 0 } : e)),
  }));
}

function fifths(order: Int32Array, values: Float64Array): { if_low: number; if_high: number } {
  const size = Math.max(1, Math.floor(order.length / 5));
  const mean = (places: Int32Array): number => meanOf(Float64Array.from(places, (i) => values[i]!));
  return { if_low: mean(order.subarray(0, size)), if_high: mean(order.subarray(order.length - size)) };
}

/** Mean and spread of a measure over the paths. */
export function spreadOf({ values }: AskedMeasure): { mean: number; sd: number } {
  const { mean, sd } = distributionOf(values);
  return { mean, sd };
}
