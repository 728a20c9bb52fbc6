import type { ClearingProblem, ClearingState } from './clearingState.ts';
import { marginalSlot } from './seniorityClasses.ts';
import { sparseSolve } from './sparseSolve.ts';
import { estateOf, takeStock } from './sweep.ts';

/** One unknown a party: money paid in the class it pays short, or the equity of a solvent party others hold. */
interface Unknowns {
  readonly count: number;
  readonly party: Int32Array;
  /** By party, −1 where nothing is unknown. */
  readonly indexOf: Int32Array;
  /** Slot paid short by each unknown, −1 where the unknown is equity. */
  readonly slot: Int32Array;
  /** By slot: the unknown paid short there, or −1. */
  readonly indexOfSlot: Int32Array;
}

interface Entries {
  readonly rowStart: Int32Array;
  readonly column: number[];
  readonly value: number[];
}

/**
 * Jumps to the exact clearing vector of the present regime: who defaults, and in which class each defaulter's money ends.
 *
 * Definition: inside a regime payments solve smooth equations (linear without guarantees); Newton's step solves them.
 * The jump is kept only if the regime survives it and every party moves further in the direction of the iteration:
 * then no other solution lies between, since a regime is a box. Otherwise the state is left as it was.
 * Returns whether the jump was kept.
 * Cost: the number of defaulters cubed up to 200 of them, a few sparse products above.
 */
export function regimeSolve(problem: ClearingProblem, state: ClearingState, direction: 1 | -1): boolean {
  const unknowns = findUnknowns(problem, state);
  if (unknowns.count === 0) return false;
  const recoveryBefore = state.recovery.slice();
  const equityBefore = state.equity.slice();
  const steps = problem.network.guarantees ? 20 : 2;
  for (let step = 0; step < steps; step++) {
    const size = newtonStep(problem, state, unknowns);
    if (size === undefined || !isSameRegime(state, unknowns)) {
      state.recovery.set(recoveryBefore);
      state.equity.set(equityBefore);
      return false;
    }
    if (size < 1e-15) break;
  }
  if (movedBack(state, unknowns, recoveryBefore, equityBefore, direction)) {
    state.recovery.set(recoveryBefore);
    state.equity.set(equityBefore);
    return false;
  }
  return true;
}

function findUnknowns(problem: ClearingProblem, state: ClearingState): Unknowns {
  const { partyCount, classCount, holdings } = problem.network;
  const indexOf = new Int32Array(partyCount).fill(-1);
  const indexOfSlot = new Int32Array(problem.ownDue.length).fill(-1);
  const party: number[] = [];
  const slots: number[] = [];
  for (let i = 0; i < partyCount; i++) {
    takeStock(problem, state, i);
    const slot = state.isDefaulting[i] ? marginalSlot(state.due, state.recovery, i * classCount, classCount) : -1;
    if (slot < 0 && (!holdings || state.isDefaulting[i] || state.equity[i]! <= 0)) continue;
    indexOf[i] = party.length;
    if (slot >= 0) indexOfSlot[slot] = party.length;
    party.push(i);
    slots.push(slot);
  }
  return { count: party.length, party: Int32Array.from(party), indexOf, slot: Int32Array.from(slots), indexOfSlot };
}

/** Applies one Newton step and returns its size relative to what is owed; undefined if the equations are singular. */
function newtonStep(problem: ClearingProblem, state: ClearingState, unknowns: Unknowns): number | undefined {
  const { classCount } = problem.network;
  const rightSide = new Float64Array(unknowns.count);
  const entries: Entries = { rowStart: new Int32Array(unknowns.count + 1), column: [], value: [] };
  for (let i = 0; i < problem.network.partyCount; i++) takeStock(problem, state, i);
  for (let row = 0; row < unknowns.count; row++) {
    const party = unknowns.party[row]!;
    const isEquity = unknowns.slot[row]! < 0;
    let paid = isEquity ? state.equity[party]! : 0;
    for (let slot = party * classCount; slot < (party + 1) * classCount; slot++) {
      paid += isEquity ? state.due[slot]! : state.due[slot]! * state.recovery[slot]!;
    }
    rightSide[row] = (isEquity ? state.assets[party]! : estateOf(problem, state, party)) - paid;
    entries.column.push(row);
    entries.value.push(1);
    addReceiptEntries(problem, state, unknowns, party, isEquity ? 1 : problem.costs.receiptsRecovered, entries);
    addGuaranteeEntries(problem, state, unknowns, party, isEquity, entries);
    entries.rowStart[row + 1] = entries.column.length;
  }
  const matrix = {
    size: unknowns.count,
    rowStart: entries.rowStart,
    column: Int32Array.from(entries.column),
    value: Float64Array.from(entries.value),
  };
  const step = sparseSolve(matrix, rightSide);
  if (!step) return undefined;
  let size = 0;
  for (let k = 0; k < unknowns.count; k++) {
    const slot = unknowns.slot[k]!;
    const party = unknowns.party[k]!;
    const scale = slot < 0 ? Math.max(state.assets[party]!, 1e-300) : state.due[slot]!;
    size = Math.max(size, Math.abs(step[k]!) / scale);
    if (slot < 0) state.equity[party] = state.equity[party]! + step[k]!;
    else state.recovery[slot] = state.recovery[slot]! + step[k]! / scale;
  }
  return size;
}

