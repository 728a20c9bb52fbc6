// A kernel: called once a lane and quarter in which somebody is short; nothing is allocated.
import { denseSolve } from './denseSolve.ts';
import { AT_REST, SOLVENCY_ROUNDING } from './recoveryIteration.ts';

/** The rows in which payments may fall due, the same in every lane and quarter, grouped by payer. */
export interface LaneNetwork {
  readonly accountCount: number;
  readonly classCount: number;
  /** Rows payerStart[a] … payerStart[a+1]−1 are paid by account a; rows are sorted by payer. */
  readonly payerStart: Int32Array;
  readonly payee: Int32Array;
  /** Seniority class of each row, 1 … classCount. */
  readonly seniority: Int32Array;
  /** 1 for accounts of the world outside, which always pay. */
  readonly isWorld: Uint8Array;
}

/** Everything `clearLane` needs besides its arguments; made once, used for any number of lanes one after another. */
export interface LaneWork {
  readonly receivedStart: Int32Array;
  readonly receivedRow: Int32Array;
  /** Where the next row of an account goes while receipts are laid out. */
  readonly next: Int32Array;
  /** Owed and recovery fraction by slot: account · (classCount + 1) + class; class 0 is secured on collateral. */
  readonly owed: Float64Array;
  readonly recovery: Float64Array;
  readonly totalOwed: Float64Array;
  readonly assets: Float64Array;
  readonly defaulters: Int32Array;
  readonly indexOf: Int32Array;
  readonly marginal: Int32Array;
  readonly matrix: Float64Array;
  readonly vector: Float64Array;
}

/** Work arrays for a network. Cost: accounts² doubles. */
export function createLaneWork(net: LaneNetwork): LaneWork {
  const { accountCount, classCount, payee } = net;
  const work: LaneWork = {
    receivedStart: new Int32Array(accountCount + 1),
    receivedRow: new Int32Array(payee.length),
    next: new Int32Array(accountCount),
    owed: new Float64Array(accountCount * (classCount + 1)),
    recovery: new Float64Array(accountCount * (classCount + 1)),
    totalOwed: new Float64Array(accountCount),
    assets: new Float64Array(accountCount),
    defaulters: new Int32Array(accountCount),
    indexOf: new Int32Array(accountCount),
    marginal: new Int32Array(accountCount),
    matrix: new Float64Array(accountCount * accountCount),
    vector: new Float64Array(accountCount),
  };
  layOutReceipts(net, payee.length, work);
  return work;
}

/** Finds which of the first `rows` rows each account is paid, in the order of the rows. */
export function layOutReceipts(net: LaneNetwork, rows: number, work: LaneWork): void {
  const { accountCount, payee } = net;
  const { receivedStart, receivedRow, next } = work;
  receivedStart.fill(0);
  for (let row = 0; row < rows; row++) receivedStart[payee[row]! + 1]!++;
  for (let a = 0; a < accountCount; a++) {
    receivedStart[a + 1] = receivedStart[a + 1]! + receivedStart[a]!;
    next[a] = receivedStart[a]!;
  }
  for (let row = 0; row < rows; row++) receivedRow[next[payee[row]!]!++] = row;
}

const MAXIMUM_SWEEPS = 20_000;
const FIRST_JUMP = 4;

/**
 * Payments of one lane under its greatest clearing vector, without default costs.
 *
 * Definition: each account pays what falls due; one that cannot pays all it has, collateralised rows first up to their
 * collateral, then class by class, pro rata inside a class. `paid` gets the payment of each row, `defaultRound` the wave in
 * which each account defaults (0: even if all others pay), −1 for accounts that pay in full.
 * Units: money. Assumes: `due` ≥ 0; an account with less than nothing available pays out of receipts in excess of that.
 * Ties: an account short by less than 1e-14 of its dues is solvent.
 * Returns the sweeps taken and the largest |estate − paid| of a defaulter, relative to what it owes. The result depends
 * on the arguments alone, never on earlier lanes.
 * Cost: rows × sweeps, plus the defaulters cubed where more than four sweeps are needed.
 * Source: Eisenberg and Noe (2001); Elsinger (2009). Verified by: test/oracle/clearingLane.test.ts.
 */
