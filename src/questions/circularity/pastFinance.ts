import type { Book } from '../../book/book.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import type { Plan } from '../../plan/plan.ts';
import type { CentralCase } from '../../run/centralCase.ts';
import { dealFigures } from '../show/dealFigures.ts';
import type { FlowPlan } from './flowPlan.ts';

/** Finance that one party paid into another before the run. */
interface Paid {
  readonly ref: string;
  readonly by: string;
  readonly to: string;
  readonly amount: number;
}

/** All finance that was paid under deals of the book by its day; givers may be outside the web. */
function paidBefore(book: Book): readonly Paid[] {
  const known = paidOfBooks.get(book);
  if (known !== undefined) return known;
  const paid = Object.entries(book.content.deals ?? {}).flatMap(([id, deal]) =>
    dealFigures(book, id, deal).terms.flatMap(({ id: term, kind, by, to, layers }) =>
      kind === 'finance' && layers.paid.value > 0 ? [{ ref: `${id}.${term}`, by, to, amount: layers.paid.value }] : [],
    ),
  );
  paidOfBooks.set(book, paid);
  return paid;
}

const paidOfBooks = new WeakMap<Book, readonly Paid[]>();

/** What a party has paid into others of the book under deals that stand, before the run. Units: the book's currency. */
export function financedBefore(book: Book, party: string): number {
  return paidBefore(book).reduce(
    (sum, { by, to, amount }) => sum + (by === party && Object.hasOwn(book.content.parties, to) ? amount : 0),
    0,
  );
}

/** A party's money that may lie in another's cash when the run starts. */
export interface PastTag {
  readonly party: number;
  readonly amount: number;
}

/**
 * How much of each receiver's opening cash may be what a party put in before the run.
 *
 * Definition: cash · P_v / max(cash, Σ P), P_v what v paid in under deals of the book and Σ P all finance paid in under them: the
 * past finance of all givers shares the cash evenly, and fills it where it was more. The carry arc of the network in time (definitions
 * D8) that leads into its first quarter.
 * Units: the book's currency. Assumes: of the money that was put in none was spent before other money was: an upper bound.
 * Verified by: pastFinance.test.ts (by hand; never more than cash, nor than was paid).
 */
export function pastTags(book: Book, { ids, plan }: FlowPlan, central: CentralCase, party: string): PastTag[] {
  const paid = paidBefore(book).map((p) => ({ ...p, amount: Math.max(0, p.amount - paidInRun(plan, p.ref)) }));
  return ids.flatMap((to, i) => {
    const into = paid.filter((p) => p.to === to);
    const own = into.reduce((sum, p) => sum + (p.by === party ? p.amount : 0), 0);
    const all = into.reduce((sum, p) => sum + p.amount, 0);
    const cash = Math.max(0, central.cashAtStart[plan.parties[i]?.account ?? -1] ?? 0);
    return own > 0 && cash > 0 && to !== party ? [{ party: i, amount: (cash * own) / Math.max(cash, all) }] : [];
  });
}

/** What was paid between the last balance and the day of the book is posted, and traced, in the first quarter of the run. */
function paidInRun(plan: Plan, ref: string): number {
  const term = plan.terms.find((t) => t.ref === ref);
  const whole = term?.columns.amount ?? term?.columns.principal ?? -1;
  return (term?.constants.known ?? 0) * (plan.inputs.find((input) => input.column === whole)?.central ?? 0);
}

/** The flows with a party's past money in the opening cash of those who received it. */
export function withPast(flows: TimedFlows, sponsor: number, tags: readonly PastTag[]): TimedFlows {
  const { periods } = flows;
  const count = flows.payer.length;
  const longer = (values: Int32Array, of: (tag: PastTag) => number): Int32Array => {
    const made = new Int32Array(count + tags.length);
    made.set(values);
    for (const [n, tag] of tags.entries()) made[count + n] = of(tag);
    return made;
  };
  const isPurchase = new Uint8Array(count + tags.length);
  isPurchase.set(flows.isPurchase);
  const amount = new Float64Array((count + tags.length) * periods);
  amount.set(flows.amount);
  for (const [n, tag] of tags.entries()) amount[(count + n) * periods] = tag.amount;
  return {
    ...flows,
    payer: longer(flows.payer, () => -1),
    payee: longer(flows.payee, (tag) => tag.party),
    sponsor: longer(flows.sponsor, () => sponsor),
    isPurchase,
    amount,
  };
}
