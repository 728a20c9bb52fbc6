import type { ExposureNetwork } from './exposureNetwork.ts';

/** How far a shock went: shares of equity lost, and when parties failed. */
export interface Distress {
  /** h: share of its equity that each party lost, the shock included; 1 for one that failed. */
  readonly distress: Float64Array;
  /** Round in which a party lost all its equity: 0 by the shock itself, −1 never. */
  readonly failedRound: Int32Array;
  readonly rounds: number;
  readonly hasConverged: boolean;
}

/** Told after each round which parties lost how much more of their equity. */
export type OnRound = (round: number, added: Float64Array) => void;

/** A round that moves no party by more than this share of its equity is the last. */
const AT_REST = 1e-16;
const MOST_ROUNDS = 100_000;

/**
 * DebtRank in its linear form: a loss of equity makes all claims on its party worth proportionally less.
 *
 * Definition: h_i(t+1) = min(1, h_i(t) + Σ_j (A_ij/E_i)·(h_j(t) − h_j(t−1))), h(0) the shock, h(−1) = 0; A_ij is what i
 * claims from j, E_i its equity before the shock. Where nobody reaches 1, h = (I − W)⁻¹h(0), which exists below 1 only
 * if the spectral radius of W among those reached is below 1.
 * Units: shares of equity. Assumes: nothing is recovered from a party without equity; a party that had none from the
 * start has h = 1 and spreads it.
 * Cost: O(claims on parties that move) a round; rounds grow as 1/(1 − spectral radius).
 * Source: Bardoscia, Battiston, Caccioli and Caldarelli (2015), DebtRank: a microscopic foundation for shock
 * propagation, PLoS ONE 10(6), eq. 4.
 * Verified by: contagion.test.ts (printed cases; a dense twin; the linear system; scale and order).
 */
export function debtRank(network: ExposureNetwork, shock: ArrayLike<number>, onRound?: OnRound): Distress {
  const { partyCount, equity, start, creditor, amount } = network;
  const { distress, failedRound } = shocked(network, shock);
  let moved = distress.slice();
  let next = new Float64Array(partyCount);
  onRound?.(0, moved);
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    next.fill(0);
    for (let debtor = 0; debtor < partyCount; debtor++) {
      const change = moved[debtor]!;
      if (change === 0) continue;
      for (let k = start[debtor]!; k < start[debtor + 1]!; k++) {
        const to = creditor[k]!;
        next[to] = next[to]! + amount[k]! * change;
      }
    }
    let largest = 0;
    for (let party = 0; party < partyCount; party++) {
      if (next[party] === 0) continue;
      const before = distress[party]!;
      const after = before >= 1 ? before : Math.min(1, before + next[party]! / equity[party]!);
      next[party] = after - before;
      distress[party] = after;
      if (after >= 1 && before < 1) failedRound[party] = round;
      if (after - before > largest) largest = after - before;
    }
    if (largest > 0) onRound?.(round, next);
    if (largest <= AT_REST) return { distress, failedRound, rounds: round - 1, hasConverged: true };
    [moved, next] = [next, moved];
  }
  return { distress, failedRound, rounds: MOST_ROUNDS, hasConverged: false };
}

/** The state right after the shock. */
function shocked(
  { partyCount, equity }: ExposureNetwork,
  shock: ArrayLike<number>,
): { distress: Float64Array; failedRound: Int32Array } {
  const distress = new Float64Array(partyCount);
  const failedRound = new Int32Array(partyCount).fill(-1);
  for (let party = 0; party < partyCount; party++) {
    distress[party] = equity[party]! > 0 ? Math.min(1, Math.max(0, shock[party]!)) : 1;
    if (distress[party]! >= 1) failedRound[party] = 0;
  }
  return { distress, failedRound };
}

/**
 * DebtRank in its first form: each party passes its distress on once, in the round after it is first reached.
 *
 * Definition: h_i(t) = min(1, h_i(t−1) + Σ_j min(1, A_ij/E_i)·h_j(t−1)) over j first reached in round t−1; later
 * distress of a party that has passed it on stays with it. Loops count once, so that less is lost than in the linear form.
 * Units: shares of equity. Cost: O(claims) in all.
 * Source: Battiston, Puliga, Kaushik, Tasca and Caldarelli (2012), DebtRank: too central to fail?, Scientific Reports
 * 2:541, eqs. 2–3.
 * Verified by: contagion.test.ts (printed cases; a dense twin; never above the linear form).
 */
export function singleHitDebtRank(network: ExposureNetwork, shock: ArrayLike<number>, onRound?: OnRound): Distress {
  const { partyCount, equity, start, creditor, amount } = network;
  const { distress, failedRound } = shocked(network, shock);
  const hasPassedOn = new Uint8Array(partyCount);
  onRound?.(0, distress.slice());
  let front = Array.from({ length: partyCount }, (_, party) => party).filter((party) => distress[party]! > 0);
  let round = 0;
  while (front.length > 0) {
    round++;
    const before = distress.slice();
    for (const debtor of front) hasPassedOn[debtor] = 1;
    const received = new Float64Array(partyCount);
    for (const debtor of front) {
      for (let k = start[debtor]!; k < start[debtor + 1]!; k++) {
        const to = creditor[k]!;
        if (equity[to]! > 0) received[to] = received[to]! + Math.min(1, amount[k]! / equity[to]!) * before[debtor]!;
      }
    }
    front = [];
    for (let party = 0; party < partyCount; party++) {
      if (received[party] === 0) continue;
      distress[party] = Math.min(1, before[party]! + received[party]!);
      received[party] = distress[party]! - before[party]!;
      if (distress[party]! >= 1 && before[party]! < 1) failedRound[party] = round;
      if (!hasPassedOn[party] && distress[party]! > 0) front.push(party);
    }
    onRound?.(round, received);
  }
  return { distress, failedRound, rounds: Math.max(0, round - 1), hasConverged: true };
}
