import type { Party } from '../book/schema/party.ts';
import type { UseProgram } from './plan.ts';
import type { PlanContext } from './planContext.ts';

type Demand = NonNullable<Party['demand']>;

const RATIO = 'ratio';

/** Uses of a lab's compute as its book writes them: columns of their parts, returns, entry and caps. */
export function compileUses(context: PlanContext, demand: Demand, path: string): UseProgram[] {
  const { inputs } = context;
  return Object.entries(demand.uses ?? {}).map(([id, use]): UseProgram => {
    const at = `${path}.uses.${id}`;
    const { name, serves } = use;
    const today = inputs.input(use.today, `${at}.today`, 'fraction');
    const hasToday = use.today !== undefined && inputs.known(use.today) !== null;
    if (serves === 'latent') {
      const cap = { interpolates: true, standing: 0 };
      return {
        id,
        name,
        serves,
        today,
        hasToday,
        share: -1,
        steps: [],
        entry: inputs.input(use.entry, `${at}.entry`, 'currency per capacity-year'),
        cap: inputs.yearly(use.cap, `${at}.cap`, 'capacity', cap),
      };
    }
    const steps = Object.entries(use.steps ?? {}).map(([step, s]) => ({
      share: inputs.input(s.share, `${at}.steps.${step}.share`, 'fraction', 1),
      ratio: inputs.input(s.return, `${at}.steps.${step}.return`, RATIO, 1),
    }));
    return {
      id,
      name,
      serves,
      today,
      hasToday,
      share: inputs.input(use.share, `${at}.share`, 'fraction', 1),
      steps: steps.length > 0 ? steps : [{ share: -1, ratio: inputs.input(use.return, `${at}.return`, RATIO, 1) }],
      entry: -1,
      cap: null,
    };
  });
}
