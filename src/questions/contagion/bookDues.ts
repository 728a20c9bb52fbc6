import type { Book } from '../../book/book.ts';
import type { HoldingInput } from '../../mechanisms/clearing/obligationNetwork.ts';
import type { PaymentRow, Plan } from '../../plan/plan.ts';
import type { CentralCase } from '../../run/centralCase.ts';
import { stakeResults } from '../show/stakes.ts';
import type { PlainNetwork } from './plainNetwork.ts';

/** Quarters whose dues are cleared at once. */
export const DUE_QUARTERS = 4;

/** Payments that nobody is held to: what is handed to shareholders, and what channels bring. */
function isDue({ role, purpose, ref }: PaymentRow): boolean {
  return role !== 'payout' && !(purpose === 'finance' && ref === '');
}

/**
 * What falls due on a book in the next four quarters, as one web of obligations.
 *
 * Definition: due is what each party pays in the central case in these quarters: purchases, service of loans and of debt outside the web,
 * tranches promised, running costs, orders, tax; not dividends, nor what channels invest. Accounts of the outside world are nodes that
 * owe nothing. Outside assets = cash at the start + all that the outside world pays the party in these quarters, what it raises from
 * outside lenders and shareholders included. Guarantees cover the dues of their term as far as they bind; holdings are today's.
 * Units: the book's currency. Assumes: medians and expected performance; debt outside the web is owed as far as it falls due.
 * Verified by: bookDues.test.ts (clears in full before any shock; the ledger of the central case).
 */
export function bookDues(book: Book, plan: Plan, central: CentralCase, parties: readonly string[]): PlainNetwork {
  const quarters = Math.min(DUE_QUARTERS, plan.quarters);
  const ids = [...new Set([...parties, ...plan.accounts.map(({ id }) => id)])];
  const place = new Map(ids.map((id, i) => [id, i]));
  const at = (account: number): number => place.get(plan.accounts[account]?.id ?? '') ?? -1;
  const outsideAssets = new Float64Array(ids.length);
  const isParty = new Set(plan.parties.map(({ account }) => account));
  for (const account of isParty) outsideAssets[at(account)] = central.cashAtStart[account] ?? 0;
  const guaranteed = guaranteedRefs(plan);
  const merged = new Map<
    string,
    { debtor: number; creditor: number; seniority: number; ref: string; amount: number }
  >();
  for (const [r, row] of plan.rows.entries()) {
    let amount = 0;
    for (let q = 0; q < quarters; q++) amount += central.payments[r * plan.quarters + q] ?? 0;
    if (!(amount > 0) || row.payer === row.payee) continue;
    if (!isParty.has(row.payer)) {
      const to = at(row.payee);
      if (isParty.has(row.payee)) outsideAssets[to] = (outsideAssets[to] ?? 0) + amount;
      continue;
    }
    if (!isDue(row)) continue;
    const ref = guaranteed.has(row.ref) ? row.ref : '';
    const key = `${row.payer} ${row.payee} ${row.seniority} ${ref}`;
    const due = merged.get(key) ?? {
      debtor: at(row.payer),
      creditor: at(row.payee),
      seniority: row.seniority,
      ref,
      amount: 0,
    };
    merged.set(key, { ...due, amount: due.amount + amount });
  }
  const dues = [...merged.values()];
  return {
    ids,
    obligations: {
      debtor: Int32Array.from(dues, (d) => d.debtor),
      creditor: Int32Array.from(dues, (d) => d.creditor),
      amount: Float64Array.from(dues, (d) => d.amount),
      seniority: Int32Array.from(dues, (d) => d.seniority),
    },
    outside: { debtor: [], amount: [], seniority: [] },
    outsideAssets,
    guarantees: guaranteesOf(plan, dues, at),
    holdings: holdingsOf(book, place),
    equity: null,
    weight: null,
    volatility: null,
  };
}

/** References of terms whose dues somebody is bound to guarantee. */
function guaranteedRefs(plan: Plan): Map<string, { guarantor: number; cover: number }[]> {
  const refs = new Map<string, { guarantor: number; cover: number }[]>();
  for (const term of plan.terms) {
    if (term.kind !== 'guarantee') continue;
    const { firm = 0 } = term.constants;
    const cover = (plan.inputs.find((input) => input.column === term.columns.cover)?.central ?? 0) * firm;
    const of = plan.rows.find((row) => row.unpaid >= 0 && row.unpaid === term.columns.unpaid);
    if (of === undefined || !(cover > 0)) continue;
    refs.set(of.ref, [...(refs.get(of.ref) ?? []), { guarantor: term.debtor, cover: Math.min(1, cover) }]);
  }
  return refs;
}

function guaranteesOf(
  plan: Plan,
  dues: readonly { readonly debtor: number; readonly creditor: number; readonly ref: string }[],
  at: (account: number) => number,
): PlainNetwork['guarantees'] {
  const refs = guaranteedRefs(plan);
  return dues.flatMap(({ debtor, creditor, ref }, obligation) =>
    (refs.get(ref) ?? [])
      .map(({ guarantor, cover }) => ({ guarantor: at(guarantor), debtor, creditor, obligation, cover, seniority: 2 }))
      .filter(({ guarantor }) => guarantor !== creditor && guarantor !== debtor),
  );
}

/** Holdings of parties in parties on the day of the book, as fractions of all shares. */
function holdingsOf(book: Book, place: ReadonlyMap<string, number>): HoldingInput[] {
  const at = (id: string): number => place.get(id) ?? -1;
  return Object.entries(stakeResults(book)).flatMap(([owned, { holders }]) => {
    const held = Object.entries(holders).map(([owner, { fraction }]) => ({
      owner,
      fraction: Math.max(0, fraction ?? 0),
    }));
    const all = Math.max(
      1,
      held.reduce((sum, { fraction }) => sum + fraction, 0),
    );
    return held.flatMap(({ owner, fraction }) =>
      fraction > 0 && owner !== owned && at(owner) >= 0 && at(owned) >= 0
        ? [{ owner: at(owner), owned: at(owned), fraction: fraction / all }]
        : [],
    );
  });
}
