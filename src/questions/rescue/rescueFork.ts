import { type Moments, momentsOf, standardError } from '../../base/moments.ts';
import type { DistressWatch, Plan } from '../../plan/plan.ts';
import type { PathDistress } from './pathLosses.ts';
import type { PartyRescue } from './rescueSchema.ts';

/** Today's wealth of parties path by path, where the party fails and where outsiders carry it. */
export interface BranchWealth {
  readonly fails: ReadonlyMap<string, Float64Array>;
  readonly carried: ReadonlyMap<string, Float64Array>;
}

/** Who loses less by either way than this part of the largest loss is left out. */
const TOLD_PART = 0.01;

type ForkedLoss = NonNullable<PartyRescue['fork_of_payers']>;

/** What the fork says of each partner, and of all who may be asked together. */
interface RescueFork {
  readonly fork: PartyRescue['fork'];
  readonly fork_of_payers: PartyRescue['fork_of_payers'];
}

/**
 * Closed form beside the fork: what each loses at today's value, and by how much its wealth differs between the branches.
 *
 * Units: today's money. The standard error of the sum over payers is that of the sums path by path.
 * Verified by: askRescue.test.ts (a book by hand).
 */
export function rescueFork(
  plan: Plan,
  watch: DistressWatch,
  paths: readonly PathDistress[],
  wealth: BranchWealth | null,
): RescueFork {
  if (wealth === null || paths.length === 0) return { fork: null, fork_of_payers: null };
  const fork: NonNullable<PartyRescue['fork']> = {};
  const largest = watch.partners.reduce((most, _, i) => Math.max(most, lossOf(paths, i, () => 1).mean), 0);
  const payers = { closed: 0, change: new Float64Array(paths.length) };
  for (const [i, { party, mayPay }] of watch.partners.entries()) {
    const { id } = plan.parties[party]!;
    const [failed, carried] = [wealth.fails.get(id), wealth.carried.get(id)];
    if (failed === undefined || carried === undefined) continue;
    const change = Float64Array.from(paths, ({ path }) => carried[path]! - failed[path]!);
    const closed = lossOf(paths, i, (p) => p.kernel).mean;
    if (mayPay) {
      payers.closed += closed;
      for (const [k, x] of change.entries()) payers.change[k]! += x;
    }
    const told = forkedLoss(closed, change);
    if (Math.max(Math.abs(told.fork), closed) > TOLD_PART * largest) fork[id] = told;
  }
  return { fork, fork_of_payers: forkedLoss(payers.closed, payers.change) };
}

function lossOf(paths: readonly PathDistress[], partner: number, weight: (path: PathDistress) => number): Moments {
  return momentsOf(Float64Array.from(paths, (p) => p.partners[partner]!.loss * weight(p)));
}

function forkedLoss(closed: number, change: Float64Array): ForkedLoss {
  const moments = momentsOf(change);
  return { closed_form: closed, fork: moments.mean, standard_error: standardError(moments) };
}

/** Standard errors and factor beyond which the closed form fails its own check. */
const ERRORS = 2;
const FACTOR = 1.5;

/** Whether what the fork says of all payers is another figure than the closed form, beyond chance. */
export function isForkApart({ closed_form, fork, standard_error }: ForkedLoss): boolean {
  const [less, more] = [Math.min(closed_form, fork), Math.max(closed_form, fork)];
  return more - less > ERRORS * standard_error && more > FACTOR * less;
}
