import type { PlainNetwork } from './plainNetwork.ts';

/** Passes over the holdings; those of a chain settle in as many as the chain is long. */
const MOST_PASSES = 10_000;

/**
 * Equity with every claim at face value: outside assets + claims + stakes − all that is owed; the stakes at the equities
 * of the parties owned, never below zero. Units: money.
 */
export function faceEquity({ outsideAssets, obligations, outside, holdings, ids }: PlainNetwork): Float64Array {
  const count = ids.length;
  const base = outsideAssets?.slice() ?? new Float64Array(count);
  const { debtor, creditor, amount } = obligations;
  for (let row = 0; row < amount.length; row++) {
    base[creditor[row]!] = base[creditor[row]!]! + amount[row]!;
    base[debtor[row]!] = base[debtor[row]!]! - amount[row]!;
  }
  for (let row = 0; row < outside.amount.length; row++) {
    base[outside.debtor[row]!] = base[outside.debtor[row]!]! - outside.amount[row]!;
  }
  if (holdings.length === 0) return base;
  let equity = base;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = base.slice();
    for (const { owner, owned, fraction } of holdings)
      next[owner] = next[owner]! + fraction * Math.max(0, equity[owned]!);
    const isAtRest = next.every((e, i) => Math.abs(e - equity[i]!) <= 1e-15 * Math.abs(e));
    equity = next;
    if (isAtRest) break;
  }
  return equity;
}

/** All that each party owes, inside the web and outside. Units: money. */
export function owedInAll({ obligations, outside, ids }: PlainNetwork): Float64Array {
  const owed = new Float64Array(ids.length);
  const { debtor, amount } = obligations;
  for (let row = 0; row < amount.length; row++) owed[debtor[row]!] = owed[debtor[row]!]! + amount[row]!;
  for (let row = 0; row < outside.amount.length; row++) {
    owed[outside.debtor[row]!] = owed[outside.debtor[row]!]! + outside.amount[row]!;
  }
  return owed;
}
