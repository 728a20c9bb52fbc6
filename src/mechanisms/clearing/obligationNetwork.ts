/**
 * A web of obligations: who owes whom how much, in which seniority class, with guarantees and shareholdings.
 *
 * Definition: claims are stored by debtor (compressed rows): claims claimStart[i] … claimStart[i+1]−1 are owed by
 * party i. Creditor index `partyCount` is the world outside. Class 1 is paid first.
 * Units: amounts in one currency; cover and fraction are shares in [0, 1].
 */
export interface ObligationNetwork {
  readonly partyCount: number;
  readonly classCount: number;
  /** Value of what each party holds outside the web (e). */
  readonly outsideAssets: Float64Array;
  readonly claimStart: Int32Array;
  readonly creditor: Int32Array;
  readonly amount: Float64Array;
  /** Seniority class of each claim, 1 … classCount; absent when there is one class. */
  readonly seniority?: Int32Array;
  /** Owed to the world outside, by party and class: party · classCount + class − 1. */
  readonly outsideObligations: Float64Array;
  /** The row of the obligations given to `obligationNetwork` that each claim came from; −1 for an outside obligation. */
  readonly obligationRow?: Int32Array;
  readonly guarantees?: GuaranteeColumns;
  readonly holdings?: HoldingColumns;
}

/** Guarantees claim by claim: the guarantor owes cover × the shortfall of the claim, in the given class. */
export interface GuaranteeColumns {
  readonly guarantor: Int32Array;
  readonly claim: Int32Array;
  readonly cover: Float64Array;
  readonly seniority: Int32Array;
  /** The row of the guarantees given to `obligationNetwork`. */
  readonly guaranteeRow: Int32Array;
}

/** Shareholdings inside the web: the owner holds the fraction of the owned party's equity. */
export interface HoldingColumns {
  readonly owner: Int32Array;
  readonly owned: Int32Array;
  readonly fraction: Float64Array;
}

/** Obligations as columns; `seniority` defaults to 1. */
export interface ObligationInput {
  readonly debtor: ArrayLike<number>;
  readonly creditor: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  readonly seniority?: ArrayLike<number>;
}

/** Obligations to the world outside as columns; `seniority` defaults to 1. */
export interface OutsideObligationInput {
  readonly debtor: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  readonly seniority?: ArrayLike<number>;
}

/** One guarantee: of one obligation row, of all the debtor owes the creditor, or (no creditor) of all the debtor owes. */
export interface GuaranteeInput {
  readonly guarantor: number;
  readonly debtor: number;
  readonly creditor?: number | 'outside';
  readonly obligation?: number;
  readonly cover: number;
  readonly seniority?: number;
}

export interface HoldingInput {
  readonly owner: number;
  readonly owned: number;
  readonly fraction: number;
}

export interface ObligationNetworkInput {
  readonly outsideAssets: ArrayLike<number>;
  readonly obligations: ObligationInput;
  readonly outsideObligations?: OutsideObligationInput;
  readonly guarantees?: readonly GuaranteeInput[];
  readonly holdings?: readonly HoldingInput[];
}

/**
 * The network built from columns in any order.
 *
 * Assumes: `networkProblems(input)` is empty; otherwise it throws, since the caller should have asked.
 * Cost: O(parties × classes + obligations).
 */
export function obligationNetwork(input: ObligationNetworkInput): ObligationNetwork {
  const partyCount = input.outsideAssets.length;
  const classCount = highestClass(input);
  const rows = claimRows(input, partyCount, classCount);
  const { claimStart, order } = sortByDebtor(rows.debtor, partyCount);
  const count = order.length;
  const network = {
    partyCount,
    classCount,
    outsideAssets: Float64Array.from(input.outsideAssets),
    claimStart,
    creditor: new Int32Array(count),
    amount: new Float64Array(count),
    seniority: new Int32Array(count),
    outsideObligations: rows.outsideObligations,
    obligationRow: new Int32Array(count),
  };
  const given = input.obligations.debtor.length;
  for (let claim = 0; claim < count; claim++) {
    const row = order[claim]!;
    network.creditor[claim] = rows.creditor[row]!;
    network.amount[claim] = rows.amount[row]!;
    network.seniority[claim] = rows.seniority[row]!;
    network.obligationRow[claim] = row < given ? row : -1;
  }
  const withGuarantees = input.guarantees?.length
    ? { ...network, guarantees: guaranteeColumns(network, input.guarantees) }
    : network;
  if (!input.holdings?.length) return withGuarantees;
  return {
    ...withGuarantees,
    holdings: {
      owner: Int32Array.from(input.holdings, (holding) => holding.owner),
      owned: Int32Array.from(input.holdings, (holding) => holding.owned),
      fraction: Float64Array.from(input.holdings, (holding) => holding.fraction),
    },
  };
}

