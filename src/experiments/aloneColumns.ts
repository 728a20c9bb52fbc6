import type { CentralCase } from '../run/centralCase.ts';
import { keptTable } from '../run/kept.ts';
import type { RunColumns } from '../run/runColumns.ts';
import type { WorldBlock } from './simulateWorlds.ts';

/**
 * The columns of a world without rescues: those with rescues, except on the paths where somebody was rescued.
 *
 * Verified by: test/laws/determinism.test.ts, against a run of all paths without rescues.
 */
export function aloneColumns(supported: RunColumns, blocks: readonly WorldBlock[], central: CentralCase): RunColumns {
  const { index } = keptTable(supported.plan);
  const made = new Map<string, Float64Array>();
  const ordered = [...blocks].sort((a, b) => a.supported.firstPath - b.supported.firstPath);
  return {
    ...supported,
    central,
    conservationError: ordered.reduce((worst, b) => Math.max(worst, b.conservationError), supported.conservationError),
    values: (name) => {
      const known = made.get(name);
      if (known !== undefined) return known;
      const all = supported.values(name).slice();
      const k = index.get(name) as number;
      let done = 0;
      for (const { supported: block, rescuedLanes, alone } of ordered) {
        const count = rescuedLanes.length;
        for (let i = 0; i < count; i++) all[done + (rescuedLanes[i] as number)] = alone[k * count + i] as number;
        done += block.lanes;
      }
      made.set(name, all);
      return all;
    },
  };
}
