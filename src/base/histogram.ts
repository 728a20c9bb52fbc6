import { exp, log } from './elementary.ts';
import { invariant } from './invariant.ts';

/** Counts of consecutive bins; bin `first` stands at index 0. */
interface BinRun {
  readonly first: number;
  readonly counts: Uint32Array;
}

/**
 * Counts of numbers in bins 0.5 % wide, of either sign, with a bin for zero.
 *
 * Being whole counts they merge exactly in any order; their size depends on the range of the numbers, not on how many
 * there are. Sizes below 1e-12 count as zero.
 */
export interface Histogram {
  readonly zeroCount: number;
  readonly positive: BinRun;
  readonly negative: BinRun;
}

const LOG_BIN_WIDTH = log(1.005);
const ZERO_BELOW = 1e-12;
const NO_BINS: BinRun = { first: 0, counts: new Uint32Array(0) };

/** The histogram of no numbers. */
export function emptyHistogram(): Histogram {
  return { zeroCount: 0, positive: NO_BINS, negative: NO_BINS };
}

function binOf(size: number): number {
  return Math.floor(log(size) / LOG_BIN_WIDTH);
}

/** The geometric middle of a bin: at most 0.25 % from any number in it. */
function middleOf(bin: number): number {
  return exp((bin + 0.5) * LOG_BIN_WIDTH);
}

/** A run of empty bins that reaches from the smallest to the largest of the sizes of one sign. */
function emptyRun(smallest: number, largest: number): BinRun {
  if (!(largest >= smallest)) return NO_BINS;
  const first = binOf(smallest);
  return { first, counts: new Uint32Array(binOf(largest) - first + 1) };
}

/** The histogram of values[offset … offset + count − 1]. */
export function histogramOf(values: Float64Array, offset = 0, count = values.length - offset): Histogram {
  let [leastPositive, mostPositive] = [Number.POSITIVE_INFINITY, 0];
  let [leastNegative, mostNegative] = [Number.POSITIVE_INFINITY, 0];
  for (let i = offset; i < offset + count; i++) {
    const x = values[i]!;
    invariant(Number.isFinite(x), `a histogram was given ${x}`);
    if (x >= ZERO_BELOW) {
      if (x < leastPositive) leastPositive = x;
      if (x > mostPositive) mostPositive = x;
    } else if (x <= -ZERO_BELOW) {
      if (-x < leastNegative) leastNegative = -x;
      if (-x > mostNegative) mostNegative = -x;
    }
  }
  const positive = emptyRun(leastPositive, mostPositive);
  const negative = emptyRun(leastNegative, mostNegative);
  let zeroCount = 0;
  for (let i = offset; i < offset + count; i++) {
    const x = values[i]!;
    if (x >= ZERO_BELOW) positive.counts[binOf(x) - positive.first]! += 1;
    else if (x <= -ZERO_BELOW) negative.counts[binOf(-x) - negative.first]! += 1;
    else zeroCount += 1;
  }
  return { zeroCount, positive, negative };
}

function mergeRuns(a: BinRun, b: BinRun): BinRun {
  if (a.counts.length === 0) return b;
  if (b.counts.length === 0) return a;
  const first = Math.min(a.first, b.first);
  const last = Math.max(a.first + a.counts.length, b.first + b.counts.length);
  const counts = new Uint32Array(last - first);
  counts.set(a.counts, a.first - first);
  for (let i = 0; i < b.counts.length; i++) counts[b.first - first + i]! += b.counts[i]!;
  return { first, counts };
}

/** The counts of both together; exact, whatever the order of merging. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  return {
    zeroCount: a.zeroCount + b.zeroCount,
    positive: mergeRuns(a.positive, b.positive),
    negative: mergeRuns(a.negative, b.negative),
  };
}

/** How many numbers have been counted. */
export function countOfHistogram(histogram: Histogram): number {
  let count = histogram.zeroCount;
  for (const c of histogram.positive.counts) count += c;
  for (const c of histogram.negative.counts) count += c;
  return count;
}

/**
 * The smallest counted number that at least a share p of them does not exceed, to 0.5 % of itself (0.25 % by design);
 * NaN when nothing has been counted.
 */
export function quantileOfHistogram(histogram: Histogram, p: number): number {
  const count = countOfHistogram(histogram);
  if (count === 0) return Number.NaN;
  const wanted = Math.max(1, Math.ceil(p * count - 1e-9));
  let seen = 0;
  const { negative, positive } = histogram;
  for (let i = negative.counts.length - 1; i >= 0; i--) {
    seen += negative.counts[i]!;
    if (seen >= wanted) return -middleOf(negative.first + i);
  }
  seen += histogram.zeroCount;
  if (seen >= wanted) return 0;
  for (let i = 0; i < positive.counts.length; i++) {
    seen += positive.counts[i]!;
    if (seen >= wanted) return middleOf(positive.first + i);
  }
  return middleOf(positive.first + positive.counts.length - 1);
}

/** The middles of all bins that hold something, ascending, with how many numbers each holds. */
export function middlesOfHistogram(histogram: Histogram): { readonly middle: number; readonly count: number }[] {
  const { negative, positive, zeroCount } = histogram;
  const below = [...negative.counts].map((count, i) => ({ middle: -middleOf(negative.first + i), count })).reverse();
  const above = [...positive.counts].map((count, i) => ({ middle: middleOf(positive.first + i), count }));
  return [...below, { middle: 0, count: zeroCount }, ...above].filter(({ count }) => count > 0);
}
