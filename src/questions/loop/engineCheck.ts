import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { afterTurns } from '../../mechanisms/feedback/loopGain.ts';
import type { ChannelProgram, Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import { figureOf } from '../figure.ts';
import { meanWithError } from '../run/distributionOf.ts';
import { isThroughValue, loopDraws, positiveTurn } from './loopDraws.ts';
import type { EngineCheck } from './loopSchema.ts';

const RAISED = 'loop:raised';
/** Commitments that are added in a run, of the value of the lab. */
const ADDED_PART = 0.01;

/** The lab whose commitments are added to in a run, the amount, and what is read of both worlds. */
export interface EngineOrder {
  readonly added: number;
  /** What is added to each column of commitments that wait. */
  readonly columns: readonly { readonly column: number; readonly amount: number }[];
  readonly recorded: readonly Recorded[];
}

/** One hundredth of the first lab's value more of its commitments, split over its vendors; null where nobody commits. */
export function engineOrder(book: Book, plan: Plan): EngineOrder | null {
  const channel = plan.channels.find((c) => c.kind === 'commitment');
  if (channel === undefined) return null;
  const lab = plan.parties.find((p) => p.account === channel.constants.lab);
  const value = lab === undefined ? 0 : labValue(book, lab.id);
  if (value <= 0) return null;
  const added = ADDED_PART * value;
  return {
    added,
    columns: channel.vendors.map(({ pending, share }) => ({ column: pending, amount: added * share })),
    recorded: [
      { name: RAISED, columns: [channel.columns.raised], every: 'run' },
      ...fundingOf(plan, channel).map(
        ({ id, rows }): Recorded => ({
          name: `${RAISED}:${id}`,
          columns: [rows.invest < 0 ? rows.borrow : rows.invest],
          every: 'run',
        }),
      ),
    ],
  };
}

/** The channels that fund the lab of a commitment channel. */
function fundingOf(plan: Plan, commitment: ChannelProgram): ChannelProgram[] {
  return plan.channels.filter((c) => c.kind === 'funding' && c.constants.issuer === commitment.constants.lab);
}

function labValue(book: Book, id: string): number {
  const party = book.content.parties[id];
  const median = (q: Quantity | undefined): number => figureOf(q, book.asOf)?.value ?? 0;
  return party?.private === undefined
    ? median(party?.listed?.price) * median(party?.listed?.shares)
    : median(party.private.valuation);
}

/** What a run made of the added commitments, against what the multiplier says on the same draws over as many turns. */
export function engineCheck(
  book: Book,
  plan: Plan,
  order: EngineOrder,
  worlds: readonly ((name: string) => Float64Array)[],
  seed: number,
): EngineCheck {
  const [base, more] = worlds as [(name: string) => Float64Array, (name: string) => Float64Array];
  const paths = base(RAISED).length;
  const { web, drawn } = loopDraws(book, seed, paths);
  const size = web.labs.length;
  const leverage = web.steps.findIndex(({ kind }) => kind === 'leverage');
  const start = new Float64Array(size);
  start[0] = 1;
  const turns = plan.quarters - 1;
  const predict = (d: (typeof drawn)[number], isFading: boolean): number => {
    const weights = d.weights.map((w, e) => (isFading || web.steps[e]!.kind !== 'news' ? w : d.values[e]!));
    const matrix = positiveTurn(web, weights, (e) => isThroughValue(web, e));
    return afterTurns(matrix, size, start, turns).reduce((sum, x) => sum + x, 0) - 1;
  };
  const induced = (name: string): { mean: number; standard_error: number } => {
    const before = base(name);
    return meanWithError(more(name).map((m, p) => ((m - before[p]!) * drawn[p]!.values[leverage]!) / order.added));
  };
  const { mean, standard_error } = induced(RAISED);
  const commitment = plan.channels.find((c) => c.kind === 'commitment');
  const channels = commitment === undefined ? [] : fundingOf(plan, commitment);
  const predicted = meanWithError(Float64Array.from(drawn, (d) => predict(d, true))).mean;
  return {
    paths,
    added: order.added,
    induced_by_engine: mean,
    standard_error,
    predicted,
    predicted_without_fading: meanWithError(Float64Array.from(drawn, (d) => predict(d, false))).mean,
    difference: mean - predicted,
    by_channel: channels.map(({ id }) => ({ channel: `channels.${id}`, induced: induced(`${RAISED}:${id}`).mean })),
    explained_by: [
      'In a run the lab pays for what it commits, and its capacity is no cash: who borrows on shares of the lab, or holds shares of sellers that build for it, can raise less.',
      'In a run a holder borrows only on wealth above the highest that it had before: a rise in a falling market calls forth nothing.',
      'A run counts a jump in the quarter in which it comes, and what fades afterwards is missing from later gains; the matrix counts what is left after a quarter.',
      'A run weights new revenue with the probability that the lab pays; the matrix takes the lab to pay.',
      'Warrants count at their expected shares in the matrix, in a run only once they have vested.',
      'Tranches by delivery are left out on both sides: in a run they are dues of their deal, and no channel.',
    ],
  };
}
