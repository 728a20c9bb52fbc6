import { claimPayments, guaranteePayments } from '../../mechanisms/clearing/claimPayments.ts';
import { type ClearingOptions, clear } from '../../mechanisms/clearing/clear.ts';
import type { ClearingVector } from '../../mechanisms/clearing/clearingVector.ts';
import { type ObligationNetwork, obligationNetwork } from '../../mechanisms/clearing/obligationNetwork.ts';
import type { Equilibrium } from './contagionSchema.ts';
import { faceEquity } from './faceEquity.ts';
import { LossLinks, type Outcome } from './outcome.ts';
import { clearingInput, type PlainNetwork } from './plainNetwork.ts';

/** The outcome when everybody pays as far as it can (`clear`), after the shock to outside assets. */
export function clearingOutcome(
  plain: PlainNetwork,
  shock: Float64Array,
  options: ClearingOptions,
  equilibrium: Equilibrium,
): Outcome {
  const count = plain.ids.length;
  const assets = plain.outsideAssets ?? new Float64Array(count);
  const network = obligationNetwork(
    clearingInput(
      plain,
      assets.map((e, i) => e - shock[i]!),
    ),
  );
  const { greatest, least, defaultRound, isUnique } = clear(network, options);
  const told = equilibrium === 'least' ? least : greatest;
  const equityAtStart = faceEquity(plain);
  const round = roundsIn(told, defaultRound);
  const hasConverged = greatest.hasConverged && least.hasConverged;
  return {
    due: totalDue(network, told),
    payment: told.paid,
    netWorth: told.netWorth,
    equityAtStart,
    defaulted: told.isDefaulting,
    round,
    links: lossLinks(network, told, round, equityAtStart),
    least:
      equilibrium === 'greatest' ? null : { payment: least.paid, equity: least.equity, defaulted: least.isDefaulting },
    solutions: !hasConverged ? 'none' : isUnique ? 'one' : 'several',
  };
}

/** Parties that fail in the least vector alone stand one round behind the last of the greatest. */
function roundsIn({ isDefaulting }: ClearingVector, defaultRound: Int32Array): Int32Array {
  let last = -1;
  for (const round of defaultRound) last = Math.max(last, round);
  return defaultRound.map((round, party) => (isDefaulting[party] ? (round >= 0 ? round : last + 1) : -1));
}

function totalDue({ partyCount, classCount }: ObligationNetwork, { due }: ClearingVector): Float64Array {
  const total = new Float64Array(partyCount);
  for (let slot = 0; slot < due.length; slot++) {
    const party = Math.floor(slot / classCount);
    total[party] = total[party]! + due[slot]!;
  }
  return total;
}

/** Part of an equity under which a difference is rounding. */
const ROUNDING = 1e-12;

/** A creditor loses what neither debtor nor guarantors pay, a guarantor what it pays, a shareholder its share of the fall. */
function lossLinks(
  network: ObligationNetwork,
  vector: ClearingVector,
  round: Int32Array,
  equityAtStart: Float64Array,
): LossLinks {
  const { partyCount, claimStart, creditor, amount, guarantees, holdings } = network;
  const links = new LossLinks(partyCount);
  const payments = claimPayments(network, vector.recovery);
  const after = (from: number): number | null => (round[from]! >= 0 ? round[from]! + 1 : null);
  const lost = payments.map((paid, claim) => amount[claim]! - paid);
  if (guarantees) {
    const debtorOf = new Int32Array(amount.length);
    for (let party = 0; party < partyCount; party++) debtorOf.fill(party, claimStart[party], claimStart[party + 1]);
    const { paid } = guaranteePayments(network, vector.recovery);
    for (let g = 0; g < paid.length; g++) {
      const claim = guarantees.claim[g]!;
      const debtor = debtorOf[claim]!;
      lost[claim] = lost[claim]! - paid[g]!;
      links.add(guarantees.guarantor[g]!, debtor, 'guarantee', paid[g]!, after(debtor));
    }
  }
  for (let party = 0; party < partyCount; party++) {
    if (!vector.isDefaulting[party]) continue;
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      const to = creditor[claim]!;
      if (to < partyCount) links.add(to, party, 'claim', lost[claim]!, after(party));
    }
  }
  for (let h = 0; h < (holdings?.owner.length ?? 0); h++) {
    const owned = holdings!.owned[h]!;
    const before = Math.max(0, equityAtStart[owned]!);
    const fall = before - vector.equity[owned]!;
    // Equities through holdings settle to their last digits.
    if (fall <= ROUNDING * before) continue;
    links.add(holdings!.owner[h]!, owned, 'stake', holdings!.fraction[h]! * fall, after(owned));
  }
  return links;
}
