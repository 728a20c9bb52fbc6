/**
 * Claims of parties on each other against the equity that bears their loss, stored by debtor (compressed rows).
 *
 * Definition: claims start[j] … start[j+1]−1 are claims on party j; claim k belongs to creditor[k] and comes to amount[k].
 * Units: one currency.
 */
export interface ExposureNetwork {
  readonly partyCount: number;
  /** Equity before any shock; a party with none or less has failed already. */
  readonly equity: Float64Array;
  readonly start: Int32Array;
  readonly creditor: Int32Array;
  readonly amount: Float64Array;
}

/** Claims as columns in any order. */
export interface ExposureInput {
  readonly equity: ArrayLike<number>;
  readonly debtor: ArrayLike<number>;
  readonly creditor: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
}

/** The network built from columns; several claims of one creditor on one debtor are added up. Cost: O(parties + claims). */
export function exposureNetwork({ equity, debtor, creditor, amount }: ExposureInput): ExposureNetwork {
  const partyCount = equity.length;
  const first = sorted(debtor, creditor, amount, partyCount);
  // Rows in the order of their creditors, so that several claims of one on one lie side by side.
  const byCreditor = sorted(first.to, first.from, first.amount, partyCount);
  const byDebtor = sorted(byCreditor.to, byCreditor.from, byCreditor.amount, partyCount);
  const start = new Int32Array(partyCount + 1);
  let count = 0;
  for (let party = 0; party < partyCount; party++) {
    const begins = count;
    for (let k = byDebtor.start[party]!; k < byDebtor.start[party + 1]!; k++) {
      if (count > begins && byDebtor.to[count - 1] === byDebtor.to[k]) {
        byDebtor.amount[count - 1] = byDebtor.amount[count - 1]! + byDebtor.amount[k]!;
        continue;
      }
      byDebtor.to[count] = byDebtor.to[k]!;
      byDebtor.amount[count] = byDebtor.amount[k]!;
      count++;
    }
    start[party + 1] = count;
  }
  return {
    partyCount,
    equity: Float64Array.from(equity),
    start,
    creditor: byDebtor.to.slice(0, count),
    amount: byDebtor.amount.slice(0, count),
  };
}

interface SortedRows {
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly amount: Float64Array;
}

/** Rows by `from`, keeping their order; a counting sort. */
function sorted(from: ArrayLike<number>, to: ArrayLike<number>, amount: ArrayLike<number>, count: number): SortedRows {
  const start = new Int32Array(count + 1);
  for (let row = 0; row < from.length; row++) start[from[row]! + 1]!++;
  for (let party = 0; party < count; party++) start[party + 1] = start[party + 1]! + start[party]!;
  const next = start.slice(0, count);
  const rows = {
    start,
    from: new Int32Array(from.length),
    to: new Int32Array(from.length),
    amount: new Float64Array(from.length),
  };
  for (let row = 0; row < from.length; row++) {
    const at = next[from[row]!]!++;
    rows.from[at] = from[row]!;
    rows.to[at] = to[row]!;
    rows.amount[at] = amount[row]!;
  }
  return rows;
}
