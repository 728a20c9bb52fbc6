import type { ObligationNetwork } from './obligationNetwork.ts';

/** What each debtor itself pays on each claim: recovery fraction of its class × amount. Units: money, by claim. */
export function claimPayments(network: ObligationNetwork, recovery: Float64Array): Float64Array {
  const { partyCount, classCount, claimStart, amount, seniority } = network;
  const payments = new Float64Array(amount.length);
  for (let party = 0; party < partyCount; party++) {
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      const slot = party * classCount + (seniority ? seniority[claim]! - 1 : 0);
      payments[claim] = amount[claim]! * recovery[slot]!;
    }
  }
  return payments;
}

/** What was called on each guarantee and what its guarantor paid, in the order of `network.guarantees`. Units: money. */
export interface GuaranteePayments {
  readonly called: Float64Array;
  readonly paid: Float64Array;
}

/**
 * Calls and payments on guarantees. A guarantor who paid takes over that much of the claim, behind the creditor's
 * remainder; since the debtor has paid out its estate, the claim taken over is worth nothing in this clearing.
 */
export function guaranteePayments(network: ObligationNetwork, recovery: Float64Array): GuaranteePayments {
  const guarantees = network.guarantees;
  const count = guarantees?.claim.length ?? 0;
  const called = new Float64Array(count);
  const paid = new Float64Array(count);
  if (!guarantees) return { called, paid };
  const payments = claimPayments(network, recovery);
  for (let g = 0; g < count; g++) {
    const claim = guarantees.claim[g]!;
    called[g] = guarantees.cover[g]! * (network.amount[claim]! - payments[claim]!);
    const slot = guarantees.guarantor[g]! * network.classCount + guarantees.seniority[g]! - 1;
    paid[g] = called[g]! * recovery[slot]!;
  }
  return { called, paid };
}
