import type { Book } from '../../book/book.ts';
import { originShares } from '../../mechanisms/flows/originShares.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { centralMoney } from '../circularity/centralMoney.ts';
import { flowPlan } from '../circularity/flowPlan.ts';
import { ENTRIES, enteringMoney } from '../circularity/lookThrough.ts';
import type { Pair } from './backlogNeeds.ts';
import type { Payer } from './backlogSchema.ts';

/** Who ultimately pays: for each pair of seller and customer, what entered the web where. */
export interface UltimatePayers {
  /** Amount of each origin, for payments of one pair. */
  readonly of: (pair: Pair) => Float64Array;
  readonly named: (amounts: Float64Array) => Payer[];
}

/**
 * Looks every payment for a seller's contracts through to where the money entered the web, in the central case.
 *
 * Definition: the payments of a pair in quarter q, times the shares of origins in the customer's money of that quarter
 * (originShares.ts); summed over the run. Origins: a party's own customers outside, investors and lenders outside, cash it
 * had at the start.
 * Units: money. Assumes: money of a party is mixed evenly; the central case stands for the mean.
 * Source: J. Bialek (1996), as in originShares.ts. Verified by: backlog.test.ts (the parts add up; a chain by hand).
 */
export function ultimatePayers(book: Book, run: RunColumns): UltimatePayers {
  const { plan, central } = run;
  const { quarters } = plan;
  const placeOf = new Map(plan.parties.map((p, i) => [p.account, i]));
  const entering = enteringMoney(plan, central, placeOf);
  const { flows } = centralMoney(flowPlan(book, plan, []), central);
  const parties = plan.parties.length;
  const origins = parties * ENTRIES.length;
  const share = originShares(flows, origins, (i, q) =>
    i >= parties
      ? []
      : ENTRIES.map((_, e) => ({
          origin: i * ENTRIES.length + e,
          amount: entering[(i * quarters + q) * ENTRIES.length + e]!,
        })),
  );
  const of = ({ customer, terms }: Pair): Float64Array => {
    const by = new Float64Array(origins);
    const place = plan.parties.findIndex((p) => p.id === customer);
    const columns = new Set(terms.map((t) => plan.terms[t]!.rows.payment));
    for (const [r, row] of plan.rows.entries()) {
      if (!columns.has(row.column)) continue;
      for (let q = 0; q < quarters; q++) {
        const paid = central.payments[r * quarters + q]!;
        if (paid === 0) continue;
        const at = (place * quarters + q) * origins;
        for (let o = 0; o < origins; o++) by[o]! += paid * share[at + o]!;
      }
    }
    return by;
  };
  const named = (amounts: Float64Array): Payer[] => {
    const sum = amounts.reduce((all, x) => all + x, 0);
    return Array.from(amounts, (amount, o) => ({
      party: plan.parties[Math.floor(o / ENTRIES.length)]!.id,
      money: ENTRIES[o % ENTRIES.length]!,
      amount,
      share: sum > 0 ? amount / sum : 0,
    }))
      .filter((p) => p.amount > 0)
      .sort((a, b) => b.amount - a.amount);
  };
  return { of, named };
}
