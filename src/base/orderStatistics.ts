const BUCKETS = 1024;
/** Up to so many numbers, sorting is quicker than counting. */
const SMALL = 256;

const counts = new Int32Array(BUCKETS);
let bucketOf = new Uint16Array(0);

/** The smallest and the largest of some numbers. */
export function rangeOf(values: Float64Array): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return { low, high };
}

/**
 * The numbers that would stand at the given places if all were sorted, without sorting them.
 *
 * The range is cut into equal buckets; only a bucket that holds a place that was asked for is looked into, again by
 * buckets. Exact: the numbers returned are those of a full sort.
 *
 * Assumes: no NaN; `places` ascend and lie in [0, n − 1].
 * Cost: three passes over the numbers, where they are not all but equal.
 * Verified by: orderStatistics.test.ts, against sorting.
 */
export function orderStatistics(values: Float64Array, places: readonly number[]): number[] {
  if (values.length <= SMALL) return bySorting(values, places);
  const { low, high } = rangeOf(values);
  if (low === high) return places.map(() => low);
  const scale = (BUCKETS - 1) / (high - low);
  // A range too wide or too narrow for doubles cannot be cut.
  if (!(scale > 0) || !Number.isFinite(scale)) return bySorting(values, places);
  const wanted = bucketsOf(values, places, low, scale);
  const members = wanted.map(({ size }) => new Float64Array(size));
  const slotOf = new Int8Array(BUCKETS).fill(-1);
  wanted.forEach(({ bucket }, k) => {
    slotOf[bucket] = k;
  });
  const filled = new Int32Array(wanted.length);
  for (let i = 0; i < values.length; i++) {
    const k = slotOf[bucketOf[i]!]!;
    if (k >= 0) members[k]![filled[k]!++] = values[i]!;
  }
  return wanted.flatMap(({ size, within }, k) => {
    // A bucket that holds nearly everything would be cut into itself again and again.
    const isStuck = size > 0.9 * values.length;
    return isStuck ? bySorting(members[k]!, within) : orderStatistics(members[k]!, within);
  });
}

function bySorting(values: Float64Array, places: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return places.map((place) => sorted[place]!);
}

interface WantedBucket {
  readonly bucket: number;
  readonly size: number;
  /** Places asked for, counted from the bucket's own first number. */
  readonly within: number[];
}

/** Deals the numbers into buckets and finds those in which the places lie. */
function bucketsOf(values: Float64Array, places: readonly number[], low: number, scale: number): WantedBucket[] {
  if (bucketOf.length < values.length) bucketOf = new Uint16Array(values.length);
  counts.fill(0);
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i]! - low) * scale) | 0;
    bucketOf[i] = bucket;
    counts[bucket]! += 1;
  }
  const wanted: WantedBucket[] = [];
  let bucket = 0;
  let before = 0;
  for (const place of places) {
    while (before + counts[bucket]! <= place) {
      before += counts[bucket]!;
      bucket += 1;
    }
    const last = wanted.at(-1);
    if (last?.bucket === bucket) last.within.push(place - before);
    else wanted.push({ bucket, size: counts[bucket]!, within: [place - before] });
  }
  return wanted;
}
