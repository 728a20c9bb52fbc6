import type { Needs } from '../questions/run/runNeeds.ts';

/** Whether what is to be kept fits into memory, and what of it. */
export interface RoomForRun {
  /** Columns of which only the distribution is told are counted into histograms. */
  readonly isSummarised: boolean;
  /** Most paths that fit. */
  readonly mostPaths: number;
}

const BYTES = 8;
/** A column is held by block, and once more joined over all paths while the answer is made. */
const COPIES = 2;

/**
 * What fits into so many bytes: everything; or, of a single world, the columns that are read path by path, with the others
 * as histograms. Comparisons are paired path by path, so with scenarios nothing can be given up.
 */
export function roomForRun(needs: readonly Needs[], paths: number, bytes: number): RoomForRun {
  const fits = (columns: number): number => Math.floor(bytes / (BYTES * COPIES * columns));
  const exact = needs.reduce((sum, n) => sum + n.exact.length, 0);
  const all = needs.reduce((sum, n) => sum + n.exact.length + n.told.length, 0);
  if (paths <= fits(all)) return { isSummarised: false, mostPaths: fits(all) };
  return needs.length === 1
    ? { isSummarised: true, mostPaths: fits(exact) }
    : { isSummarised: false, mostPaths: fits(all) };
}
