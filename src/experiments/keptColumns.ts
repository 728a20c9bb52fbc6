import { type Histogram, histogramOf, mergeHistograms } from '../base/histogram.ts';
import type { CentralCase } from '../run/centralCase.ts';
import type { RunColumns } from '../run/runColumns.ts';
import type { ColumnStore, WorldBlock, WorldOrder } from './simulateWorlds.ts';
import { typicalValues } from './typicalValues.ts';

/** Gathers what blocks leave behind of one world, and joins it into columns over all paths. */
export interface KeptColumns {
  readonly add: (block: WorldBlock) => void;
  readonly join: (seed: number, central: Centrals) => { readonly run: RunColumns; readonly standAlone: RunColumns };
}

export interface Centrals {
  readonly supported: CentralCase;
  readonly alone: CentralCase;
}

/**
 * Columns of a world; those from place `exact` on in its order are only counted into histograms, so that they take no
 * more room with more paths.
 */
export function keptColumns(order: WorldOrder, exact = order.names.length): KeptColumns {
  const blocks: WorldBlock[] = [];
  const counted = new Map<string, Histogram>();
  const add = (block: WorldBlock): void => {
    const { lanes, kept } = block;
    if (exact === order.names.length) {
      blocks.push(block);
      return;
    }
    for (let k = exact; k < order.names.length; k++) {
      const name = order.names[k] as string;
      const histogram = histogramOf(kept, k * lanes, lanes);
      const before = counted.get(name);
      counted.set(name, before === undefined ? histogram : mergeHistograms(before, histogram));
    }
    blocks.push({ ...block, kept: kept.slice(0, exact * lanes) });
  };
  const join = (seed: number, central: Centrals): { run: RunColumns; standAlone: RunColumns } => {
    const ordered = [...blocks].sort((a, b) => a.firstPath - b.firstPath);
    const paths = ordered.reduce((sum, b) => sum + b.lanes, 0);
    const error = ordered.reduce((worst, b) => Math.max(worst, b.conservationError), 0);
    const place = new Map(order.names.map((name, k) => [name, k]));
    const values = remembered(order.names, (name) => {
      const histogram = counted.get(name);
      if (histogram !== undefined) return typicalValues(histogram);
      const k = place.get(name) as number;
      return order.store === undefined ? joined(ordered, paths, k) : stored(order.store, ordered, paths, k);
    });
    const alonePlace = new Map(order.standAlone.map((name, k) => [name, k]));
    const columns = (names: readonly string[], of: CentralCase, read: RunColumns['values']): RunColumns => ({
      plan: order.plan,
      seed,
      paths,
      names,
      values: read,
      central: of,
      conservationError: Math.max(error, of.conservationError),
    });
    return {
      run: columns(order.names, central.supported, values),
      standAlone: columns(
        order.standAlone,
        central.alone,
        remembered(order.standAlone, (name) => withoutRescues(ordered, values(name), alonePlace.get(name) as number)),
      ),
    };
  };
  return { add, join };
}

function remembered(names: readonly string[], make: (name: string) => Float64Array): (name: string) => Float64Array {
  const known = new Set(names);
  const made = new Map<string, Float64Array>();
  return (name) => {
    let values = made.get(name);
    if (values !== undefined) return values;
    if (!known.has(name)) throw new Error(`nothing is kept under ${name}`);
    values = make(name);
    made.set(name, values);
    return values;
  };
}

function joined(ordered: readonly WorldBlock[], paths: number, k: number): Float64Array {
  const all = new Float64Array(paths);
  let done = 0;
  for (const { kept, lanes } of ordered) {
    all.set(kept.subarray(k * lanes, (k + 1) * lanes), done);
    done += lanes;
  }
  return all;
}

/** A column out of the store: as it stands there, or, after an interruption, of the finished blocks alone. */
function stored(store: ColumnStore, ordered: readonly WorldBlock[], paths: number, k: number): Float64Array {
  const column = new Float64Array(store.buffer, 8 * k * store.paths, store.paths);
  if (paths === store.paths) return column;
  const finished = new Float64Array(paths);
  let done = 0;
  for (const { firstPath, lanes } of ordered) {
    finished.set(column.subarray(firstPath, firstPath + lanes), done);
    done += lanes;
  }
  return finished;
}

/** The column with rescues, except on the paths where somebody was rescued. */
function withoutRescues(ordered: readonly WorldBlock[], supported: Float64Array, k: number): Float64Array {
  const all = supported.slice();
  let done = 0;
  for (const { lanes, rescuedLanes, alone } of ordered) {
    const count = rescuedLanes.length;
    for (let i = 0; i < count; i++) all[done + (rescuedLanes[i] as number)] = alone[k * count + i] as number;
    done += lanes;
  }
  return all;
}
