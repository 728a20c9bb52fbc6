import type { Book } from '../../book/book.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { pairsOf } from '../backlog/backlogNeeds.ts';
import { ultimatePayers } from '../backlog/ultimatePayers.ts';
import type { Holding } from './holding.ts';

/** How much of holdings on others is in the end paid by a party. */
export type ThroughWeb = (holdings: readonly Holding[], party: string) => number;

/**
 * Looks holdings on others through to a party whose money pays those others.
 *
 * Definition: Σ amount of each holding on somebody else × part of all that its debtor sells or lets over the run, in the central case,
 * that is paid under contracts with money that entered the web at the party: from its customers, its investors, or cash it had.
 * Units: money. Assumes: a debtor's sales of every kind stand behind each of its debts alike; the central case stands for the mean.
 * Source: J. Bialek (1996), upstream tracing, as in backlog/ultimatePayers.ts. Verified by: throughWeb.test.ts (a chain by hand).
 */
export function throughWeb(book: Book, run: RunColumns): ThroughWeb {
  const { plan, central } = run;
  const payers = ultimatePayers(book, run);
  const pairs = pairsOf(plan);
  const known = new Map<string, ReadonlyMap<string, number>>();
  const sharesOf = (debtor: string): ReadonlyMap<string, number> => {
    const found = known.get(debtor) ?? compute(debtor);
    known.set(debtor, found);
    return found;
  };
  const compute = (debtor: string): ReadonlyMap<string, number> => {
    const income = salesOf(debtor);
    const by = new Map<string, number>();
    for (const pair of income > 0 ? pairs.filter((p) => p.seller === debtor) : [])
      for (const { party, amount } of payers.named(payers.of(pair)))
        by.set(party, (by.get(party) ?? 0) + amount / income);
    return by;
  };
  const salesOf = (debtor: string): number => {
    const account = plan.parties.find((p) => p.id === debtor)?.account;
    const contracts = new Set(
      pairs.filter((p) => p.seller === debtor).flatMap(({ terms }) => terms.map((t) => plan.terms[t]!.rows.payment)),
    );
    let sum = 0;
    for (const [r, row] of plan.rows.entries()) {
      if (row.payee !== account || (row.purpose !== 'purchase' && !contracts.has(row.column))) continue;
      for (let q = 0; q < plan.quarters; q++) sum += central.payments[r * plan.quarters + q]!;
    }
    return sum;
  };
  return (holdings, party) =>
    holdings
      .filter((h) => h.kind !== 'limit' && h.kind !== 'cds' && h.party !== party)
      .reduce((sum, h) => sum + h.amount * Math.min(1, sharesOf(h.party).get(party) ?? 0), 0);
}
