import type { ClearingOptions } from '../../src/mechanisms/clearing/clear.ts';
import type { ObligationNetwork } from '../../src/mechanisms/clearing/obligationNetwork.ts';

/**
 * The definition of clearing iterated as it is written, all parties at once, from full payment (1) or none (0); what each
 * party pays in all. Slow and plain on purpose; shares no code with the engine.
 */
export function clearNaively(network: ObligationNetwork, options: ClearingOptions, start: 0 | 1): number[] {
  const { partyCount: n, classCount, claimStart, creditor, amount, guarantees, holdings } = network;
  const alpha = options.outsideAssetsRecovered ?? 1;
  const beta = options.receiptsRecovered ?? 1;
  const claims: { from: number; to: number; level: number; amount: number }[] = [];
  for (let from = 0; from < n; from++) {
    for (let k = claimStart[from]!; k < claimStart[from + 1]!; k++) {
      claims.push({ from, to: creditor[k]!, level: (network.seniority?.[k] ?? 1) - 1, amount: amount[k]! });
    }
  }
  const give = Array.from(guarantees?.claim ?? [], (claim, g) => ({
    by: guarantees!.guarantor[g]!,
    claim: claims[claim]!,
    cover: guarantees!.cover[g]!,
    level: guarantees!.seniority[g]! - 1,
  }));
  let rho = Array.from({ length: n }, () => new Array<number>(classCount).fill(start));
  let equity = new Array<number>(n).fill(0);
  let paid = new Array<number>(n).fill(0);
  for (let turn = 0; turn < 20_000; turn++) {
    const assets = Array.from(network.outsideAssets);
    const due = rho.map((_, i) =>
      Array.from({ length: classCount }, (_, c) => network.outsideObligations[i * classCount + c]!),
    );
    for (const claim of claims) {
      due[claim.from]![claim.level]! += claim.amount;
      if (claim.to < n) assets[claim.to]! += claim.amount * rho[claim.from]![claim.level]!;
    }
    for (const { by, claim, cover, level } of give) {
      const called = cover * claim.amount * (1 - rho[claim.from]![claim.level]!);
      due[by]![level]! += called;
      if (claim.to < n) assets[claim.to]! += called * rho[by]![level]!;
    }
    for (let h = 0; h < (holdings?.owner.length ?? 0); h++) {
      assets[holdings!.owner[h]!]! += holdings!.fraction[h]! * equity[holdings!.owned[h]!]!;
    }
    const nextRho = due.map((classes, i) => {
      const total = classes.reduce((sum, value) => sum + value, 0);
      const e = network.outsideAssets[i]!;
      let left = assets[i]! >= total * (1 - 1e-13) ? Infinity : alpha * e + beta * (assets[i]! - e);
      return classes.map((owed) => {
        const fraction = owed <= left ? 1 : left / owed;
        left = Math.max(0, left - owed);
        return fraction;
      });
    });
    const nextEquity = due.map((classes, i) =>
      Math.max(0, assets[i]! - classes.reduce((sum, value) => sum + value, 0)),
    );
    paid = due.map((classes, i) => classes.reduce((sum, owed, c) => sum + owed * nextRho[i]![c]!, 0));
    const moved =
      nextRho.some((row, i) => row.some((value, c) => value !== rho[i]![c])) ||
      nextEquity.some((v, i) => v !== equity[i]);
    rho = nextRho;
    equity = nextEquity;
    if (!moved) break;
  }
  return paid;
}
