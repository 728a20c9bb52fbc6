import type { Needs } from '../questions/run/runNeeds.ts';

/** Whether what is to be kept fits into memory, and what of it. */
export interface RoomForRun {
  /** Columns of which only the distribution is told are counted into histograms. */
  readonly isSummarised: boolean;
  /** Most paths that fit. */
  readonly mostPaths: number;
  /** Bytes that the paths asked for take at the least. */
  readonly leastBytes: number;
}

const BYTES = 8;
/** Where threads share no memory, a column is held by block, and once more joined over all paths while the answer is made. */
const COPIES = 2;

/**
 * What fits into so many bytes: everything; or the columns that are read path by path, with the others as histograms and,
 * between worlds, the moments of their differences, whose room does not matter beside them.
 */
export function roomForRun(needs: readonly Needs[], paths: number, bytes: number): RoomForRun {
  const fits = (columns: number): number => Math.floor(bytes / (BYTES * COPIES * columns));
  const exact = needs.reduce((sum, n) => sum + n.exact.length, 0);
  const all = needs.reduce((sum, n) => sum + n.exact.length + n.told.length, 0);
  const leastBytes = paths * BYTES * COPIES * exact;
  return paths <= fits(all)
    ? { isSummarised: false, mostPaths: fits(all), leastBytes }
    : { isSummarised: true, mostPaths: fits(exact), leastBytes };
}
