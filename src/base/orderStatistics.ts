const BUCKETS = 1024;
/** From so few numbers on, sorting is quicker than counting. */
const SMALL = 256;

/**
 * The numbers that would stand at the given places if all were sorted, without sorting them.
 *
 * The range is cut into equal buckets; only a bucket that holds a place that was asked for is looked into, again by
 * buckets. Exact: the numbers returned are those of a full sort.
 *
 * Assumes: no NaN; `places` ascend and lie in [0, n − 1].
 * Cost: two passes over the numbers, where they are not all but equal.
 * Verified by: orderStatistics.test.ts, against sorting.
 */
export function orderStatistics(values: Float64Array, places: readonly number[]): number[] {
  if (values.length <= SMALL) {
    const sorted = values.slice().sort();
    return places.map((place) => sorted[place]!);
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (low === high) return places.map(() => low);
  const scale = (BUCKETS - 1) / (high - low);
  // A range too wide or too narrow for doubles cannot be cut.
  if (!(scale > 0) || !Number.isFinite(scale)) {
    const sorted = values.slice().sort();
    return places.map((place) => sorted[place]!);
  }
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < values.length; i++) counts[Math.floor((values[i]! - low) * scale)]! += 1;
  return inBuckets(values, places, counts, low, scale);
}

function inBuckets(
  values: Float64Array,
  places: readonly number[],
  counts: Int32Array,
  low: number,
  scale: number,
): number[] {
  const found: number[] = [];
  let bucket = 0;
  let before = 0;
  for (let next = 0; next < places.length; ) {
    while (before + counts[bucket]! <= places[next]!) {
      before += counts[bucket]!;
      bucket += 1;
    }
    const within = new Float64Array(counts[bucket]!);
    let filled = 0;
    for (let i = 0; i < values.length; i++) {
      if (Math.floor((values[i]! - low) * scale) === bucket) within[filled++] = values[i]!;
    }
    const wanted: number[] = [];
    while (next < places.length && places[next]! < before + within.length) wanted.push(places[next++]! - before);
    // A bucket that holds everything would be cut into itself again.
    const isStuck = within.length === values.length;
    const sorted = isStuck ? within.sort() : null;
    found.push(...(sorted === null ? orderStatistics(within, wanted) : wanted.map((place) => sorted[place]!)));
  }
  return found;
}
