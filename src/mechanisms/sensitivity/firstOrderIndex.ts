import { normalQuantile } from '../../base/normal.ts';

/** How much less a figure would vary, on average, if one input were known. */
export interface FirstOrderIndex {
  /** E[Var(Y | X)] as a part of Var(Y) that would go; corrected for the number of classes, and so 0 on average by chance. */
  readonly index: number;
  /** Before the correction. */
  readonly raw: number;
}

/** Classes of equal size into which the draws are cut. */
export const CLASSES = 16;

/**
 * The first-order index of one input from draws at hand: no further run is needed.
 *
 * Definition: S = Var(E[Y | X]) / Var(Y) = 1 − E[Var(Y | X)] / Var(Y). The draws are cut by X into K classes of equal size;
 * raw = between-class sum of squares / total sum of squares; index = 1 − (1 − raw)·(n − 1)/(n − K), at least 0.
 * Units: a fraction. Assumes: `order` lists the draws by rising X; within a class Y changes little with X, so the index is
 * slightly low for a steep input. Where inputs are correlated, what goes with X counts as X.
 * Cost: one pass.
 * Source: I. M. Sobol' (1993), Mathematical Modelling and Computational Experiments 1, 407–414; from given data E. Plischke,
 * E. Borgonovo, C. L. Smith (2013), European Journal of Operational Research 226, 536–550; the correction T. L. Kelley (1935),
 * Proceedings of the National Academy of Sciences 21, 554–559.
 * Verified by: firstOrderIndex.test.ts (Ishigami's function, a linear model, chance alone).
 */
export function firstOrderIndex(order: Int32Array, y: Float64Array): FirstOrderIndex {
  const n = y.length;
  const classes = Math.min(CLASSES, Math.floor(n / 2));
  if (classes < 2) return { index: 0, raw: 0 };
  const first = y[0]!;
  let [sum, square, between] = [0, 0, 0];
  for (let k = 0; k < classes; k++) {
    const [from, to] = [Math.floor((k * n) / classes), Math.floor(((k + 1) * n) / classes)];
    let inClass = 0;
    for (let i = from; i < to; i++) {
      const d = y[order[i]!]! - first;
      inClass += d;
      square += d * d;
    }
    sum += inClass;
    between += (inClass * inClass) / (to - from);
  }
  const total = square - (sum * sum) / n;
  if (!(total > 0)) return { index: 0, raw: 0 };
  const raw = Math.max(0, Math.min(1, (between - (sum * sum) / n) / total));
  return { index: Math.max(0, 1 - ((1 - raw) * (n - 1)) / (n - classes)), raw };
}

/**
 * The raw index that chance alone passes only with probability `level`.
 *
 * Definition: (n − 1)·raw is about χ² with K − 1 degrees of freedom; its quantile by Wilson and Hilferty's cube.
 * Source: E. B. Wilson, M. M. Hilferty (1931), Proceedings of the National Academy of Sciences 17, 684–688.
 */
export function chanceIndex(draws: number, level: number): number {
  const k = Math.max(1, Math.min(CLASSES, Math.floor(draws / 2)) - 1);
  const root = 1 - 2 / (9 * k) + normalQuantile(1 - level) * Math.sqrt(2 / (9 * k));
  return draws < 4 ? 1 : Math.min(1, (k * root * root * root) / (draws - 1));
}
