import type { EstateClaim } from '../../plan/plan.ts';
import { withoutDust } from './pathColumns.ts';
import type { World } from './world.ts';

/** What one creditor does not recover from one debtor under one term, after guarantees. */
export interface ClaimLoss {
  readonly ref: string;
  readonly debtor: string;
  readonly creditor: string;
  readonly values: () => Float64Array;
}

/**
 * Losses of all claims under deals, one number a path.
 *
 * Definition: what the debtor's estate left open, less what was called on the guarantees of that claim, at least nothing;
 * under a cent is none.
 */
export function claimLosses(world: World): ClaimLoss[] {
  const { plan } = world.run;
  return plan.claims.map((claim): ClaimLoss => {
    const { ref } = plan.terms[claim.term]!;
    return {
      ref,
      debtor: plan.accounts[claim.debtor]!.id,
      creditor: plan.accounts[claim.creditor]!.id,
      values: () => withoutDust(afterGuarantee(world, claim, world.run.values(`claim.${ref}.lost`))),
    };
  });
}

function afterGuarantee(world: World, claim: EstateClaim, lost: Float64Array): Float64Array {
  const { plan } = world.run;
  let left = lost;
  for (const guarantee of claim.guarantees) {
    const called = world.run.values(`guarantee.${plan.terms[guarantee.term]!.ref}.called`);
    left = left.map((x, p) => Math.max(0, x - called[p]!));
  }
  return left;
}
