import type { ExposureNetwork } from './exposureNetwork.ts';
import type { Valuation } from './valuation.ts';

/** What network valuation needs to know of the parties besides their claims on each other. */
export interface ValuedParties {
  /** Loss of outside assets by the shock. */
  readonly shock: ArrayLike<number>;
  readonly owed: ArrayLike<number>;
  readonly outsideAssets: ArrayLike<number>;
  readonly volatility: ArrayLike<number>;
}

/** A consistent valuation: equities that follow from the values of claims, which follow from the equities. */
export interface NetworkValue {
  readonly equity: Float64Array;
  /** What one unit of a claim on each party is worth. */
  readonly value: Float64Array;
  /** Round in which equity fell below zero on the way down: 0 by the shock itself, −1 never. */
  readonly failedRound: Int32Array;
  readonly rounds: number;
  readonly hasConverged: boolean;
}

const AT_REST = 1e-14;
const MOST_ROUNDS = 100_000;

/**
 * Network valuation of claims (NEVA): all equities at once, under any valuation function.
 *
 * Definition: E_i = E_i(0) − shock_i − Σ_j A_ij·(1 − V_j(E_j)). From V = 1 the rounds go down to the greatest solution,
 * from V = 0 up to the least; V must not fall when equity rises.
 * Units: one currency. Assumes: equity at the start values all claims in full. A party whose equity misses zero by less
 * than 1e-14 of its size is not short.
 * Cost: O(claims) a round.
 * Source: Barucca and others (2020), Network valuation in financial systems, Mathematical Finance 30(4), Theorem 3.2.
 * Verified by: contagion.test.ts (the clearing vector; linear DebtRank; a dense twin; order of the two ends).
 */
export function neva(
  network: ExposureNetwork,
  parties: ValuedParties,
  valuation: Valuation,
  end: 'greatest' | 'least' = 'greatest',
): NetworkValue {
  const { partyCount, equity: equityAtStart, start, creditor, amount } = network;
  const value = new Float64Array(partyCount).fill(end === 'greatest' ? 1 : 0);
  const failedRound = new Int32Array(partyCount).fill(-1);
  const equity = new Float64Array(partyCount);
  const size = sizes(network, parties);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let party = 0; party < partyCount; party++) equity[party] = equityAtStart[party]! - parties.shock[party]!;
    for (let debtor = 0; debtor < partyCount; debtor++) {
      const lost = 1 - value[debtor]!;
      if (lost === 0) continue;
      for (let k = start[debtor]!; k < start[debtor + 1]!; k++) {
        equity[creditor[k]!] = equity[creditor[k]!]! - amount[k]! * lost;
      }
    }
    let largest = 0;
    for (let party = 0; party < partyCount; party++) {
      if (Math.abs(equity[party]!) <= 1e-14 * size[party]!) equity[party] = 0;
      if (equity[party]! < 0 && failedRound[party] === -1) failedRound[party] = round;
      const worth = valuation({
        equity: equity[party]!,
        equityAtStart: equityAtStart[party]!,
        owed: parties.owed[party]!,
        outsideAssets: Math.max(0, parties.outsideAssets[party]! - parties.shock[party]!),
        volatility: parties.volatility[party]!,
      });
      largest = Math.max(largest, Math.abs(worth - value[party]!));
      value[party] = worth;
    }
    if (largest <= AT_REST) return { equity, value, failedRound, rounds: round, hasConverged: true };
  }
  return { equity, value, failedRound, rounds: MOST_ROUNDS, hasConverged: false };
}

/** What each party's equity is the difference of: the yardstick of rounding. */
function sizes({ partyCount, equity, start, creditor, amount }: ExposureNetwork, parties: ValuedParties): Float64Array {
  const size = new Float64Array(partyCount);
  for (let party = 0; party < partyCount; party++) {
    size[party] = Math.abs(equity[party]!) + parties.owed[party]! + Math.abs(parties.shock[party]!);
    for (let k = start[party]!; k < start[party + 1]!; k++) {
      size[creditor[k]!] = size[creditor[k]!]! + amount[k]!;
    }
  }
  return size;
}
