import type { Remark, RestsOn } from '../answer.ts';
import { defaultCount } from './defaultTriggers.ts';
import { FIVE_YEARS } from './partyOutcomes.ts';
import type { World } from './world.ts';

/** A probability with fewer defaults behind it is told with a warning. */
const FEW_DEFAULTS = 30;
const LARGEST_SHARE_OF_ASSUMPTIONS = 0.5;

/** What a reader of a run must know before believing it. */
export function runWarnings(world: World, restsOn: readonly RestsOn[], askedPaths: number): Remark[] {
  return [...interrupted(world.run.paths, askedPaths), ...mostlyAssumed(restsOn), ...fewDefaults(world)];
}

function remark(code: string, message: string, help: string | null): Remark {
  return { code, message, help, place: null };
}

function interrupted(paths: number, asked: number): Remark[] {
  if (paths >= asked) return [];
  return [
    remark(
      'run.interrupted',
      `the run was interrupted after ${paths} of ${asked} paths; all figures are over those`,
      null,
    ),
  ];
}

function mostlyAssumed(restsOn: readonly RestsOn[]): Remark[] {
  const assumed = restsOn.reduce((all, r) => (r.grade === 'D' ? all + (r.share ?? 0) : all), 0);
  if (!(assumed > LARGEST_SHARE_OF_ASSUMPTIONS)) return [];
  const percent = Math.round(100 * assumed);
  return [
    remark(
      'run.mostly-assumed',
      `${percent} % of what moves these figures are assumptions (grade D)`,
      'read the drivers, and set your own values with --set or --with',
    ),
  ];
}

function fewDefaults(world: World): Remark[] {
  const few = world.run.plan.parties
    .map(({ id }) => ({ id, count: defaultCount(world.run, id, FIVE_YEARS) }))
    .filter(({ count }) => count > 0 && count < FEW_DEFAULTS);
  if (few.length === 0) return [];
  const names = few.map(({ id, count }) => `${world.book.content.parties[id]?.name ?? id} ${count}`).join(', ');
  return [
    remark(
      'run.few-defaults',
      `fewer than ${FEW_DEFAULTS} defaults stand behind the probability of: ${names}`,
      'read their intervals, or run more paths',
    ),
  ];
}
