import type { ObligationNetwork } from './obligationNetwork.ts';

/** What a defaulting party's estate recovers: α of outside assets, β of receipts and stakes (Rogers–Veraart 2013). */
export interface DefaultCosts {
  readonly outsideAssetsRecovered: number;
  readonly receiptsRecovered: number;
}

/**
 * A list of entries grouped by party: entries start[i] … start[i+1]−1 belong to party i.
 */
export interface Grouped {
  readonly start: Int32Array;
  readonly entry: Int32Array;
}

/** The fixed part of a clearing problem: the network seen from debtors, creditors, guarantors and shareholders. */
export interface ClearingProblem {
  readonly network: ObligationNetwork;
  readonly costs: DefaultCosts;
  /** Obligations before any guarantee is called, by slot. */
  readonly ownDue: Float64Array;
  /** Claims by creditor: those party i holds lie at receivedStart[i] … receivedStart[i+1]−1 of the two columns. */
  readonly receivedStart: Int32Array;
  readonly receivedSlot: Int32Array;
  readonly receivedAmount: Float64Array;
  /** Guarantees by guarantor, guarantees by creditor, holdings by owner. */
  readonly given: Grouped | undefined;
  readonly enjoyed: Grouped | undefined;
  readonly held: Grouped | undefined;
  /** Slot in which a guarantor owes its call; slot of the guaranteed claim; cover × amount. */
  readonly guarantorSlot: Int32Array;
  readonly coveredSlot: Int32Array;
  readonly coveredAmount: Float64Array;
}

/** A point of the iteration: recovery fractions by debtor and class, and the value of each party's equity. */
export interface ClearingState {
  readonly recovery: Float64Array;
  readonly equity: Float64Array;
  /** Outside assets + receipts + stakes, as of the last visit. */
  readonly assets: Float64Array;
  /** What falls due by slot, called guarantees included, as of the last visit. */
  readonly due: Float64Array;
  readonly isDefaulting: Uint8Array;
}

/** Entry numbers sorted by the party each belongs to; entries whose party lies outside 0 … partyCount−1 are dropped. */
export function groupByParty(party: Int32Array, partyCount: number): Grouped {
  const start = new Int32Array(partyCount + 1);
  for (let entry = 0; entry < party.length; entry++) if (party[entry]! < partyCount) start[party[entry]! + 1]!++;
  for (let i = 0; i < partyCount; i++) start[i + 1] = start[i + 1]! + start[i]!;
  const next = start.slice(0, partyCount);
  const sorted = new Int32Array(start[partyCount]!);
  for (let entry = 0; entry < party.length; entry++) {
    if (party[entry]! < partyCount) sorted[next[party[entry]!]!++] = entry;
  }
  return { start, entry: sorted };
}

/** The problem laid out for iteration. Cost: O(parties × classes + claims). */
export function clearingProblem(network: ObligationNetwork, costs: DefaultCosts): ClearingProblem {
  const { partyCount, classCount, claimStart, amount, seniority, guarantees, holdings } = network;
  const claimSlot = new Int32Array(amount.length);
  const ownDue = network.outsideObligations.slice();
  for (let party = 0; party < partyCount; party++) {
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      const slot = party * classCount + (seniority ? seniority[claim]! - 1 : 0);
      claimSlot[claim] = slot;
      ownDue[slot] = ownDue[slot]! + amount[claim]!;
    }
  }
  const count = guarantees?.claim.length ?? 0;
  const guarantorSlot = new Int32Array(count);
  const coveredSlot = new Int32Array(count);
  const coveredAmount = new Float64Array(count);
  const beneficiary = new Int32Array(count);
  for (let g = 0; g < count; g++) {
    const claim = guarantees!.claim[g]!;
    guarantorSlot[g] = guarantees!.guarantor[g]! * classCount + guarantees!.seniority[g]! - 1;
    coveredSlot[g] = claimSlot[claim]!;
    coveredAmount[g] = guarantees!.cover[g]! * amount[claim]!;
    beneficiary[g] = network.creditor[claim]!;
  }
  const received = groupByParty(network.creditor, partyCount);
  return {
    network,
    costs,
    ownDue,
    receivedStart: received.start,
    receivedSlot: received.entry.map((claim) => claimSlot[claim]!),
    receivedAmount: Float64Array.from(received.entry, (claim) => amount[claim]!),
    given: guarantees && groupByParty(guarantees.guarantor, partyCount),
    enjoyed: guarantees && groupByParty(beneficiary, partyCount),
    held: holdings && groupByParty(holdings.owner, partyCount),
    guarantorSlot,
    coveredSlot,
    coveredAmount,
  };
}

/** The state in which everybody pays in full (`start` 1) or nobody pays anything (`start` 0). */
export function clearingState(problem: ClearingProblem, start: 0 | 1): ClearingState {
  const { partyCount } = problem.network;
  return {
    recovery: new Float64Array(problem.ownDue.length).fill(start),
    equity: new Float64Array(partyCount),
    assets: problem.network.outsideAssets.slice(),
    due: problem.ownDue.slice(),
    isDefaulting: new Uint8Array(partyCount).fill(1 - start),
  };
}