function highestClass(input: ObligationNetworkInput): number {
  let highest = 1;
  for (const column of [input.obligations.seniority, input.outsideObligations?.seniority]) {
    for (let row = 0; row < (column?.length ?? 0); row++) highest = Math.max(highest, column![row]!);
  }
  for (const guarantee of input.guarantees ?? []) highest = Math.max(highest, guarantee.seniority ?? 1);
  return highest;
}

interface ClaimRows {
  readonly debtor: ArrayLike<number>;
  readonly creditor: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  readonly seniority: ArrayLike<number>;
  readonly outsideObligations: Float64Array;
}

/** A guarantee may cover what is owed outside; outside obligations then become claims like any other. */
function claimRows(input: ObligationNetworkInput, partyCount: number, classCount: number): ClaimRows {
  const { debtor, creditor, amount } = input.obligations;
  const seniority = input.obligations.seniority ?? new Int32Array(debtor.length).fill(1);
  const outsideObligations = new Float64Array(partyCount * classCount);
  const outside = input.outsideObligations;
  if (!outside) return { debtor, creditor, amount, seniority, outsideObligations };
  const outsideSeniority = outside.seniority ?? new Int32Array(outside.debtor.length).fill(1);
  if (!input.guarantees?.length) {
    for (let row = 0; row < outside.debtor.length; row++) {
      const slot = outside.debtor[row]! * classCount + outsideSeniority[row]! - 1;
      outsideObligations[slot] = outsideObligations[slot]! + outside.amount[row]!;
    }
    return { debtor, creditor, amount, seniority, outsideObligations };
  }
  return {
    debtor: [...Array.from(debtor), ...Array.from(outside.debtor)],
    creditor: [...Array.from(creditor), ...new Array<number>(outside.debtor.length).fill(partyCount)],
    amount: [...Array.from(amount), ...Array.from(outside.amount)],
    seniority: [...Array.from(seniority), ...Array.from(outsideSeniority)],
    outsideObligations,
  };
}

function sortByDebtor(debtor: ArrayLike<number>, partyCount: number): { claimStart: Int32Array; order: Int32Array } {
  const claimStart = new Int32Array(partyCount + 1);
  for (let row = 0; row < debtor.length; row++) claimStart[debtor[row]! + 1]!++;
  for (let party = 0; party < partyCount; party++) {
    claimStart[party + 1] = claimStart[party + 1]! + claimStart[party]!;
  }
  const next = claimStart.slice(0, partyCount);
  const order = new Int32Array(debtor.length);
  for (let row = 0; row < debtor.length; row++) order[next[debtor[row]!]!++] = row;
  return { claimStart, order };
}

function guaranteeColumns(network: ObligationNetwork, guarantees: readonly GuaranteeInput[]): GuaranteeColumns {
  const guarantor: number[] = [];
  const claims: number[] = [];
  const cover: number[] = [];
  const seniority: number[] = [];
  const guaranteeRow: number[] = [];
  guarantees.forEach((guarantee, row) => {
    const creditor = guarantee.creditor === 'outside' ? network.partyCount : guarantee.creditor;
    for (
      let claim = network.claimStart[guarantee.debtor]!;
      claim < network.claimStart[guarantee.debtor + 1]!;
      claim++
    ) {
      if (creditor !== undefined && network.creditor[claim] !== creditor) continue;
      if (guarantee.obligation !== undefined && network.obligationRow![claim] !== guarantee.obligation) continue;
      // A guarantor that is itself the creditor would pay itself.
      if (network.creditor[claim] === guarantee.guarantor) continue;
      guarantor.push(guarantee.guarantor);
      claims.push(claim);
      cover.push(guarantee.cover);
      seniority.push(guarantee.seniority ?? 1);
      guaranteeRow.push(row);
    }
  });
  return {
    guarantor: Int32Array.from(guarantor),
    claim: Int32Array.from(claims),
    cover: Float64Array.from(cover),
    seniority: Int32Array.from(seniority),
    guaranteeRow: Int32Array.from(guaranteeRow),
  };
}
