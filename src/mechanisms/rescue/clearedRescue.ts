import { type ClearingOptions, clear } from '../clearing/clear.ts';
import type { ClearingVector } from '../clearing/clearingVector.ts';
import { type ObligationNetworkInput, obligationNetwork } from '../clearing/obligationNetwork.ts';

/** A web in which one party fails, and in which outsiders put in what it lacks. */
export interface ClearedRescue {
  /** What has to be put into the party so that it pays all it owes; 0 where it does so by itself. */
  readonly need: number;
  readonly fails: ClearingVector;
  /** With the need put in from outside. */
  readonly carried: ClearingVector;
  /** What each is worth if the party is carried, before contributing, less what it is worth if it fails. */
  readonly losses: Float64Array;
  /** Whether each branch has one clearing vector; where it has several the greatest is taken. */
  readonly isUnique: boolean;
  readonly hasConverged: boolean;
}

/** A loss smaller than this part of what the partner is worth is rounding. */
const ROUNDING = 1e-12;

/**
 * What the failure of one party costs the others by clearing, against the least that outsiders would have to put in.
 *
 * Definition: with the party paying in full, others clear by the greatest vector, and the need is its dues less its outside
 * assets and what it then receives; lossⱼ = equity of j with the need put in − equity of j without.
 * Units: money. Assumes: nobody holds shares of anybody (a stake in the party would grow with what is put in).
 * Law: Σ losses + what creditors outside the web lose = need + costs of default saved; so without such costs Σ losses ≤ need.
 * Cost: two clearings. Source: Rogers and Veraart (2013), section 4.
 * Verified by: clearedRescue.test.ts (their example; need by bisection; money conserved; all coalitions paying).
 */
export function clearedRescue(
  web: Omit<ObligationNetworkInput, 'holdings'>,
  party: number,
  options: ClearingOptions = {},
): ClearedRescue {
  const assets = Float64Array.from(web.outsideAssets);
  const failing = clear(obligationNetwork(web), options);
  const fails = failing.greatest;
  if (fails.isDefaulting[party] === 0) {
    const losses = new Float64Array(assets.length);
    const { isUnique } = failing;
    return { need: 0, fails, carried: fails, losses, isUnique, hasConverged: isAtRest(failing) };
  }
  const dues = dueOf(fails, assets.length, party);
  const enough = clear(
    obligationNetwork({ ...web, outsideAssets: replaced(assets, party, assets[party]! + dues) }),
    options,
  );
  const { receipts, due } = enough.greatest;
  const owed = dueOf({ due }, assets.length, party);
  const need = Math.max(0, owed - assets[party]! - receipts[party]!);
  const carried = { ...enough.greatest };
  const [equity, netWorth] = [carried.equity.slice(), carried.netWorth.slice()];
  equity[party] = 0;
  netWorth[party] = 0;
  return {
    need,
    fails,
    carried: { ...carried, equity, netWorth },
    losses: equity.map((worth, j) => {
      const loss = worth - fails.equity[j]!;
      return j === party || loss <= ROUNDING * worth ? 0 : loss;
    }),
    isUnique: failing.isUnique && enough.isUnique,
    hasConverged: isAtRest(failing) && isAtRest(enough),
  };
}

function isAtRest({ greatest, least }: { readonly greatest: ClearingVector; readonly least: ClearingVector }): boolean {
  return greatest.hasConverged && least.hasConverged;
}

function replaced(values: Float64Array, at: number, value: number): Float64Array {
  const copy = values.slice();
  copy[at] = value;
  return copy;
}

/** All that falls due of a party, over its classes. */
function dueOf({ due }: Pick<ClearingVector, 'due'>, parties: number, party: number): number {
  const classes = due.length / parties;
  let sum = 0;
  for (let slot = party * classes; slot < (party + 1) * classes; slot++) sum += due[slot]!;
  return sum;
}
