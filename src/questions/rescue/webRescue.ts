import { type ClearedRescue, clearedRescue } from '../../mechanisms/rescue/clearedRescue.ts';
import { clearingInput, type PlainNetwork } from '../contagion/plainNetwork.ts';
import { type Shock, shockAmounts } from '../contagion/shocks.ts';
import type { PlainRescueQuestion } from './plainRescue.ts';

/** What is asked of a web: who fails, what is recovered of a defaulter, and what is lost before. */
export interface WebRescueAsked {
  readonly party: number;
  readonly alpha: number;
  readonly beta: number;
  readonly shocks: readonly Shock[];
}

/**
 * The need of a party of a web and what its failure costs the others, by clearing in both branches (clearedRescue.ts).
 *
 * Definition: who fails is as the shocks leave it; liquid is what a partner has outside the web. Partners are all who lose.
 * Units: money of the tables. Assumes: `plainNetwork` found no fault, and no holdings are told.
 * Verified by: plainRescue.test.ts, test/cli/rescue.test.ts (Rogers and Veraart's example from files).
 */
export function webRescue(network: PlainNetwork, { party, alpha, beta, shocks }: WebRescueAsked): PlainRescueQuestion {
  const before = network.outsideAssets ?? new Float64Array(network.ids.length);
  const lost = shockAmounts(shocks, before);
  const assets = before.map((e, i) => e - lost[i]!);
  const options = { outsideAssetsRecovered: alpha, receiptsRecovered: beta };
  const found = clearedRescue(clearingInput(network, assets), party, options);
  const { need, fails, carried, losses } = found;
  const failing = (test: (j: number) => boolean): string[] => network.ids.filter((_, j) => j !== party && test(j));
  const sum = (values: Float64Array): number => values.reduce((all, x) => all + x, 0);
  return {
    need,
    party: network.ids[party]!,
    partners: network.ids.flatMap((id, j) =>
      losses[j]! > 0
        ? [
            {
              party: id,
              loss: losses[j]!,
              liquid: assets[j]!,
              wealth: { rescued: carried.equity[j]!, fails: fails.equity[j]! },
            },
          ]
        : [],
    ),
    web: {
      alpha,
      beta,
      fail_too: failing((j) => fails.isDefaulting[j] === 1 && carried.isDefaulting[j] === 0),
      fail_anyway: failing((j) => carried.isDefaulting[j] === 1),
      loss_outside: Math.max(0, paidOutside(network, found.carried) - paidOutside(network, found.fails)),
      default_costs_saved: sum(fails.defaultCost) - sum(carried.defaultCost),
      solutions: found.hasConverged ? (found.isUnique ? 'one' : 'several') : 'none',
    },
  };
}

function paidOutside({ outside, ids }: PlainNetwork, { recovery }: ClearedRescue['fails']): number {
  const classes = recovery.length / ids.length;
  let paid = 0;
  for (let row = 0; row < outside.amount.length; row++) {
    const seniority = outside.seniority?.[row] ?? 1;
    paid += outside.amount[row]! * recovery[outside.debtor[row]! * classes + seniority - 1]!;
  }
  return paid;
}
