import type { CentralMoney } from './centralMoney.ts';
import type { PartyCircularity } from './circularitySchema.ts';
import type { FlowPlan } from './flowPlan.ts';
import { moneyWords } from './moneyWords.ts';
import type { Window } from './partyReturns.ts';

type Audit = PartyCircularity['audit'];

/**
 * The payments between a party and those it finances, and a ceiling that can be worked out from them by hand.
 *
 * Definition: ceiling = Σ_j min(finance to j, purchases of j from it). The direct part of `high` is at most this; it is
 * less where purchases came before the money.
 * Verified by: circularity.test.ts.
 */
export function returnAudit(
  { groups, plan, ids }: FlowPlan,
  party: number,
  window: Window,
  { paidBy, isPaid }: Pick<CentralMoney, 'paidBy' | 'isPaid'>,
  { currency, nameOf }: { readonly currency: string; readonly nameOf: (party: number) => string },
): Audit {
  const given = new Map<number, number>();
  const bought = new Map<number, number>();
  const flows: Audit['flows'] = [];
  const note = (sums: Map<number, number>, other: number, amount: number): void => {
    sums.set(other, (sums.get(other) ?? 0) + amount);
  };
  const financed = new Set(groups.filter((g) => g.sponsor === party && g.payee !== party).map((g) => g.payee));
  for (const [k, group] of groups.entries()) {
    const isFinance = group.sponsor === party && group.payee !== party;
    const isPurchase = group.payee === party && group.purpose === 'purchase' && financed.has(group.payer);
    if (!isFinance && !isPurchase) continue;
    let amount = 0;
    for (let q = isFinance ? 0 : window.from; q <= window.to; q++) amount += paidBy(k, q);
    if (amount <= 0) continue;
    const other = isFinance ? group.payee : group.payer;
    note(isFinance ? given : bought, other, amount);
    const rows = group.rows.filter((r) => isPaid(r));
    const deals = [...new Set(rows.map((r) => plan.rows[r]!.deal || plan.rows[r]!.role))];
    flows.push({ from: ids[group.payer] ?? 'world', to: ids[group.payee]!, purpose: group.purpose, deals, amount });
  }
  let ceiling = 0;
  const parts: string[] = [];
  for (const [other, sum] of given) {
    const back = bought.get(other) ?? 0;
    ceiling += Math.min(sum, back);
    parts.push(`min(${moneyWords(sum, currency)} to ${nameOf(other)}, ${moneyWords(back, currency)} from it)`);
  }
  const equation = parts.length === 0 ? '0' : `${parts.join(' + ')} = ${moneyWords(ceiling, currency)}`;
  return { flows: flows.sort((a, b) => b.amount - a.amount), ceiling, equation };
}