/** −∂(receipts and stakes)/∂unknowns, times the share of receipts the estate recovers. */
function addReceiptEntries(
  problem: ClearingProblem,
  state: ClearingState,
  unknowns: Unknowns,
  party: number,
  weight: number,
  entries: Entries,
): void {
  const { received, enjoyed, held, claimSlot, coveredSlot, coveredAmount, guarantorSlot } = problem;
  const { amount, holdings } = problem.network;
  const add = (column: number, value: number): void => {
    entries.column.push(column);
    entries.value.push(-weight * value);
  };
  for (let k = received.start[party]!; k < received.start[party + 1]!; k++) {
    const slot = claimSlot[received.entry[k]!]!;
    const column = unknowns.indexOfSlot[slot]!;
    if (column >= 0) add(column, amount[received.entry[k]!]! / state.due[slot]!);
  }
  for (let k = enjoyed?.start[party] ?? 0; k < (enjoyed?.start[party + 1] ?? 0); k++) {
    const g = enjoyed!.entry[k]!;
    const covered = coveredSlot[g]!;
    const payer = guarantorSlot[g]!;
    const coveredColumn = unknowns.indexOfSlot[covered]!;
    const payerColumn = unknowns.indexOfSlot[payer]!;
    if (coveredColumn >= 0) add(coveredColumn, (-coveredAmount[g]! * state.recovery[payer]!) / state.due[covered]!);
    if (payerColumn >= 0) add(payerColumn, (coveredAmount[g]! * (1 - state.recovery[covered]!)) / state.due[payer]!);
  }
  for (let k = held?.start[party] ?? 0; k < (held?.start[party + 1] ?? 0); k++) {
    const owned = holdings!.owned[held!.entry[k]!]!;
    const column = unknowns.indexOf[owned]!;
    if (column >= 0 && unknowns.slot[column]! < 0) add(column, holdings!.fraction[held!.entry[k]!]!);
  }
}

/** ∂(what the party pays, or owes)/∂unknowns through the guarantees it gave. */
function addGuaranteeEntries(
  problem: ClearingProblem,
  state: ClearingState,
  unknowns: Unknowns,
  party: number,
  isEquity: boolean,
  entries: Entries,
): void {
  const { given, coveredSlot, coveredAmount, guarantorSlot } = problem;
  for (let k = given?.start[party] ?? 0; k < (given?.start[party + 1] ?? 0); k++) {
    const g = given!.entry[k]!;
    const covered = coveredSlot[g]!;
    const column = unknowns.indexOfSlot[covered]!;
    if (column < 0) continue;
    const weight = isEquity ? 1 : state.recovery[guarantorSlot[g]!]!;
    entries.column.push(column);
    entries.value.push((-weight * coveredAmount[g]!) / state.due[covered]!);
  }
}

const ROUNDING = 1e-12;

function isSameRegime(state: ClearingState, unknowns: Unknowns): boolean {
  for (let k = 0; k < unknowns.count; k++) {
    const slot = unknowns.slot[k]!;
    const value = slot < 0 ? state.equity[unknowns.party[k]!]! : state.recovery[slot]!;
    if (!(value >= 0) || (slot >= 0 && value > 1 + ROUNDING)) return false;
    if (slot >= 0 && value > 1) state.recovery[slot] = 1;
  }
  return true;
}

function movedBack(
  state: ClearingState,
  unknowns: Unknowns,
  recoveryBefore: Float64Array,
  equityBefore: Float64Array,
  direction: 1 | -1,
): boolean {
  for (let k = 0; k < unknowns.count; k++) {
    const slot = unknowns.slot[k]!;
    const party = unknowns.party[k]!;
    const moved =
      slot < 0
        ? (state.equity[party]! - equityBefore[party]!) / Math.max(state.assets[party]!, 1e-300)
        : state.recovery[slot]! - recoveryBefore[slot]!;
    if (moved * direction < -ROUNDING) return true;
  }
  return false;
}
