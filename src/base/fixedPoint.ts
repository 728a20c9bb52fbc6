/** How an iteration ended: with a fixed point, at its limit, or with numbers that ran away. */
export interface FixedPoint {
  readonly outcome: 'converged' | 'iteration-limit' | 'diverged';
  readonly value: Float64Array;
  /** Largest change of the last step, as a share of the largest component (of 1, where all are smaller). */
  readonly residual: number;
  readonly iterations: number;
}

/** When to stop: at a residual no larger than `tolerance`, or after `limit` steps. */
export interface FixedPointOptions {
  readonly tolerance?: number;
  readonly limit?: number;
}

/**
 * Applies a map to its own result until nothing changes, and says what came of it; it never throws.
 *
 * `map` writes the image of its first argument to its second. The start is left as it is.
 */
export function iterateToFixedPoint(
  map: (from: Float64Array, to: Float64Array) => void,
  start: Float64Array,
  options: FixedPointOptions = {},
): FixedPoint {
  const { tolerance = 1e-13, limit = 1000 } = options;
  let from = start.slice();
  let to = new Float64Array(start.length);
  let residual = Number.POSITIVE_INFINITY;
  for (let iterations = 1; iterations <= limit; iterations++) {
    map(from, to);
    residual = largestChange(from, to);
    if (!Number.isFinite(residual)) return { outcome: 'diverged', value: from, residual, iterations };
    [from, to] = [to, from];
    if (residual <= tolerance) return { outcome: 'converged', value: from, residual, iterations };
  }
  return { outcome: 'iteration-limit', value: from, residual, iterations: limit };
}

/** Infinity as soon as one component is not a finite number. */
function largestChange(from: Float64Array, to: Float64Array): number {
  let change = 0;
  let size = 1;
  for (let i = 0; i < to.length; i++) {
    if (!Number.isFinite(to[i]!)) return Number.POSITIVE_INFINITY;
    change = Math.max(change, Math.abs(to[i]! - from[i]!));
    size = Math.max(size, Math.abs(to[i]!));
  }
  return change / size;
}
