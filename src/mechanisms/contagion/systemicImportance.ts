import { type Distress, debtRank, singleHitDebtRank } from './debtRank.ts';
import type { ExposureNetwork } from './exposureNetwork.ts';

/**
 * What a shock adds to itself: the value-weighted loss of equity that comes on top of the shock.
 *
 * Definition: R = Σ_i v_i·(h_i − h_i(0)) / Σ_i v_i, v the weights (economic value; equity where nothing else is said).
 * Source: Battiston and others (2012), eq. 4; Bardoscia and others (2015), section 3.
 */
export function additionalStress(distress: ArrayLike<number>, shock: ArrayLike<number>, weight: Float64Array): number {
  let added = 0;
  let all = 0;
  for (let party = 0; party < weight.length; party++) {
    all += weight[party]!;
    added += weight[party]! * (distress[party]! - Math.min(1, shock[party]!));
  }
  return all > 0 ? added / all : 0;
}

/** What the failure of one party alone does to the rest. */
export interface Importance {
  /** Additional stress; NaN where it was not asked for. */
  readonly stress: Float64Array;
  /** Equity that the others lose, in money; NaN where it was not asked for. */
  readonly loss: Float64Array;
}

/**
 * How much each party takes with it: the additional stress when it alone fails.
 *
 * Definition: R of the shock h_i(0) = 1, all else 0, over what parties without equity lose in any case; `asked` lists the
 * parties, all where absent.
 * Cost: one DebtRank a party.
 * Source: Battiston and others (2012); Bardoscia and others (2015).
 */
export function systemicImportance(
  network: ExposureNetwork,
  weight: Float64Array,
  form: 'linear' | 'single-hit',
  asked?: readonly number[],
): Importance {
  const { partyCount, equity } = network;
  const spread: (network: ExposureNetwork, shock: Float64Array) => Distress =
    form === 'linear' ? debtRank : singleHitDebtRank;
  const none = new Float64Array(partyCount);
  const base = equity.every((e) => e > 0) ? none : spread(network, none).distress;
  const stress = new Float64Array(partyCount).fill(Number.NaN);
  const loss = new Float64Array(partyCount).fill(Number.NaN);
  for (const party of asked ?? Array.from({ length: partyCount }, (_, i) => i)) {
    const shock = none.slice();
    shock[party] = 1;
    const { distress } = spread(network, shock);
    const before = base.slice();
    before[party] = 1;
    stress[party] = additionalStress(distress, before, weight);
    let lost = 0;
    for (let i = 0; i < partyCount; i++) lost += Math.max(0, equity[i]!) * (distress[i]! - before[i]!);
    loss[party] = lost;
  }
  return { stress, loss };
}