export function clearLane(
  net: LaneNetwork,
  due: Float64Array,
  available: Float64Array,
  paid: Float64Array,
  defaultRound: Int32Array,
  work: LaneWork,
  collateral?: Float64Array,
): { iterations: number; residual: number } {
  const { accountCount } = net;
  payInFull(net, due, paid, work, collateral);
  defaultRound.fill(-1);
  let count = 0;
  let iterations = 0;
  for (let wave = 0; ; wave++) {
    for (let account = 0; account < accountCount; account++) {
      takeStock(available, paid, work, account);
    }
    const before = count;
    for (let account = 0; account < accountCount; account++) {
      if (net.isWorld[account] === 1 || defaultRound[account]! >= 0) continue;
      const owed = work.totalOwed[account]!;
      if (owed === 0 || work.assets[account]! >= owed * (1 - SOLVENCY_ROUNDING)) continue;
      defaultRound[account] = wave;
      work.defaulters[count++] = account;
    }
    if (count === before) break;
    iterations += settle(net, due, available, paid, work, count, collateral);
  }
  return { iterations, residual: largestGap(net, paid, work, count) };
}

function payInFull(
  net: LaneNetwork,
  due: Float64Array,
  paid: Float64Array,
  work: LaneWork,
  collateral: Float64Array | undefined,
): void {
  const stride = net.classCount + 1;
  work.owed.fill(0);
  work.recovery.fill(1);
  for (let account = 0; account < net.accountCount; account++) {
    let total = 0;
    for (let row = net.payerStart[account]!; row < net.payerStart[account + 1]!; row++) {
      const amount = due[row]!;
      const secured = collateral ? Math.min(amount, collateral[row]!) : 0;
      const slot = account * stride + net.seniority[row]!;
      work.owed[account * stride] = work.owed[account * stride]! + secured;
      work.owed[slot] = work.owed[slot]! + (amount - secured);
      total += amount;
      paid[row] = amount;
    }
    work.totalOwed[account] = total;
  }
}

function takeStock(available: Float64Array, paid: Float64Array, work: LaneWork, account: number): number {
  let receipts = 0;
  const end = work.receivedStart[account + 1]!;
  for (let k = work.receivedStart[account]!; k < end; k++) receipts += paid[work.receivedRow[k]!]!;
  const assets = available[account]! + receipts;
  work.assets[account] = assets;
  return assets;
}

/** Sweeps the defaulters until their payments rest; every few sweeps tries the exact solution. */
function settle(
  net: LaneNetwork,
  due: Float64Array,
  available: Float64Array,
  paid: Float64Array,
  work: LaneWork,
  count: number,
  collateral: Float64Array | undefined,
): number {
  let nextJump = FIRST_JUMP;
  for (let sweeps = 1; sweeps <= MAXIMUM_SWEEPS; sweeps++) {
    let largest = 0;
    for (let k = 0; k < count; k++) {
      const account = work.defaulters[k]!;
      const estate = takeStock(available, paid, work, account);
      const change = spread(net, due, paid, work, account, estate, collateral);
      if (change > largest) largest = change;
    }
    if (largest <= AT_REST) return sweeps;
    if (sweeps < nextJump) continue;
    jump(net, due, available, paid, work, count, collateral);
    nextJump = sweeps * 2;
  }
  return MAXIMUM_SWEEPS;
}

/** Pays an estate out over the rows of an account; returns the largest change of a class, relative to all it owes. */
function spread(
  net: LaneNetwork,
  due: Float64Array,
  paid: Float64Array,
  work: LaneWork,
  account: number,
  estate: number,
  collateral: Float64Array | undefined,
): number {
  const first = account * (net.classCount + 1);
  let left = Math.max(0, estate);
  let change = 0;
  for (let slot = first; slot <= first + net.classCount; slot++) {
    const owed = work.owed[slot]!;
    const fraction = owed > left ? left / owed : 1;
    left = Math.max(0, left - owed);
    change = Math.max(change, owed * Math.abs(fraction - work.recovery[slot]!));
    work.recovery[slot] = fraction;
  }
  if (change > 0) {
    const securedFraction = work.recovery[first]!;
    for (let row = net.payerStart[account]!; row < net.payerStart[account + 1]!; row++) {
      const secured = collateral ? Math.min(due[row]!, collateral[row]!) : 0;
      paid[row] = secured * securedFraction + (due[row]! - secured) * work.recovery[first + net.seniority[row]!]!;
    }
  }
  return change / work.totalOwed[account]!;
}

