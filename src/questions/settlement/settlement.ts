import { pow } from '../../base/elementary.ts';
import { daysBetween, parseQuarter, quarterEndDate } from '../../base/quarter.ts';
import { wilsonInterval } from '../../base/wilson.ts';
import type { Book } from '../../book/book.ts';
import type { Settlement } from '../../book/schema/settlement.ts';
import { type Finding, restsOn } from '../answer.ts';
import { quantilesAt } from '../run/distributionOf.ts';
import { type Bargain, bargainOf, explanations } from './bargain.ts';
import { type DrawnInputs, drawnInputs } from './drawInputs.ts';
import { exitCurve } from './payouts.ts';
import type { AmountAndShare, SettledParty, SettlementResult } from './settlementSchema.ts';

const DRAWS = 1000;
const POINTS = 0.03;

/** What is asked of a book's settlements. */
export interface SettlementQuestion {
  readonly book: Book;
  readonly seed?: number;
  /** The one that is told; the first of the book where left out. */
  readonly settlement?: string;
  readonly exits?: readonly number[];
}

/**
 * What each side of a settlement could fall back on, what a bargain predicts, what was signed.
 *
 * Definition: bargain.ts at medians; ranges and probabilities over 1,000 draws of the inputs; payouts.ts for exits.
 * Units: the book's currency. Verified by: settlement.test.ts.
 */
export function settlement(question: SettlementQuestion): Finding<SettlementResult> {
  const { book, seed = 1, exits } = question;
  const all = book.content.settlements ?? {};
  const id = question.settlement ?? Object.keys(all)[0] ?? null;
  const written = id === null ? undefined : all[id];
  const others = Object.keys(all).filter((other) => other !== id);
  if (id === null || written === undefined) return settlementFinding({ ...NOTHING, others }, []);
  const inputs = drawnInputs(book, seed, DRAWS, (read) => [bargainOf(written, read), exitCurve(written, read, [1])]);
  const central = bargainOf(written, inputs.central);
  const drawn = Array.from({ length: DRAWS }, (_, i) => bargainOf(written, inputs.drawn(i)));
  const ids = Object.keys(written.sides);
  const result: SettlementResult = {
    settlement: id,
    others,
    says: written.says,
    date: written.date,
    value: central.value,
    value_without_agreement: central.valueWithout,
    surplus: central.surplus,
    parties: Object.fromEntries(
      ids.map((party, i) => [party, partyOf(book, written, inputs, central, drawn, party, i)]),
    ),
    payouts: exitCurve(written, inputs.central, exits ?? null),
    explained_by: explanations(central).map(({ lost, before }) => ({
      lost,
      before: Object.fromEntries(ids.map((party, i) => [party, before[i]!])),
    })),
    smallest_gain_over_disagreement: smallestGain(central),
    largest_prediction_error: predictionError(central),
    ...shareOf(
      'all_gain_probability',
      drawn.map((b) => smallestGain(b) >= 0),
    ),
    ...shareOf(
      'predicted_within_3_points_probability',
      drawn.map((b) => (predictionError(b) ?? 1) <= POINTS),
    ),
    draws: DRAWS,
    assumptions: assumptionsOf(book, written, inputs, ids),
  };
  return settlementFinding(result, [
    ...inputs.uncertain.map(({ path }) => restsOn(book, path, null)),
    restsOn(book, `settlements.${id}`, null),
  ]);
}

/** The answer where there is no settlement to tell. */
export const NOTHING: SettlementResult = {
  settlement: null,
  others: [],
  says: null,
  date: null,
  value: null,
  value_without_agreement: null,
  surplus: null,
  parties: {},
  payouts: [],
  explained_by: [],
  smallest_gain_over_disagreement: null,
  largest_prediction_error: null,
  all_gain_probability: null,
  all_gain_probability_interval: null,
  predicted_within_3_points_probability: null,
  predicted_within_3_points_probability_interval: null,
  draws: 0,
  assumptions: [],
};

export function settlementFinding(
  result: SettlementResult,
  rests: ReturnType<typeof restsOn>[],
): Finding<SettlementResult> {
  return {
    question: 'settlement',
    result,
    units: UNITS,
    method: {
      docs: 'docs/models/settlement.md',
      references: [
        'J. Nash (1950), The bargaining problem, Econometrica 18(2)',
        'K. Binmore, A. Rubinstein and A. Wolinsky (1986), The Nash bargaining solution in economic modelling, RAND Journal of Economics 17(2)',
        'E. Kalai and M. Smorodinsky (1975), Other solutions to Nash’s bargaining problem, Econometrica 43(3)',
      ],
    },
    limits: [
      'Many disagreement points and weights explain one split: the answer is the set of them, not the one that was there.',
      'What nobody published (voice, patience, what would have been lost) is an assumption; the table shows how the prediction moves with each.',
      'Shares are worth what the last round paid; nothing is taken off for rights that differ between holders.',
    ],
    restsOn: rests,
    warnings: [],
  };
}

const UNITS: Readonly<Record<string, string>> = {
  '/value': 'currency',
  '/value_without_agreement': 'currency',
  '/surplus': 'currency',
  '/smallest_gain_over_disagreement': 'currency',
  '/largest_prediction_error': 'fraction',
  '/all_gain_probability': 'fraction',
  '/predicted_within_3_points_probability': 'fraction',
  '/parties/*/*/amount': 'currency',
  '/parties/*/*/share': 'fraction',
  '/parties/*/disagreement_range/*': 'fraction',
  '/parties/*/predicted_range/*': 'fraction',
  '/parties/*/terms': 'currency',
  '/parties/*/weight': 'fraction',
  '/parties/*/implied_weight': 'fraction',
  '/parties/*/invested': 'currency',
  '/parties/*/committed': 'currency',
  '/parties/*/multiple/on_invested': 'ratio',
  '/parties/*/multiple/on_committed': 'ratio',
  '/parties/*/multiple/annualised': 'fraction a year',
  '/payouts/*/exit': 'currency',
  '/payouts/*/by_class/*': 'currency',
  '/payouts/*/before/*': 'currency',
  '/explained_by/*/lost': 'fraction',
  '/explained_by/*/before/*': 'fraction',
  '/assumptions/*/low/*': 'fraction',
  '/assumptions/*/high/*': 'fraction',
  '/assumptions/*/moves': 'fraction',
};

