import { printQuarter } from '../../base/quarter.ts';
import { wholeGap } from './fundingGap.ts';
import { FIVE_YEARS } from './partyOutcomes.ts';
import { defaultedWithin, sumOf } from './pathColumns.ts';
import { event, quantity, type Sample, type SampleGroup } from './sample.ts';
import { boughtIn, plus, type World } from './world.ts';

/** Quarter of the price that is told as a measure: three years on. */
const PRICE_QUARTER = 11;

/**
 * The few figures that a run comes down to; their drivers are told, and scenarios are compared by them first.
 *
 * Definition: `funding_gap`: of all labs over the run; `lab_default`: at least one lab defaults within five years;
 * `price_<quarter>`: of compute, three years on; `expected_paid`: of all commitments, to date and in the run.
 */
export function measures(world: World): SampleGroup {
  const { run, show } = world;
  const { plan, paths } = run;
  const labs = plan.labs.map((lab) => plan.parties[lab.party]!.id);
  const made: Record<string, Sample> = {};
  if (labs.length > 0) {
    made.funding_gap = quantity(() => wholeGap(world));
    made.lab_default = event(() => {
      const defaults = labs.map((lab) => defaultedWithin(run.values(`${lab}.default`), FIVE_YEARS));
      return sumOf(defaults, paths).map((n) => (n > 0 ? 1 : 0));
    });
  }
  if (plan.hasMarket) {
    const q = Math.min(PRICE_QUARTER, plan.quarters - 1);
    made[`price_${printQuarter(plan.firstQuarter + q)}`] = quantity(() => run.values(`market.price.${q}`));
  }
  made.expected_paid = quantity(() => plus(boughtIn(world).inAll(), show.total.paid));
  return made;
}
