import { originShares } from '../../mechanisms/flows/originShares.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { Dependence, LookedThroughClaim } from './circularitySchema.ts';
import type { FlowPlan } from './flowPlan.ts';
import type { Window } from './partyReturns.ts';

/** Ways in which money enters the web at a party: its customers outside, its outside investors and lenders, cash at the start. */
export const ENTRIES = ['customers', 'investors', 'cash'] as const;
const PAYERS = 5;
/** Share of a party's income above which it depends on one payer. */
const MOST = 0.5;

/**
 * Who ultimately pays: the claims of the web looked through to where the money entered it, and who lives off one payer.
 *
 * Definition: every party mixes its money evenly; shares of origins as in originShares.ts. A claim's payers are the shares
 * of its debtor in the quarters in which it pays. A party depends on a payer if more than half of all its purchase income
 * is paid by that payer itself, or entered the web there.
 * Assumes: money of customers and investors of one party mixes in its cash like any other.
 * Verified by: circularity.test.ts (a chain by hand).
 */
export function lookThrough(
  flowed: FlowPlan,
  central: RunColumns['central'],
  flows: TimedFlows,
  window: Window,
): { claims: LookedThroughClaim[]; dependence: Dependence[] } {
  const { plan, ids, paid } = flowed;
  const { quarters } = plan;
  const parties = ids.length;
  const origins = parties * ENTRIES.length;
  const placeOf = new Map(plan.parties.map((p, i) => [p.account, i]));
  const entering = enteringMoney(plan, central, placeOf);
  const entryAt = (i: number, q: number, e: number): number => entering[(i * quarters + q) * ENTRIES.length + e]!;
  const share = originShares(flows, origins, (i, q) =>
    i >= parties ? [] : ENTRIES.map((_, e) => ({ origin: i * ENTRIES.length + e, amount: entryAt(i, q, e) })),
  );
  const mix = (party: number, q: number, money: number, into: Float64Array): void => {
    const at = (party * quarters + q) * origins;
    for (let o = 0; o < origins; o++) into[o]! += money * share[at + o]!;
  };
  const looking: Looking = { flowed, central, window, placeOf, origins, mix };
  return {
    claims: claimsOf(plan, paid, placeOf)
      .map((claim) => lookThroughClaim(looking, claim))
      .filter((c) => c.paid > 0)
      .sort((a, b) => b.paid - a.paid),
    dependence: ids.flatMap((_, i) => dependenceOf(looking, i)),
  };
}

/** What looking through one payment after the other works with. */
interface Looking {
  readonly flowed: FlowPlan;
  readonly central: RunColumns['central'];
  readonly window: Window;
  /** Place among the plan's parties of an account. */
  readonly placeOf: ReadonlyMap<number, number>;
  readonly origins: number;
  /** Adds a payment of a party to what came from each origin. */
  readonly mix: (party: number, quarter: number, money: number, into: Float64Array) => void;
}

function lookThroughClaim(
  { flowed, central, window, origins, mix }: Looking,
  { claim, debtor, creditor, list }: ClaimRows,
): LookedThroughClaim {
  const { ids, plan } = flowed;
  const by = new Float64Array(origins);
  let sum = 0;
  for (const r of list) {
    for (let q = window.from; q <= window.to; q++) {
      const money = central.payments[r * plan.quarters + q]!;
      if (money === 0) continue;
      sum += money;
      mix(debtor, q, money, by);
    }
  }
  return { claim, debtor: ids[debtor]!, creditor, paid: sum, payers: largestOrigins(by, sum, ids) };
}

function dependenceOf({ flowed, central, window, placeOf, origins, mix }: Looking, i: number): Dependence[] {
  const { ids, plan, sold } = flowed;
  const direct = new Float64Array(ids.length);
  const by = new Float64Array(origins);
  let income = 0;
  for (const r of sold[i]!) {
    const payer = placeOf.get(plan.rows[r]!.payer) ?? -1;
    for (let q = window.from; q <= window.to; q++) {
      const money = central.payments[r * plan.quarters + q]!;
      if (money === 0) continue;
      income += money;
      if (payer < 0) continue;
      direct[payer]! += money;
      mix(payer, q, money, by);
    }
  }
  if (income <= 0) return [];
  return ids.flatMap((payer, p): Dependence[] => {
    if (p === i) return [];
    let ultimate = 0;
    for (let e = 0; e < ENTRIES.length; e++) ultimate += by[p * ENTRIES.length + e]!;
    const shares = { direct_share: direct[p]! / income, ultimate_share: ultimate / income };
    const isMost = Math.max(shares.direct_share, shares.ultimate_share) > MOST;
    return isMost ? [{ party: ids[i]!, income, payer, ...shares }] : [];
  });
}

/** What enters the web at each party and quarter, by way of entry. */
export function enteringMoney(
  plan: FlowPlan['plan'],
  central: RunColumns['central'],
  placeOf: ReadonlyMap<number, number>,
): Float64Array {
  const { quarters, rows } = plan;
  const entering = new Float64Array(plan.parties.length * quarters * ENTRIES.length);
  for (const [r, row] of rows.entries()) {
    const i = placeOf.get(row.payee);
    if (i === undefined || placeOf.has(row.payer)) continue;
    const e = row.purpose === 'purchase' ? 0 : 1;
    for (let q = 0; q < quarters; q++)
      entering[(i * quarters + q) * ENTRIES.length + e]! += central.payments[r * quarters + q]!;
  }
  for (const [i, party] of plan.parties.entries())
    entering[i * quarters * ENTRIES.length + 2]! += Math.max(0, central.cashAtStart[party.account]!);
  return entering;
}

interface ClaimRows {
  readonly claim: string;
  readonly debtor: number;
  readonly creditor: string;
  readonly list: readonly number[];
}

/** Service of debt owed outside, senior or drawn as secured. */
function isDebtService(role: string): boolean {
  return role === 'debt_service' || role === 'secured_debt_service';
}

/** Claims under terms, and each party's debt owed outside. */
function claimsOf(plan: FlowPlan['plan'], paid: FlowPlan['paid'], placeOf: ReadonlyMap<number, number>): ClaimRows[] {
  const claims: ClaimRows[] = [];
  for (const c of plan.claims) {
    const debtor = placeOf.get(c.debtor);
    const { ref } = plan.terms[c.term]!;
    if (debtor === undefined) continue;
    const list = paid[debtor]!.filter((r) => plan.rows[r]!.ref === ref && plan.rows[r]!.payee === c.creditor);
    claims.push({ claim: ref, debtor, creditor: plan.accounts[c.creditor]!.id, list });
  }
  for (const [debtor, party] of plan.parties.entries()) {
    const list = paid[debtor]!.filter((r) => isDebtService(plan.rows[r]!.role));
    if (list.length > 0) claims.push({ claim: `${party.id}.debt`, debtor, creditor: 'world', list });
  }
  return claims;
}

function largestOrigins(by: Float64Array, sum: number, ids: readonly string[]): LookedThroughClaim['payers'] {
  return [...by.entries()]
    .map(([o, amount]) => ({
      party: ids[Math.floor(o / ENTRIES.length)]!,
      money: ENTRIES[o % ENTRIES.length]!,
      amount,
      share: sum > 0 ? amount / sum : 0,
    }))
    .filter((p) => p.share >= 0.01)
    .sort((a, b) => b.amount - a.amount)
    .slice(0, PAYERS);
}
