import { defaultedWithin } from './pathColumns.ts';
import { column, event, group, type Sample, type SampleGroup, series } from './sample.ts';
import type { World } from './world.ts';

/** Quarters of the horizons over which defaults are counted. */
export const FIVE_YEARS = 20;
export const ONE_YEAR = 4;

/**
 * What becomes of each party: default within one and five years, with and without rescue, and its cash, debt and value.
 *
 * Definition: P(default) = share of paths on which the party first failed to pay in full within 4 or 20 quarters; a
 * shorter run counts what it saw. `_stand_alone`: the same paths in a world in which nobody is rescued.
 * Verified by: answerRun.test.ts, by counting.
 */
export function partyOutcomes(world: World): SampleGroup {
  return Object.fromEntries(
    world.run.plan.parties.map(({ id }): [string, Sample] => [id, group(outcomesOf(world, id))]),
  );
}

function outcomesOf(world: World, id: string): SampleGroup {
  const { run, standAlone } = world;
  const within = (quarters: number, of = run): Sample =>
    event(() => defaultedWithin(of.values(`${id}.default`), quarters));
  const byYear = (what: string): Sample =>
    series(
      'year',
      world.years.map((year) => ({ at: year, sample: column(run, `${id}.${what}.${year}`) })),
    );
  return {
    default_probability: within(FIVE_YEARS),
    default_probability_1y: within(ONE_YEAR),
    ...(standAlone === null
      ? {}
      : {
          default_probability_stand_alone: within(FIVE_YEARS, standAlone),
          default_probability_1y_stand_alone: within(ONE_YEAR, standAlone),
        }),
    rescued_probability: event(() => run.values(`${id}.rescued`).map((at) => (at > 0 ? 1 : 0))),
    cash: byYear('cash'),
    debt: byYear('debt'),
    market_value: byYear('value'),
  };
}