/**
 * Solves exactly for the estates of the defaulters, each still ending in the class where it ends now; keeps the solution
 * if it does and no estate grows. Unknown: the estate x_i = available_i + fixed receipts_i + Σ_k share_ik·x_k.
 */
function jump(
  net: LaneNetwork,
  due: Float64Array,
  available: Float64Array,
  paid: Float64Array,
  work: LaneWork,
  count: number,
  collateral: Float64Array | undefined,
): void {
  const { matrix, vector, defaulters, indexOf, marginal } = work;
  const stride = net.classCount + 1;
  indexOf.fill(-1);
  for (let k = 0; k < count; k++) {
    const account = defaulters[k]!;
    indexOf[account] = k;
    marginal[k] = -1;
    if (takeStock(available, paid, work, account) <= 0) continue;
    for (let level = stride - 1; level >= 0; level--) {
      const slot = account * stride + level;
      if (work.owed[slot]! > 0 && work.recovery[slot]! < 1) marginal[k] = level;
    }
  }
  matrix.fill(0, 0, count * count);
  for (let k = 0; k < count; k++) {
    matrix[k * count + k] = 1;
    // Newton's step from here: what the estate has gained since it was last paid out.
    vector[k] = marginal[k]! < 0 ? 0 : work.assets[defaulters[k]!]! - paidOut(work, net, defaulters[k]!);
  }
  for (let k = 0; k < count; k++) {
    if (marginal[k]! < 0) continue;
    const payer = defaulters[k]!;
    const owed = work.owed[payer * stride + marginal[k]!]!;
    for (let row = net.payerStart[payer]!; row < net.payerStart[payer + 1]!; row++) {
      const to = indexOf[net.payee[row]!]!;
      if (to < 0 || marginal[to]! < 0) continue;
      const secured = collateral ? Math.min(due[row]!, collateral[row]!) : 0;
      const portion =
        (marginal[k] === 0 ? secured : 0) + (marginal[k] === net.seniority[row] ? due[row]! - secured : 0);
      matrix[to * count + k] = matrix[to * count + k]! - portion / owed;
    }
  }
  if (!denseSolve(matrix, vector, count) || !keepsRegime(work, stride, count)) return;
  for (let k = 0; k < count; k++) {
    if (marginal[k]! < 0) continue;
    const account = defaulters[k]!;
    spread(net, due, paid, work, account, paidOut(work, net, account) + vector[k]!, collateral);
  }
}

function paidOut(work: LaneWork, net: LaneNetwork, account: number): number {
  const first = account * (net.classCount + 1);
  let total = 0;
  for (let slot = first; slot <= first + net.classCount; slot++) total += work.owed[slot]! * work.recovery[slot]!;
  return total;
}

function keepsRegime(work: LaneWork, stride: number, count: number): boolean {
  for (let k = 0; k < count; k++) {
    if (work.marginal[k]! < 0) continue;
    const slot = work.defaulters[k]! * stride + work.marginal[k]!;
    const step = work.vector[k]! / work.owed[slot]!;
    if (!(step <= 1e-12 && work.recovery[slot]! + step >= -1e-12)) return false;
  }
  return true;
}

function largestGap(net: LaneNetwork, paid: Float64Array, work: LaneWork, count: number): number {
  let largest = 0;
  for (let k = 0; k < count; k++) {
    const account = work.defaulters[k]!;
    let total = 0;
    for (let row = net.payerStart[account]!; row < net.payerStart[account + 1]!; row++) total += paid[row]!;
    const gap = Math.abs(Math.max(0, work.assets[account]!) - total) / work.totalOwed[account]!;
    if (gap > largest) largest = gap;
  }
  return largest;
}
