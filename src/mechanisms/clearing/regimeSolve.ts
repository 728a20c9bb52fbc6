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
 * Jumps towards the exact clearing vector of the present regime: who defaults, and in which class each one's money ends.
 *
 * Definition: inside a regime payments solve smooth equations, linear without guarantees; Newton's step Δ solves them.
 * Taken whole if the regime survives it. If not, and the equations are linear, it is cut where the first party reaches
 * the edge of the regime: with F(z) ≥ z on the way up, F(z + tΔ) − (z + tΔ) = (1 − t)(F(z) − z) ≥ 0 still, so no
 * solution is passed over (on the way down likewise), and a thin web needs one jump an edge instead of endless turns.
 * Returns whether the state moved; otherwise it is left as it was.
 * Cost: the unknowns cubed up to 200 of them, a few sparse products each above.
 */
export function regimeSolve(problem: ClearingProblem, state: ClearingState, direction: 1 | -1): boolean {
  const unknowns = findUnknowns(problem, state);
  if (unknowns.count === 0) return false;
  if (problem.network.guarantees) return smoothSolve(problem, state, unknowns, direction);
  let step = newtonStep(problem, state, unknowns, 1);
  for (const damping of direction === 1 ? DAMPING : []) step ??= newtonStep(problem, state, unknowns, damping);
  if (!step || pointsBack(state, unknowns, step, direction)) return false;
  const share = shareInsideRegime(state, unknowns, step);
  if (share === 0) return false;
  move(state, unknowns, step, share);
  return true;
}

/** Newton's method on the equations with guarantees, kept only if it stays in the regime and goes the right way. */
function smoothSolve(problem: ClearingProblem, state: ClearingState, unknowns: Unknowns, direction: 1 | -1): boolean {
  const recoveryBefore = state.recovery.slice();
  const equityBefore = state.equity.slice();
  for (let turn = 0; turn < 20; turn++) {
    const step = newtonStep(problem, state, unknowns, 1);
    const goesWrong = turn === 0 && step !== undefined && pointsBack(state, unknowns, step, direction);
    if (!step || goesWrong || shareInsideRegime(state, unknowns, step) < 1) {
      state.recovery.set(recoveryBefore);
      state.equity.set(equityBefore);
      return false;
    }
    move(state, unknowns, step, 1);
    if (relativeSize(state, unknowns, step) < 1e-15) break;
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

/**
 * On the way up all members of a closed web may be in default together; money then only piles up and the equations are
 * singular. With each dependence damped a little, (I − θJ)Δ = r, the residual stays positive and the step still passes
 * over no solution.
 */
const DAMPING = [1 - 1e-9, 1 - 1e-6];

/** Newton's step in money, by unknown, each dependence times `damping`; undefined if the equations are singular. */
function newtonStep(
  problem: ClearingProblem,
  state: ClearingState,
  unknowns: Unknowns,
  damping: number,
): Float64Array | undefined {
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
    const weight = damping * (isEquity ? 1 : problem.costs.receiptsRecovered);
    addReceiptEntries(problem, state, unknowns, party, weight, entries);
    addGuaranteeEntries(problem, state, unknowns, party, isEquity, entries);
    entries.rowStart[row + 1] = entries.column.length;
  }
  const matrix = {
    size: unknowns.count,
    rowStart: entries.rowStart,
    column: Int32Array.from(entries.column),
    value: Float64Array.from(entries.value),
  };
  return sparseSolve(matrix, rightSide);
}

/** −∂(receipts and stakes)/∂unknowns, times the weight of receipts in what the party pays. */
function addReceiptEntries(
  problem: ClearingProblem,
  state: ClearingState,
  unknowns: Unknowns,
  party: number,
  weight: number,
  entries: Entries,
): void {
  const { receivedStart, receivedSlot, receivedAmount, enjoyed, held, coveredSlot, coveredAmount, guarantorSlot } =
    problem;
  const { holdings } = problem.network;
  const add = (column: number, value: number): void => {
    entries.column.push(column);
    entries.value.push(-weight * value);
  };
  for (let k = receivedStart[party]!; k < receivedStart[party + 1]!; k++) {
    const slot = receivedSlot[k]!;
    const column = unknowns.indexOfSlot[slot]!;
    if (column >= 0) add(column, receivedAmount[k]! / state.due[slot]!);
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

function scaleOf(state: ClearingState, unknowns: Unknowns, k: number): number {
  const slot = unknowns.slot[k]!;
  return slot < 0 ? Math.max(state.assets[unknowns.party[k]!]!, 1e-300) : state.due[slot]!;
}

function pointsBack(state: ClearingState, unknowns: Unknowns, step: Float64Array, direction: 1 | -1): boolean {
  return step.some((change, k) => !((change * direction) / scaleOf(state, unknowns, k) >= -ROUNDING));
}

function relativeSize(state: ClearingState, unknowns: Unknowns, step: Float64Array): number {
  return step.reduce((size, change, k) => Math.max(size, Math.abs(change) / scaleOf(state, unknowns, k)), 0);
}

/** The largest t ≤ 1 for which t·step leaves recovery fractions in [0, 1] and equity at or above zero. */
function shareInsideRegime(state: ClearingState, unknowns: Unknowns, step: Float64Array): number {
  let share = 1;
  for (let k = 0; k < unknowns.count; k++) {
    const slot = unknowns.slot[k]!;
    const change = step[k]!;
    const scale = scaleOf(state, unknowns, k);
    const room =
      change < 0
        ? slot < 0
          ? state.equity[unknowns.party[k]!]!
          : state.recovery[slot]! * scale
        : slot < 0
          ? Infinity
          : (1 - state.recovery[slot]!) * scale;
    const size = Math.abs(change);
    if (size > room + ROUNDING * scale) share = Math.min(share, room / size);
  }
  return share;
}

function move(state: ClearingState, unknowns: Unknowns, step: Float64Array, share: number): void {
  for (let k = 0; k < unknowns.count; k++) {
    const slot = unknowns.slot[k]!;
    const party = unknowns.party[k]!;
    if (slot < 0) state.equity[party] = Math.max(0, state.equity[party]! + share * step[k]!);
    else {
      const fraction = state.recovery[slot]! + (share * step[k]!) / state.due[slot]!;
      state.recovery[slot] = Math.min(1, Math.max(0, fraction));
    }
  }
}
