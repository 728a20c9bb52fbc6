// kernel: the loop over claims is written out, since a call a claim would cost more than the claim.
import type { ObligationNetwork } from './obligationNetwork.ts';
import { sweepModule } from './sweepModule.ts';

/**
 * A one-class network laid out for sweeping: one row for each party that owes something, rows in order of how many claims
 * they hold (so that the length of the inner loop is predictable), the claims a row holds one after the other.
 */
export interface OneClassWeb {
  readonly rowCount: number;
  readonly rowOfParty: Int32Array;
  readonly partyOfRow: Int32Array;
  readonly rowStart: Int32Array;
  /** 8 × the debtor's row, by claim. */
  readonly debtorOffset: Int32Array;
  readonly amount: Float64Array;
  readonly owed: Float64Array;
  readonly outsideAssets: Float64Array;
  /** (α − β) · outside assets / owed and β / owed: the estate over dues is shift + rate · assets. */
  readonly shift: Float64Array;
  readonly rate: Float64Array;
  /** A row with at least this much pays in full. */
  readonly threshold: Float64Array;
  readonly recovery: Float64Array;
  /** Outside assets + receipts, as of the last sweep. */
  readonly assets: Float64Array;
  /** Sweeps once; returns the largest change of a recovery fraction. */
  readonly sweep: () => number;
}

/** Below this many claims the sweep in script is as fast as making a WebAssembly memory. */
const WORTH_COMPILING = 20_000;

/**
 * The layout of a network. Memory: 12 bytes a claim and 70 a party.
 *
 * `engine` says what sweeps: machine code where the browser or Node allows it and the web is large, else script, with the
 * same bits. Cost: O(parties + claims).
 */
export function oneClassWeb(network: ObligationNetwork, engine: 'auto' | 'compiled' | 'script' = 'auto'): OneClassWeb {
  const { partyCount, claimStart, creditor, amount, outsideObligations } = network;
  const owedBy = outsideObligations.slice();
  const held = new Int32Array(partyCount + 1);
  for (let party = 0; party < partyCount; party++) {
    let total = owedBy[party]!;
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      total += amount[claim]!;
      held[creditor[claim]!]!++;
    }
    owedBy[party] = total;
  }
  const { rowOfParty, partyOfRow } = rowsByLength(owedBy, held, partyCount);
  const rowCount = partyOfRow.length;
  let claims = 0;
  for (let row = 0; row < rowCount; row++) claims += held[partyOfRow[row]!]!;
  const wantsCompiled = engine === 'compiled' || (engine === 'auto' && claims >= WORTH_COMPILING);
  const memory = wantsCompiled && typeof WebAssembly === 'object' ? allocate(rowCount, claims) : undefined;
  const arrays = layOut(memory?.buffer ?? new ArrayBuffer(bytesFor(rowCount, claims)), rowCount, claims);
  for (let row = 0; row < rowCount; row++) {
    const party = partyOfRow[row]!;
    arrays.owed[row] = owedBy[party]!;
    arrays.outsideAssets[row] = network.outsideAssets[party]!;
    arrays.rowStart[row + 1] = arrays.rowStart[row]! + held[party]!;
  }
  placeClaims(network, rowOfParty, arrays);
  const sweep = (memory && compiledSweep(memory, arrays, rowCount)) ?? scriptSweep(arrays, rowCount);
  return { rowCount, rowOfParty, partyOfRow, ...arrays, sweep };
}

type Arrays = Omit<OneClassWeb, 'rowCount' | 'rowOfParty' | 'partyOfRow' | 'sweep'>;

/** Parties that owe something, sorted by the number of claims they hold, then by number. */
function rowsByLength(
  owed: Float64Array,
  held: Int32Array,
  partyCount: number,
): { rowOfParty: Int32Array; partyOfRow: Int32Array } {
  let longest = 0;
  let rowCount = 0;
  for (let party = 0; party < partyCount; party++) {
    if (owed[party] === 0) continue;
    rowCount++;
    longest = Math.max(longest, held[party]!);
  }
  const next = new Int32Array(longest + 2);
  for (let party = 0; party < partyCount; party++) if (owed[party] !== 0) next[held[party]! + 1]!++;
  for (let length = 0; length <= longest; length++) next[length + 1] = next[length + 1]! + next[length]!;
  const rowOfParty = new Int32Array(partyCount + 1).fill(-1);
  const partyOfRow = new Int32Array(rowCount);
  for (let party = 0; party < partyCount; party++) {
    if (owed[party] === 0) continue;
    const row = next[held[party]!]!++;
    rowOfParty[party] = row;
    partyOfRow[row] = party;
  }
  return { rowOfParty, partyOfRow };
}