/** Least that any side has over what it could fall back on. */
export function smallestGain({ signed, disagreement }: Bargain): number {
  return Math.min(...signed.map((x, i) => x - disagreement[i]!));
}

/** Largest distance between a predicted share of the value and the signed one; null where nothing is predicted. */
export function predictionError({ predicted, signed, value }: Bargain): number | null {
  return predicted === null ? null : Math.max(...predicted.map((x, i) => Math.abs(x - signed[i]!) / value));
}

function shareOf<Name extends string>(name: Name, cases: readonly boolean[]) {
  const count = cases.filter((is) => is).length;
  const { low, high } = wilsonInterval(count, cases.length);
  return { [name]: count / cases.length, [`${name}_interval`]: [low, high] } as Record<Name, number> &
    Record<`${Name}_interval`, [number, number]>;
}

function partyOf(
  book: Book,
  written: Settlement,
  inputs: DrawnInputs,
  central: Bargain,
  drawn: readonly Bargain[],
  id: string,
  i: number,
): SettledParty {
  const side = written.sides[id]!;
  const { value, terms } = central;
  const read = inputs.central;
  // A split is told by its share of the value, without the terms beside it.
  const split = (of: readonly number[] | null): AmountAndShare | null =>
    of === null ? null : { amount: of[i]!, share: (of[i]! - terms[i]!) / value };
  const weights = central.weights.reduce((sum, w) => sum + w, 0);
  const got = central.signed[i]!;
  const equity = got - terms[i]!;
  const [invested, committed] = [side.invested, side.committed].map((q) => (q === undefined ? null : read(q, 0)));
  const years = side.since === undefined ? 0 : daysBetween(dayOf(side.since), dayOf(written.date)) / 365.25;
  const onInvested = ratio(equity, invested ?? null);
  const predicted = split(central.predicted);
  return {
    name: book.content.parties[id]?.name ?? (id === 'world-shareholders' ? 'All other holders' : id),
    before: { amount: central.before[i]! * value, share: central.before[i]! },
    disagreement: { amount: central.disagreement[i]!, share: central.disagreement[i]! / value },
    disagreement_range: rangeOf(drawn.map((b) => b.disagreement[i]! / b.value)),
    signed: { amount: got, share: equity / value },
    terms: terms[i]!,
    bargained: split(central.bargained),
    predicted,
    predicted_range: rangeOrNull(drawn, i),
    difference:
      predicted === null ? null : { amount: predicted.amount - got, share: predicted.share! - equity / value },
    kalai_smorodinsky: split(central.kalaiSmorodinsky),
    shapley: split(central.shapley),
    weight: central.weights[i]! / weights,
    implied_weight: central.impliedWeights?.[i] ?? null,
    invested: invested ?? null,
    committed: committed ?? null,
    multiple: {
      on_invested: onInvested,
      on_committed: ratio(equity, committed ?? null),
      annualised: onInvested === null || onInvested <= 0 || years < 0.25 ? null : pow(onInvested, 1 / years) - 1,
    },
    liquid: side.liquid === undefined ? null : { amount: read(side.liquid, 0) * equity, share: read(side.liquid, 0) },
  };
}

function dayOf(text: string): string {
  const quarter = parseQuarter(text);
  return quarter === null ? text : quarterEndDate(quarter);
}

function ratio(amount: number, by: number | null): number | null {
  return by === null || by <= 0 ? null : amount / by;
}

function rangeOf(values: readonly number[]): { p5: number; p50: number; p95: number } {
  const [p5, p50, p95] = quantilesAt(Float64Array.from(values), [0.05, 0.5, 0.95]) as [number, number, number];
  return { p5, p50, p95 };
}

/** Range of a predicted share over the draws in which there is something to agree on. */
function rangeOrNull(drawn: readonly Bargain[], i: number): { p5: number; p50: number; p95: number } | null {
  const shares = drawn.flatMap((b) => (b.predicted === null ? [] : [(b.predicted[i]! - b.terms[i]!) / b.value]));
  return shares.length === 0 ? null : rangeOf(shares);
}

function assumptionsOf(
  book: Book,
  written: Settlement,
  inputs: DrawnInputs,
  ids: readonly string[],
): SettlementResult['assumptions'] {
  const shares = ({ predicted, terms, value }: Bargain): number[] | null =>
    predicted === null ? null : predicted.map((x, i) => (x - terms[i]!) / value);
  const told = (of: number[] | null): Record<string, number> | null =>
    of === null ? null : Object.fromEntries(ids.map((id, i) => [id, of[i]!]));
  return inputs.uncertain
    .map(({ path }) => {
      const [low, high] = [0.05, 0.95].map((p) => shares(bargainOf(written, inputs.moved(path, p))));
      const moves = low == null || high == null ? 0 : Math.max(...low.map((x, i) => Math.abs(high[i]! - x)));
      return { input: path, grade: book.gradeFor(path), low: told(low ?? null), high: told(high ?? null), moves };
    })
    .sort((a, b) => b.moves - a.moves);
}
