import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import { mean, meanLosses, sum, threeWays, type WatchedWorld, watchOf } from './partyRescue.ts';
import { pathLosses } from './pathLosses.ts';
import type { SweepPoint } from './rescueSchema.ts';

/** The standing deals of a party, in the order in which they were signed; on one day, in the order of the book. */
export function dealsInOrder(book: Book, plan: Plan, party: string): string[] {
  const deals = Object.entries(book.content.deals ?? {}).filter(
    ([id, deal]) =>
      deal.between.includes(party) &&
      plan.terms.some((t) => t.deal === id && t.columns.alive !== undefined && t.columns.alive >= 0),
  );
  const order = deals.map(([id, { date }], place) => ({ id, date: date ?? '', place }));
  return order.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.place - b.place)).map(({ id }) => id);
}

/** What the failure would cost, and how surely it would be prevented, with so many of the party's deals in force. */
export function sweepPoint(
  book: Book,
  world: WatchedWorld,
  added: { readonly deals: number; readonly deal: string | null },
): SweepPoint {
  const watch = watchOf(world.plan);
  const paths = pathLosses(world.plan, watch, world.read);
  const losses = Object.values(meanLosses(world.plan, watch, paths));
  const need = mean(paths.map((p) => p.need));
  const loss = sum(losses.map((l) => l.total));
  const payers = losses.filter((l) => l.may_pay);
  const rescued = threeWays(paths);
  const deal = added.deal === null ? undefined : book.content.deals?.[added.deal];
  return {
    ...added,
    title: deal?.title ?? added.deal ?? 'no deal',
    date: deal?.date ?? null,
    partners: payers.filter((l) => l.total > 1e-6 * need && l.total > 0).length,
    paths: paths.length,
    need,
    loss,
    loss_of_payers: sum(payers.map((l) => l.total)),
    index: paths.length === 0 ? null : loss / need,
    feasible: rescued?.all ?? null,
    without_largest: rescued?.without_largest ?? null,
  };
}
