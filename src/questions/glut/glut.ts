import { printQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { tradedGood } from '../../book/tradedGood.ts';
import type { Plan } from '../../plan/plan.ts';
import { yearPoints } from '../allocation/allocationNeeds.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { wealthOf } from '../gains/gainColumns.ts';
import { distributionOf, meanOf, meanWithError } from '../run/distributionOf.ts';
import { breakEvenOf, type ComparedWorlds, toldBreakEven, toldShare } from './breakEvenOf.ts';
import { type BreakEven, type FlexibleShares, flexibleShares, marginOver } from './flexibleShare.ts';
import { glutName, labOf, NOT_BELIEVED, scaledWorld } from './glutNeeds.ts';
import type { GlutParty, GlutResult, GlutWorld, ScaleBenefit } from './glutSchema.ts';
import { GLUT_PRICE, glutByPath, glutsOf } from './glutsOf.ts';
import { announcedIn, heldPerUnit, inducedIn, inducedPerUnit } from './inducedCapacity.ts';
import { labBenefit } from './labBenefit.ts';

/** A book, the lab asked about, the sizes of its commitments in rising order, and what was recorded of each world. */
export interface GlutQuestion extends ComparedWorlds {
  readonly book: Book;
  readonly scales: readonly number[];
}

/**
 * Whether what is traded becomes so plentiful that its price falls under its cost, what commitments have to do with it, and whom it pays.
 *
 * Definition: paired worlds on the same draws: the lab's commitments scaled, nobody believing what is announced, contracts
 * closed and open to renegotiation. glutsOf.ts, labBenefit.ts, flexibleShare.ts, inducedCapacity.ts.
 * Units: fractions of long-run cost; quarters; currency today; capacity as the book measures it.
 * Verified by: glut.test.ts.
 */
export function glut(question: GlutQuestion): Finding<GlutResult> {
  const { book, plan, about, scales, world } = question;
  const base = world('');
  const none = world(scaledWorld(about, 0));
  const not = world(NOT_BELIEVED);
  const benefits = scales.map((scale) => benefitAt(question, scale));
  const best = bestOf(benefits, (b) => b.mean);
  const shares = flexibleShares(plan, about, base);
  const ofOverbuilding = breakEvenOf(question, shares, 'overbuilding');
  const ofCommitments = breakEvenOf(question, shares, 'commitments');
  const induced = inducedPerUnit(plan, base, not);
  const held = heldPerUnit(plan, base);
  const above = aboveBreakEven(plan, base, shares, ofOverbuilding.found);
  return {
    ...standing(book, plan, about),
    result: {
      about: { party: about, name: nameOf(book, about) },
      good: tradedGood(book)?.good ?? null,
      capacity_unit: book.content.market?.unit.capacity ?? null,
      largest_buyer: largestBuyer(question),
      ...glutsOf(plan, base),
      flexible_share: defined(shares.asWritten),
      flexible_share_break_even: toldShare(ofOverbuilding.found),
      flexible_share_above_break_even: above.share,
      break_even: { overbuilding: toldBreakEven(ofOverbuilding), commitments: toldBreakEven(ofCommitments) },
      net_benefit: benefits,
      best_scale: best,
      best_scale_with_horizon: bestOf(benefits, (b) => b.with_horizon.mean),
      near_best_scales: best === null ? [] : nearBest(question, best),
      held_per_announced_unit: held === null ? null : meanOf(held),
      induced_per_announced_unit: induced === null ? null : unlessRounding(meanOf(induced), 1),
      induced_per_announced_unit_standard_error: induced === null ? null : meanWithError(induced).standard_error,
      by_year: yearPoints(plan).map(({ year, quarter }) => {
        const more = meanWithError(inducedIn(base, not, quarter));
        const [k, k0] = [base(`market.capacity.${quarter}`), none(`market.capacity.${quarter}`)];
        return {
          year,
          announced: meanOf(announcedIn(plan, base, quarter)),
          held_by_labs: meanOf(base(glutName('held', quarter))),
          induced_in_others: unlessRounding(more.mean, meanOf(k)),
          induced_in_others_standard_error: more.standard_error,
          added_by_commitments: unlessRounding(meanOf(k.map((x, l) => x - k0[l]!)), meanOf(k)),
        };
      }),
      worlds: worldsOf(question),
      parties: partiesOf(question, shares, above.meanLess),
    },
  };
}

/** The answer about a market in which no lab buys: how likely a glut is, and nothing about commitments. */
export function glutWithoutLab(book: Book, plan: Plan, read: ReadRecorded): Finding<GlutResult> {
  const none = noGlut(book);
  return {
    ...none,
    restsOn: restsOf(book, plan, ''),
    result: { ...none.result, ...glutsOf(plan, read), worlds: [toldWorld(plan, read, 1, 'as_signed')] },
  };
}

/** The answer about a book without a market. */
export function noGlut(book: Book): Finding<GlutResult> {
  return {
    ...standing(book, null, ''),
    result: {
      about: null,
      good: tradedGood(book)?.good ?? null,
      capacity_unit: book.content.market?.unit.capacity ?? null,
      largest_buyer: null,
      p_glut: null,
      p_glut_interval: null,
      p_glut_at_long_run_cost: null,
      p_glut_at_long_run_cost_interval: null,
      p_glut_at_running_cost: null,
      p_glut_at_running_cost_interval: null,
      depth: null,
      length: null,
      start: null,
      still_on_at_horizon: null,
      flexible_share_above_break_even: null,
      flexible_share: null,
      flexible_share_break_even: null,
      break_even: null,
      net_benefit: [],
      best_scale: null,
      best_scale_with_horizon: null,
      near_best_scales: [],
      held_per_announced_unit: null,
      induced_per_announced_unit: null,
      induced_per_announced_unit_standard_error: null,
      by_year: [],
      worlds: [],
      parties: {},
    },
  };
}

/** A difference of two sums, or nothing where it is no more than their rounding. */
const unlessRounding = (difference: number, of: number): number =>
  Math.abs(difference) < 1e-12 * Math.abs(of) ? 0 : difference;

const nameOf = (book: Book, id: string): string => book.content.parties[id]?.name ?? id;

function defined(values: Float64Array) {
  const told = values.filter((x) => !Number.isNaN(x));
  return told.length === 0 ? null : distributionOf(told);
}

function benefitAt({ plan, about, world }: GlutQuestion, scale: number): ScaleBenefit {
  const { cash, withHorizon, endPrices } = labBenefit(
    plan,
    about,
    world(scaledWorld(about, scale)),
    world(scaledWorld(about, 0)),
  );
  return {
    scale,
    ...meanWithError(cash),
    positive: cash.length === 0 ? 0 : cash.filter((x) => x >= 0).length / cash.length,
    end_prices: meanOf(endPrices),
    with_horizon: meanWithError(withHorizon),
  };
}

function bestOf(benefits: readonly ScaleBenefit[], of: (b: ScaleBenefit) => number): number | null {
  let best: ScaleBenefit | null = null;
  for (const b of benefits) if (best === null || of(b) > of(best)) best = b;
  return best?.scale ?? null;
}

/** Sizes of which the paired difference from the best is within two standard errors, the best among them. */
function nearBest({ plan, about, scales, world }: GlutQuestion, best: number): number[] {
  return scales.filter((scale) => {
    if (scale === best) return true;
    const { cash } = labBenefit(plan, about, world(scaledWorld(about, best)), world(scaledWorld(about, scale)));
    const { mean, standard_error } = meanWithError(cash);
    return mean <= 2 * standard_error;
  });
}

/** On paths with a glut: how often the flexible share lies where it pays, against f* of the averages over all paths, and by how much. */
function aboveBreakEven(
  plan: Plan,
  base: ReadRecorded,
  { asWritten }: FlexibleShares,
  breakEven: BreakEven,
): { share: number | null; meanLess: number | null } {
  const less = flexibleLessBreakEven(plan, base, asWritten, breakEven).filter((x) => !Number.isNaN(x));
  if (less.length === 0) return { share: null, meanLess: null };
  return { share: less.filter((x) => x > 0).length / less.length, meanLess: meanOf(less) };
}

/** Flexible share less f*, or f* less it where it pays up to f*, on paths with a glut; NaN on others (definitions D5 row 9). */
export function flexibleLessBreakEven(
  plan: Plan,
  base: ReadRecorded,
  share: Float64Array,
  breakEven: BreakEven,
): Float64Array {
  const gluts = glutByPath(plan, base, () => GLUT_PRICE);
  return share.map((f, l) => (gluts[l] === null ? Number.NaN : marginOver(breakEven, f)));
}

function largestBuyer({ book, plan, about, world }: GlutQuestion): GlutResult['largest_buyer'] {
  const base = world('');
  const bought = plan.parties.map(({ id }) => ({ id, amount: meanOf(base(glutName('bought', id))) }));
  const whole = bought.reduce((sum, b) => sum + b.amount, 0);
  let most = bought[0];
  for (const b of bought) if (most !== undefined && b.amount > most.amount) most = b;
  if (most === undefined || !(whole > 0)) return null;
  return {
    party: most.id,
    name: nameOf(book, most.id),
    amount: most.amount,
    share: most.amount / whole,
    is_about: most.id === about,
  };
}

function worldsOf({ plan, about, scales, world }: GlutQuestion): GlutWorld[] {
  return [
    ...scales.map((scale) =>
      toldWorld(plan, world(scaledWorld(about, scale)), scale, scale === 1 ? 'as_signed' : 'scaled'),
    ),
    toldWorld(plan, world(NOT_BELIEVED), 1, 'not_believed'),
  ];
}

function toldWorld(plan: Plan, read: ReadRecorded, scale: number, is: GlutWorld['world']): GlutWorld {
  const series = (name: string) =>
    Array.from({ length: plan.quarters }, (_, q) => ({
      quarter: printQuarter(plan.firstQuarter + q),
      ...distributionOf(read(`market.${name}.${q}`)),
    }));
  return {
    world: is,
    scale,
    ...glutsOf(plan, read),
    price: series('price'),
    price_to_cost: series('ratio'),
    capacity: series('capacity'),
  };
}

function partiesOf(
  { book, plan, about, world }: GlutQuestion,
  shares: FlexibleShares,
  less: number | null,
): Record<string, GlutParty> {
  const base = world('');
  const not = world(NOT_BELIEVED);
  const none = world(scaledWorld(about, 0));
  const asSigned = wealthOf(plan, base);
  const withNone = wealthOf(plan, none);
  const withNot = wealthOf(plan, not);
  const parties: Record<string, GlutParty> = {};
  for (const { id } of plan.parties) {
    const isLab = labOf(plan, id) !== undefined;
    const signed = asSigned.get(id)!;
    const over = (other: ReadonlyMap<string, Float64Array>): Float64Array => {
      const values = other.get(id)!;
      return signed.map((x, l) => x - values[l]!);
    };
    const overNone = isLab ? labBenefit(plan, id, base, none) : null;
    const overNot = isLab ? labBenefit(plan, id, base, not) : null;
    const credibility = overNot === null ? null : meanWithError(overNot.cash);
    parties[id] = {
      name: nameOf(book, id),
      is_lab: isLab,
      change_in_value: {
        commitments: meanWithError(overNone?.withHorizon ?? over(withNone)),
        credibility: meanWithError(overNot?.withHorizon ?? over(withNot)),
      },
      value_of_credibility: credibility?.mean ?? null,
      value_of_credibility_standard_error: credibility?.standard_error ?? null,
      flexible_share: isLab ? defined((id === about ? shares : flexibleShares(plan, id, base)).asWritten) : null,
      flexible_share_less_break_even: id === about ? less : null,
    };
  }
  return parties;
}

function standing(book: Book, plan: Plan | null, about: string): Omit<Finding<GlutResult>, 'result'> {
  return {
    question: 'glut',
    units: UNITS,
    method: {
      docs: 'docs/models/glut.md',
      references: [
        'M. Ezekiel (1938), The cobweb theorem, Quarterly Journal of Economics 52(2)',
        'R. S. Pindyck (1988), Irreversible investment, capacity choice, and the value of the firm, American Economic Review 78(5)',
        'R. Greenwood, S. G. Hanson (2015), Waves in ship prices and investment, Quarterly Journal of Economics 130(1)',
      ],
    },
    limits: LIMITS,
    restsOn: plan === null ? [] : restsOf(book, plan, about),
    warnings: [],
  };
}

const LIMITS = [
  'What the commitments do is told as an effect, world against world on the same draws. Nobody’s intention can be seen in it.',
  'With commitments scaled, builders, prices and funding follow; what labs earn from users follows neither capacity nor price, but for the share of a lower price that is assumed to pass to end prices.',
  'In the world in which nobody is believed, no lab’s announcements are, not only those of the lab asked about.',
  'The flexible share counts what is indexed, may be reopened or is uncontracted; what lies beyond take-or-pay is counted as bound.',
  'A lab that fails pays only part of what it owes: its net benefit is of the cash that does flow. What owners gain or lose who are no party of the book is not told.',
  'A glut that has not ended at the horizon counts with the quarters it has.',
];

const UNITS: Readonly<Record<string, string>> = Object.fromEntries([
  ...[
    '/largest_buyer/amount',
    '/net_benefit/*',
    '/break_even/*/points/*/net_benefit',
    '/parties/*/change_in_value/commitments',
    '/parties/*/change_in_value/credibility',
    '/parties/*/value_of_credibility',
    '/parties/*/value_of_credibility_standard_error',
    '/net_benefit/*/with_horizon',
    '/net_benefit/*/end_prices',
  ].map((pointer) => [pointer, 'currency']),
  ...['', '/worlds/*'].flatMap((at) => [
    [`${at}/p_glut`, 'fraction'],
    [`${at}/p_glut_at_long_run_cost`, 'fraction'],
    [`${at}/p_glut_at_running_cost`, 'fraction'],
    [`${at}/depth`, 'fraction'],
    [`${at}/length`, 'quarters'],
    [`${at}/start`, 'quarters'],
    [`${at}/still_on_at_horizon`, 'fraction'],
  ]),
  ['/largest_buyer/share', 'fraction'],
  ['/flexible_share_above_break_even', 'fraction'],
  ['/flexible_share', 'fraction'],
  ['/flexible_share_break_even', 'fraction'],
  ['/break_even/*/flexible_share', 'fraction'],
  ['/break_even/*/by_reopening', 'fraction'],
  ['/break_even/*/by_indexing', 'fraction'],
  ['/break_even/*/points/*/flexible_share', 'fraction'],
  ['/net_benefit/*/scale', 'ratio'],
  ['/net_benefit/*/positive', 'fraction'],
  ['/best_scale', 'ratio'],
  ['/best_scale_with_horizon', 'ratio'],
  ['/near_best_scales/*', 'ratio'],
  ['/held_per_announced_unit', 'ratio'],
  ['/induced_per_announced_unit', 'ratio'],
  ['/induced_per_announced_unit_standard_error', 'ratio'],
  ...['announced', 'held_by_labs', 'induced_in_others', 'induced_in_others_standard_error', 'added_by_commitments'].map(
    (name) => [`/by_year/*/${name}`, 'capacity'],
  ),
  ['/by_year/*/year', 'year'],
  ['/worlds/*/scale', 'ratio'],
  ['/worlds/*/price/*', 'currency per capacity-year'],
  ['/worlds/*/price_to_cost/*', 'ratio'],
  ['/worlds/*/capacity/*', 'capacity'],
  ['/parties/*/flexible_share', 'fraction'],
  ['/parties/*/flexible_share_less_break_even', 'fraction'],
]);

/** The uncertain inputs of the market and of the lab's demand, and the deals under which it buys. */
function restsOf(book: Book, plan: Plan, about: string): RestsOn[] {
  const inputs = plan.inputs.filter(
    (input) =>
      input.path === 'market.pass_through' ||
      (input.isUncertain && (input.path.startsWith('market.') || input.path.startsWith(`parties.${about}.demand.`))),
  );
  const deals = new Set(Array.from(labOf(plan, about)?.contracts ?? [], (i) => plan.terms[i]!.deal));
  return [
    ...inputs.map((input) => restsOn(book, input.path, null)),
    ...[...deals].map((deal) => restsOn(book, `deals.${deal}`, null)),
  ];
}
