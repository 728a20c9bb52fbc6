import { emptyMoments, type Moments, mergeMoments, momentsOf } from '../base/moments.ts';
import type { WorldBlock, WorldOrder } from './simulateWorlds.ts';

/** Moments of the differences between two worlds on the same path, gathered block by block. */
export interface PairedMoments {
  readonly add: (base: WorldBlock, other: WorldBlock) => void;
  /** Of a column, over all paths; undefined where the column is kept exactly, or only one world has it. */
  readonly of: (name: string) => Moments | undefined;
}

/** A world with the number of its names, from the first on, that are kept exactly. */
export interface PartlyKept {
  readonly order: WorldOrder;
  readonly exact: number;
}

/**
 * For columns of which only counts in bins are kept, which tell nothing of pairs: d_i = y_i(other) − y_i(base), its mean and
 * squares, while both worlds' blocks are at hand.
 *
 * Blocks are merged in the order of their paths, so that the bytes are the same at any number of workers.
 */
export function pairedMoments(base: PartlyKept, other: PartlyKept): PairedMoments {
  const placeInBase = new Map(base.order.names.map((name, k) => [name, k]));
  const pairs = new Map<string, { readonly inBase: number; readonly inOther: number }>();
  for (const [inOther, name] of other.order.names.entries()) {
    const inBase = placeInBase.get(name);
    if (inBase !== undefined && (inBase >= base.exact || inOther >= other.exact)) pairs.set(name, { inBase, inOther });
  }
  const place = new Map([...pairs.keys()].map((name, k) => [name, k]));
  const blocks: { readonly firstPath: number; readonly moments: readonly Moments[] }[] = [];
  return {
    add: (a, b) => {
      const { lanes } = a;
      const differences = new Float64Array(lanes);
      const moments = [...pairs.values()].map(({ inBase, inOther }) => {
        for (let l = 0; l < lanes; l++)
          differences[l] = (b.kept[inOther * lanes + l] as number) - (a.kept[inBase * lanes + l] as number);
        return momentsOf(differences);
      });
      blocks.push({ firstPath: a.firstPath, moments });
    },
    of: (name) => {
      const k = place.get(name);
      if (k === undefined) return undefined;
      const ordered = [...blocks].sort((a, b) => a.firstPath - b.firstPath);
      return ordered.reduce((all, { moments }) => mergeMoments(all, moments[k] as Moments), emptyMoments());
    },
  };
}
