import { backstopSteps, compileBackstop } from './backstop/backstop.ts';
import { capacitySteps, compileCapacity } from './capacity/capacity.ts';
import { compileEquity, equitySteps } from './equity/equity.ts';
import { compileGuarantee, guaranteeSteps } from './guarantee/guarantee.ts';
import { compileLease, leaseSteps } from './lease/lease.ts';
import { compileLoan, loanSteps } from './loan/loan.ts';
import { compileRevenueShare, revenueShareSteps } from './revenueShare/revenueShare.ts';
import type { Term, TermKind } from './schema.ts';
import { compileSupply, supplySteps } from './supply/supply.ts';
import { compileTender, tenderSteps } from './tender/tender.ts';
import type { TermBuilder, TermProgram, TermSteps } from './term.ts';
import { compileWarrant, warrantSteps } from './warrant/warrant.ts';

/** The one list of term types: what each does in a quarter. `rights` moves no money. */
export const TERM_STEPS: Readonly<Record<TermKind, TermSteps>> = {
  capacity: capacitySteps,
  supply: supplySteps,
  equity: equitySteps,
  warrant: warrantSteps,
  loan: loanSteps,
  guarantee: guaranteeSteps,
  backstop: backstopSteps,
  lease: leaseSteps,
  revenue_share: revenueShareSteps,
  tender: tenderSteps,
  rights: {},
};

/** Compiles a term of any type; null for one that moves no money. */
export function compileTerm(term: Term, builder: TermBuilder): TermProgram | null {
  switch (term.type) {
    case 'capacity':
      return compileCapacity(term, builder);
    case 'supply':
      return compileSupply(term, builder);
    case 'equity':
      return compileEquity(term, builder);
    case 'warrant':
      return compileWarrant(term, builder);
    case 'loan':
      return compileLoan(term, builder);
    case 'guarantee':
      return compileGuarantee(term, builder);
    case 'backstop':
      return compileBackstop(term, builder);
    case 'lease':
      return compileLease(term, builder);
    case 'revenue_share':
      return compileRevenueShare(term, builder);
    case 'tender':
      return compileTender(term, builder);
    case 'rights':
      return null;
  }
}

/** Terms of other deals that a term must be compiled after (milestone → delivery → payment → guarantee). */
export function referencesOf(term: Term): readonly string[] {
  switch (term.type) {
    case 'supply':
      return term.equips ?? [];
    case 'warrant':
      return term.volume === undefined ? [] : [term.volume];
    case 'guarantee':
      return [term.of];
    case 'loan':
      return term.secured_on?.term === undefined ? [] : [term.secured_on.term];
    default:
      return [];
  }
}