function bytesFor(rowCount: number, claims: number): number {
  return 8 * (7 * rowCount + claims) + 4 * (rowCount + 1 + claims);
}

function allocate(rowCount: number, claims: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytesFor(rowCount, claims) / 65536) });
}

/** Recovery fractions lie at address 0, so that a debtor's offset is the address of its fraction. */
function layOut(buffer: ArrayBuffer, rowCount: number, claims: number): Arrays {
  const doubles = (index: number): Float64Array => new Float64Array(buffer, 8 * rowCount * index, rowCount);
  const afterRows = 8 * rowCount * 7;
  const afterAmounts = afterRows + 8 * claims;
  return {
    recovery: doubles(0),
    owed: doubles(1),
    outsideAssets: doubles(2),
    shift: doubles(3),
    threshold: doubles(4),
    assets: doubles(5),
    rate: doubles(6),
    amount: new Float64Array(buffer, afterRows, claims),
    debtorOffset: new Int32Array(buffer, afterAmounts, claims),
    rowStart: new Int32Array(buffer, afterAmounts + 4 * claims, rowCount + 1),
  };
}

function placeClaims(network: ObligationNetwork, rowOfParty: Int32Array, arrays: Arrays): void {
  const { partyCount, claimStart, creditor, amount } = network;
  const next = arrays.rowStart.slice();
  for (let party = 0; party < partyCount; party++) {
    const offset = 8 * rowOfParty[party]!;
    for (let claim = claimStart[party]!; claim < claimStart[party + 1]!; claim++) {
      const row = rowOfParty[creditor[claim]!]!;
      if (row < 0) continue;
      const at = next[row]!++;
      // A party that owes nothing in all has no row; its claims of amount zero may point anywhere.
      arrays.debtorOffset[at] = Math.max(0, offset);
      arrays.amount[at] = amount[claim]!;
    }
  }
}

/** The machine-code sweep; undefined where a page's policy or an old browser does not let it be compiled. */
function compiledSweep(memory: WebAssembly.Memory, arrays: Arrays, rowCount: number): (() => number) | undefined {
  let sweep: (...addresses: number[]) => number;
  try {
    const module = new WebAssembly.Module(sweepModule() as Uint8Array<ArrayBuffer>);
    const instance = new WebAssembly.Instance(module, { web: { memory } });
    sweep = instance.exports.sweep as (...addresses: number[]) => number;
  } catch {
    return undefined;
  }
  const columns = [
    arrays.rowStart,
    arrays.debtorOffset,
    arrays.amount,
    arrays.outsideAssets,
    arrays.shift,
    arrays.rate,
    arrays.threshold,
    arrays.assets,
  ];
  const [rowStart, debtor, amount, outside, shift, rate, threshold, assets] = columns.map(
    (column) => column.byteOffset,
  );
  return () => sweep(rowCount, rowStart!, debtor!, amount!, outside!, shift!, rate!, threshold!, assets!);
}

function scriptSweep(arrays: Arrays, rowCount: number): () => number {
  const { rowStart, debtorOffset, amount, outsideAssets, shift, rate, threshold, recovery, assets } = arrays;
  return () => {
    let largest = 0;
    let claim = 0;
    for (let row = 0; row < rowCount; row++) {
      const end = rowStart[row + 1]!;
      let even = outsideAssets[row]!;
      let odd = 0;
      for (; claim + 1 < end; claim += 2) {
        even += amount[claim]! * recovery[debtorOffset[claim]! >> 3]!;
        odd += amount[claim + 1]! * recovery[debtorOffset[claim + 1]! >> 3]!;
      }
      if (claim < end) {
        even += amount[claim]! * recovery[debtorOffset[claim]! >> 3]!;
        claim++;
      }
      const has = even + odd;
      assets[row] = has;
      const paidFraction = has >= threshold[row]! ? 1 : shift[row]! + rate[row]! * has;
      const change = Math.abs(paidFraction - recovery[row]!);
      if (largest < change) largest = change;
      recovery[row] = paidFraction;
    }
    return largest;
  };
}
