import type { Book } from '../../book/book.ts';
import { type Finding, type Remark, type RestsOn, restsOn } from '../answer.ts';
import { answerAbout, partyAbout, unitsAbout } from '../partyAbout.ts';
import type { AllocationRun } from './allocationNeeds.ts';
import { type AllocationResult, type LabAllocation, labAllocationSchema } from './allocationSchema.ts';
import { ALLOCATION_METHOD } from './allocationWords.ts';
import { labAllocation } from './labAllocation.ts';
import { labsOf } from './labUses.ts';

/** A world in which labs hold, buy and need compute. */
export interface AllocationQuestion {
  readonly book: Book;
  /** With what `allocationNeeds` asks for. */
  readonly run: AllocationRun;
  /** The lab that is told first; who has announced most purchases where left out. */
  readonly about?: string;
}

/**
 * How a lab would best split the compute that it holds, what capacity is worth at the margin, and where scarcity ends.
 *
 * Definition: labSplits.ts in each quarter told, labAllocation.ts over the years.
 * Units: capacity as the market of the book measures it; currency a year; currency per capacity-year.
 * Verified by: allocation.test.ts, test/oracle/allocation.test.ts.
 */
export function allocation({ book, run, about }: AllocationQuestion): Finding<AllocationResult> {
  const parties: Record<string, LabAllocation> = {};
  const labs = labsOf(run.plan);
  for (const { id, lab } of labs) {
    const told = labAllocation(run, id, book.content.parties[id]?.name ?? id, lab);
    if (told !== null) parties[id] = told;
  }
  return {
    question: 'allocation',
    result: {
      capacity_unit: book.content.market?.unit.capacity ?? null,
      ...answerAbout(parties, about ?? partyAbout(book, Object.keys(parties)), labAllocationSchema.shape),
    },
    units: UNITS,
    method: ALLOCATION_METHOD,
    limits: [
      'What a lab holds is fixed in the quarter and may be neither sold nor added to on the spot: a lab that trades at the price has that price as its shadow price. A lab that lives on the spot holds little, and what it holds looks scarce.',
      'Contracts that run out are not renewed: late in the horizon what a lab holds falls, and its shadow price rises, for that reason alone.',
      'What a unit of training brings is read off the demand by which the run buys it; what free use brings later, and what latent uses would bring, nobody has published.',
      'The gain from added supply by today’s needs counts as idle what today has no use for; the gain by the needs of four quarters on stands beside it.',
    ],
    restsOn: restsOf(book, run, labs),
    warnings: labs.flatMap(({ id }) => spotWarning(parties[id])),
  };
}

const PER_CAPACITY_YEAR = 'currency per capacity-year';
const A_YEAR = 'currency a year';
const UNITS = unitsAbout({
  '/capacity': 'capacity',
  '/spot': 'capacity',
  '/added_capacity': 'capacity',
  '/abundance_capacity_today': 'capacity',
  '/shadow_price_today': PER_CAPACITY_YEAR,
  '/price_today': PER_CAPACITY_YEAR,
  '/long_run_cost_today': PER_CAPACITY_YEAR,
  '/regime_today/scarce_probability': 'fraction',
  '/gain_resplit_today': A_YEAR,
  '/gain_resplit_today/cost': A_YEAR,
  '/gain_resplit_today/per_dollar': 'ratio',
  '/gain_expand_today': A_YEAR,
  '/gain_expand_today/cost': A_YEAR,
  '/gain_expand_today/per_dollar': 'ratio',
  '/gain_expand_ahead_today': A_YEAR,
  '/gain_expand_ahead_today/cost': A_YEAR,
  '/gain_expand_ahead_today/per_dollar': 'ratio',
  '/capacity_by_year/*': 'capacity',
  '/spot_by_year/*': 'capacity',
  '/abundance_capacity/*': 'capacity',
  '/shadow_price/*': PER_CAPACITY_YEAR,
  '/shadow_price_with_spot/*': PER_CAPACITY_YEAR,
  '/price/*': PER_CAPACITY_YEAR,
  '/long_run_cost/*': PER_CAPACITY_YEAR,
  '/regime/*/scarce_probability': 'fraction',
  '/gain_resplit/*': A_YEAR,
  '/gain_resplit/*/cost': A_YEAR,
  '/gain_resplit/*/per_dollar': 'ratio',
  '/gain_expand/*': A_YEAR,
  '/gain_expand/*/cost': A_YEAR,
  '/gain_expand/*/per_dollar': 'ratio',
  '/gain_expand_ahead/*': A_YEAR,
  '/gain_expand_ahead/*/cost': A_YEAR,
  '/gain_expand_ahead/*/per_dollar': 'ratio',
  '/uses/*/today': 'capacity',
  '/uses/*/best': 'capacity',
  '/uses/*/by_year/*/today': 'capacity',
  '/uses/*/by_year/*/best': 'capacity',
  '/uses/*/by_year/*/worthwhile': 'capacity',
  '/latent_order/*/entry': PER_CAPACITY_YEAR,
  '/latent_order/*/enters_year': 'year',
  '/latent_order/*/by_year/*/enters_at_capacity': 'capacity',
  '/latent_order/*/by_year/*/cap': 'capacity',
  '/latent_order/*/by_year/*/probability': 'fraction',
  '/supply_gain_less_resplit_gain': A_YEAR,
  '/supply_gain_less_resplit_gain_standard_error': A_YEAR,
  '/supply_gain_ahead_less_resplit_gain': A_YEAR,
  '/supply_gain_ahead_less_resplit_gain_standard_error': A_YEAR,
  '/scarcity_ends_within_horizon': 'fraction',
  '/scarcity_ends_year': 'year',
  '/least_scarce_year': 'year',
});

/** The uncertain inputs of the labs' demand and of the market, and the contracts under which labs hold capacity. */
function restsOf(book: Book, run: AllocationRun, labs: readonly ReturnType<typeof labsOf>[number][]): RestsOn[] {
  const prefixes = labs.map(({ id }) => `parties.${id}.demand.`);
  const inputs = run.plan.inputs.filter(
    (input) =>
      input.isUncertain &&
      labs.length > 0 &&
      (input.path.startsWith('market.') || prefixes.some((prefix) => input.path.startsWith(prefix))),
  );
  const deals = new Set(labs.flatMap(({ lab }) => [...lab.contracts].map((t) => run.plan.terms[t]!.deal)));
  return [
    ...inputs.map((input) => restsOn(book, input.path, null)),
    ...[...deals].map((deal) => restsOn(book, `deals.${deal}`, null)),
  ];
}

function spotWarning(lab: LabAllocation | undefined): Remark[] {
  if (lab === undefined || lab.spot.mean <= lab.capacity.mean) return [];
  return [
    {
      code: 'allocation.lives-on-spot',
      message: `${lab.name} holds less under contract than it buys on the spot: the shadow price of what it holds says little`,
      help: 'read shadow_price_with_spot, which counts both',
      place: null,
    },
  ];
}
