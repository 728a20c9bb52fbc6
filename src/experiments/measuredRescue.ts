import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import type { MeasureKind, VectorSlice } from '../questions/claims/measured.ts';
import {
  type MeasuredWorlds,
  rescueColumns,
  rescueFigures,
  rescueMeasure,
} from '../questions/rescue/rescueMeasured.ts';
import type { RecordedWorld } from './recordWorlds.ts';
import { rescueWorlds, standingQuarter } from './rescueWorlds.ts';

/**
 * How a claim is told whether a party is rescued: path by path where it comes to distress by itself, or, as an expectation,
 * over all paths of a vector, on which it is made to fail in the standing quarter.
 *
 * Assumes: a vector's few paths hold too few on which distress comes by itself for a probability (definitions D8: thirty);
 * all vectors together hold enough.
 */
export function measuredRescue(_book: Book, plan: Plan, path: string, kind: MeasureKind = 'expectation') {
  const measure = rescueMeasure(path);
  const party = plan.parties.findIndex((p) => p.id === measure?.party);
  if (measure === null || party < 0) return null;
  const forced = kind === 'pathwise' ? null : standingQuarter(plan);
  const { fails, ...others } = rescueWorlds(plan, party, forced, false);
  const carried = measure.key === 'for_good' ? others.carried : null;
  const untied = measure.key === 'rise_against_untied_web' ? others.untied : null;
  const worldsOf = (slice: VectorSlice): MeasuredWorlds => {
    const worldOf = ({ id, plan: of }: RecordedWorld) => ({ plan: of, read: slice.world(id) });
    const optional = (world: RecordedWorld | null) => (world === null ? null : worldOf(world));
    return { fails: worldOf(fails), carried: optional(carried), untied: optional(untied) };
  };
  return {
    unit: 'probability',
    worlds: [fails, carried, untied].filter((world) => world !== null),
    expectation: (slice: VectorSlice) => rescueFigures(worldsOf(slice)),
    pathwise: (slice: VectorSlice) => rescueColumns(worldsOf(slice)),
  };
}
