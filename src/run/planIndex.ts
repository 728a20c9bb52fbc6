import { isInvestment } from '../plan/fundingOrder.ts';
import type { CalledVendor, ChannelProgram, LabProgram, OwnerProgram, PartyProgram, Plan } from '../plan/plan.ts';
import { TERM_STEPS } from '../terms/registry.ts';
import type { TermProgram, TermSteps } from '../terms/term.ts';

/** Look-ups that the phases need every quarter, made once a plan. */
export interface PlanIndex {
  readonly steps: readonly TermSteps[];
  /** By account: places of the terms under which it owes or is owed something. */
  readonly termsOf: readonly (readonly number[])[];
  readonly partyOfAccount: ReadonlyMap<number, PartyProgram>;
  /** Parties that may raise money. */
  readonly funded: readonly PartyProgram[];
  /** By party: what it puts into parties that raise money themselves, with the place of each. */
  readonly invests: readonly (readonly { readonly column: number; readonly funded: number }[])[];
  readonly labOf: readonly (LabProgram | null)[];
  readonly ownerOfAccount: ReadonlyMap<number, OwnerProgram>;
  /** By party: capacity contracts that it buys under. */
  readonly buys: readonly (readonly TermProgram[])[];
  /** By party: terms under which it has contracted revenue, with the party that pays (null: the world). */
  readonly sells: readonly (readonly {
    readonly term: TermProgram;
    readonly steps: TermSteps;
    readonly payer: PartyProgram | null;
  }[])[];
  /** By party: what channels called forth from it, with the party that committed. */
  readonly called: readonly (readonly {
    readonly channel: ChannelProgram;
    readonly vendor: CalledVendor;
    readonly payer: PartyProgram | null;
  }[])[];
  /** By party: columns of what it owes under loans of the book. */
  readonly loans: readonly (readonly number[])[];
  /** By party: whether others have contracted revenue from it, so that its payment probability is asked for. */
  readonly isPayer: readonly boolean[];
  /** By party: what it holds of others. */
  readonly holds: readonly (readonly { readonly column: number; readonly shares: number; readonly value: number }[])[];
  /** Parties in the order in which values can be added up: issuers before those who hold them. */
  readonly valueOrder: Int32Array;
  /** Whether holdings run in a circle, so that values must be iterated. */
  readonly isCircular: boolean;
}

const made = new WeakMap<Plan, PlanIndex>();

export function planIndex(plan: Plan): PlanIndex {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const partyOfAccount = new Map(plan.parties.map((p) => [p.account, p]));
  const stepsOf = (t: TermProgram): TermSteps => TERM_STEPS[t.kind as keyof typeof TERM_STEPS];
  const holds = plan.parties.map((party) =>
    plan.issuers.flatMap((issuer) =>
      issuer.holders
        .filter((h) => h.account === party.account)
        .map((h) => ({ column: h.column, shares: issuer.shares, value: issuer.value, issuer: issuer.party })),
    ),
  );
  const { order, isCircular } = valueOrder(holds.map((list) => list.map((h) => h.issuer)));
  const index: PlanIndex = {
    steps: plan.terms.map(stepsOf),
    termsOf: plan.accounts.map((_, a) =>
      plan.terms.flatMap((t, i) => (t.debtor >= 0 && (t.debtor === a || t.creditor === a) ? [i] : [])),
    ),
    partyOfAccount,
    funded: plan.parties.filter((p) => p.hasFunding),
    invests: plan.parties.map((p) =>
      plan.rows
        .filter((row) => row.payer === p.account && isInvestment(row))
        .map((row) => ({ column: row.column, funded: plan.parties.findIndex((x) => x.account === row.payee) }))
        .filter(({ funded }) => funded >= 0 && plan.parties[funded].hasFunding),
    ),
    labOf: plan.parties.map((p) => plan.labs.find((l) => l.account === p.account) ?? null),
    ownerOfAccount: new Map(plan.owners.map((o) => [o.account, o])),
    buys: plan.parties.map((p) => plan.terms.filter((t) => t.kind === 'capacity' && t.debtor === p.account)),
    sells: plan.parties.map((p) =>
      plan.terms
        .filter((t) => t.creditor === p.account && stepsOf(t).backlog !== undefined)
        .map((term) => ({ term, steps: stepsOf(term), payer: partyOfAccount.get(term.debtor) ?? null })),
    ),
    called: plan.parties.map((p) =>
      plan.channels.flatMap((channel) =>
        channel.vendors
          .filter((vendor) => vendor.account === p.account)
          .map((vendor) => ({ channel, vendor, payer: partyOfAccount.get(channel.constants.lab) ?? null })),
      ),
    ),
    loans: plan.parties.map((p) =>
      plan.terms.filter((t) => t.kind === 'loan' && t.debtor === p.account).map((t) => t.columns.outstanding),
    ),
    isPayer: plan.parties.map(
      (p) =>
        plan.terms.some((t) => t.debtor === p.account && stepsOf(t).backlog !== undefined) ||
        plan.channels.some((c) => c.kind === 'commitment' && c.constants.lab === p.account),
    ),
    holds,
    valueOrder: order,
    isCircular,
  };
  made.set(plan, index);
  return index;
}

/** Parties sorted so that whatever a party holds comes before it; circular where that is impossible. */
function valueOrder(issuersOf: readonly (readonly number[])[]): { order: Int32Array; isCircular: boolean } {
  const state = new Uint8Array(issuersOf.length);
  const order: number[] = [];
  let isCircular = false;
  const visit = (party: number): void => {
    if (state[party] === 2) return;
    if (state[party] === 1) {
      isCircular = true;
      return;
    }
    state[party] = 1;
    for (const issuer of issuersOf[party]) if (issuer >= 0) visit(issuer);
    state[party] = 2;
    order.push(party);
  };
  for (let p = 0; p < issuersOf.length; p++) visit(p);
  return { order: Int32Array.from(order), isCircular };
}
