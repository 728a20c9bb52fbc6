/** Ranks of the paths by one number each, less their mean, and the sum of their squares. */
export interface Ranking {
  readonly centred: Float64Array;
  readonly square: number;
}

/**
 * The places of numbers in ascending order, equal ones in the order in which they stand.
 *
 * Numbers are dealt into as many buckets as there are numbers, by value, and each bucket is sorted by insertion: quick
 * where they lie evenly, as uniform draws do; where they do not, they are sorted.
 */
export function rankOrder(values: Float64Array): Int32Array {
  const n = values.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  const scale = (n - 1) / (high - low);
  const starts = new Int32Array(n + 1);
  const order = new Int32Array(n);
  if (!(scale > 0) || !Number.isFinite(scale)) {
    // A range too wide or too narrow for doubles cannot be cut.
    return order.map((_, i) => i).sort((i, j) => values[i]! - values[j]! || i - j);
  }
  for (let i = 0; i < n; i++) starts[Math.floor((values[i]! - low) * scale) + 1]! += 1;
  let fullest = 0;
  for (let b = 0; b < n; b++) {
    if (starts[b + 1]! > fullest) fullest = starts[b + 1]!;
    starts[b + 1]! += starts[b]!;
  }
  const next = starts.slice(0, n);
  for (let i = 0; i < n; i++) order[next[Math.floor((values[i]! - low) * scale)]!++] = i;
  if (fullest > 64) return order.sort((i, j) => values[i]! - values[j]! || i - j);
  for (let k = 1; k < n; k++) {
    const i = order[k]!;
    let at = k;
    while (at > 0 && values[order[at - 1]!]! > values[i]!) {
      order[at] = order[at - 1]!;
      at -= 1;
    }
    order[at] = i;
  }
  return order;
}

/** Ranks of numbers, equal ones at the mean of their ranks. */
export function rankingOf(values: Float64Array): Ranking {
  const n = values.length;
  const order = rankOrder(values);
  const centred = new Float64Array(n);
  let square = 0;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[order[end]!] === values[order[start]!]) end += 1;
    const rank = (start + end + 1) / 2 - (n + 1) / 2;
    for (let k = start; k < end; k++) centred[order[k]!] = rank;
    square += rank * rank * (end - start);
    start = end;
  }
  return { centred, square };
}

/** Spearman's rank correlation of two rankings of the same paths; null where one of them does not vary. */
export function spearman(a: Ranking, b: Ranking): number | null {
  if (!(a.square > 0) || !(b.square > 0)) return null;
  let product = 0;
  for (let i = 0; i < a.centred.length; i++) product += a.centred[i]! * b.centred[i]!;
  return Math.max(-1, Math.min(1, product / Math.sqrt(a.square * b.square)));
}
