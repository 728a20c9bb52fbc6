/** Sum of columns, path by path. */
export function sumOf(columns: readonly Float64Array[], paths: number): Float64Array {
  const sum = new Float64Array(paths);
  for (const column of columns) for (let i = 0; i < paths; i++) sum[i]! += column[i]!;
  return sum;
}

/** Each path's number made into another. */
export function mapColumn(column: Float64Array, change: (x: number) => number): Float64Array {
  const made = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) made[i] = change(column[i]!);
  return made;
}

const CENT = 0.01;

/**
 * Losses without dust: what is under a cent is left of taking sums of billions from one another in doubles, and is none.
 *
 * The spacing of doubles at 10¹² is about 10⁻⁴, so that what was paid in full can leave such a remainder.
 */
export function withoutDust(losses: Float64Array): Float64Array {
  return mapColumn(losses, (x) => (x < CENT ? 0 : x));
}

/** 1 on the paths on which a default fell into the first `quarters` quarters, else 0. */
export function defaultedWithin(defaults: Float64Array, quarters: number): Float64Array {
  return mapColumn(defaults, (at) => (at > 0 && at <= quarters ? 1 : 0));
}
