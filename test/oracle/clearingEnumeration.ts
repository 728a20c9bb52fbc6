import type { ClearingOptions } from '../../src/mechanisms/clearing/clear.ts';
import type { ObligationNetwork } from '../../src/mechanisms/clearing/obligationNetwork.ts';

/**
 * Every clearing vector of a small one-class web: for each set of defaulters the payments by Cramer-free Gauss–Jordan on
 * dense matrices, kept if exactly those parties cannot pay. Shares no code with the engine.
 */
export function clearingFixedPoints(network: ObligationNetwork, options: ClearingOptions): number[][] {
  const n = network.partyCount;
  const alpha = options.outsideAssetsRecovered ?? 1;
  const beta = options.receiptsRecovered ?? 1;
  const owes = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const owed = Array.from(network.outsideObligations);
  for (let i = 0; i < n; i++) {
    for (let k = network.claimStart[i]!; k < network.claimStart[i + 1]!; k++) {
      owes[i]![network.creditor[k]!]! += network.amount[k]!;
      owed[i]! += network.amount[k]!;
    }
  }
  const share = (from: number, to: number): number => (owed[from]! > 0 ? owes[from]![to]! / owed[from]! : 0);
  const e = network.outsideAssets;
  const points: number[][] = [];
  for (let set = 0; set < 1 << n; set++) {
    const fails = (i: number): boolean => ((set >> i) & 1) === 1;
    const system = Array.from({ length: n }, (_, i) => {
      const row = Array.from({ length: n }, (_, j) => (i === j ? 1 : 0) - (fails(i) ? beta * share(j, i) : 0));
      return [...row, fails(i) ? alpha * e[i]! : owed[i]!];
    });
    const payments = gaussJordan(system);
    if (!payments) continue;
    const clears = payments.every((_, i) => {
      let assets = e[i]!;
      for (let j = 0; j < n; j++) assets += share(j, i) * payments[j]!;
      return fails(i) ? assets < owed[i]! - 1e-12 : assets >= owed[i]! - 1e-12;
    });
    if (clears) points.push(payments);
  }
  return points;
}

function gaussJordan(system: number[][]): number[] | undefined {
  const n = system.length;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let row = column; row < n; row++) {
      if (Math.abs(system[row]![column]!) > Math.abs(system[best]![column]!)) best = row;
    }
    if (Math.abs(system[best]![column]!) < 1e-14) return undefined;
    [system[column], system[best]] = [system[best]!, system[column]!];
    const pivot = system[column]!.map((value) => value / system[column]![column]!);
    system[column] = pivot;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = system[row]![column]!;
      system[row] = system[row]!.map((value, k) => value - factor * pivot[k]!);
    }
  }
  return system.map((row) => row[n]!);
}
