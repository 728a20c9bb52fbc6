import type { Patch, Plan } from '../plan/plan.ts';
import { AS_DRAWN } from '../run/patches.ts';

/** Terms by which a party supports others without lending or investing. */
const SUPPORT: ReadonlySet<string> = new Set(['guarantee', 'backstop']);

/**
 * The plan without what a party finances, guarantees or grants from now on; what was paid by the day of the book stays paid.
 *
 * Definition: its equity, loans, guarantees, backstops and warrants never stand, and the channels through which it
 * funds others, or others raise money on shares it granted, are cut. All purchases stay as contracted.
 */
export function withoutFinance(plan: Plan, party: string): Plan {
  const account = plan.accounts.findIndex((a) => a.id === party);
  const patches: Patch[] = [];
  const off = (column: number | undefined): void => {
    if (column !== undefined && column >= 0) patches.push({ quarter: AS_DRAWN, column, operation: 'set', value: 0 });
  };
  const granted = new Set<number>();
  for (const term of plan.terms) {
    const rows = plan.rows.filter((row) => row.ref === term.ref);
    const isInvestor = term.kind === 'equity' && term.debtor === account;
    const isLender = term.kind === 'loan' && term.creditor === account;
    const isSupport = SUPPORT.has(term.kind) && term.debtor === account;
    const exercise = rows.find((row) => row.column === term.rows.exercise);
    const isIssuer = term.kind === 'warrant' && exercise?.payee === account;
    if (isIssuer) granted.add(exercise?.payer ?? -1);
    if (isInvestor || isLender || isSupport || isIssuer) off(term.columns.alive);
  }
  for (const channel of plan.channels) {
    if (channel.kind !== 'funding') continue;
    const { holder, issuer } = channel.constants;
    if (holder === account || (holder === issuer && granted.has(holder))) off(channel.columns.alive);
  }
  return { ...plan, patches: [...plan.patches, ...patches] };
}

/** The plan in which all that is announced and not ended is performed in full. */
export function asAnnounced(plan: Plan): Plan {
  const patches = plan.performance
    .filter((p) => p.probability > 0)
    .map((p): Patch => ({ quarter: AS_DRAWN, column: p.column, operation: 'set', value: 1 }));
  return { ...plan, patches: [...plan.patches, ...patches] };
}
