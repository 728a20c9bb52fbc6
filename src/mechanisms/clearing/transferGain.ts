import { type ClearingOptions, clearGreatest } from './clear.ts';
import type { ObligationNetwork } from './obligationNetwork.ts';

/** The giver's equity without and with a transfer; it gives of its own will when `gain` is positive. */
export interface TransferGain {
  readonly without: number;
  readonly with: number;
  readonly gain: number;
}

/**
 * What a party gains by handing outside assets to another before clearing.
 *
 * Definition: equity of the giver at the greatest clearing vector with e_giver − amount and e_receiver + amount, less
 * its equity without. Without default costs nobody gains by rescuing; with them a creditor may.
 * Units: money. Assumes: the giver's outside assets are at least the amount.
 * Source: Rogers and Veraart (2013), section 4.
 * Verified by: test/published/clearing.test.ts, RES.
 */
export function transferGain(
  network: ObligationNetwork,
  transfer: { readonly giver: number; readonly receiver: number; readonly amount: number },
  options: ClearingOptions = {},
): TransferGain {
  const { giver, receiver, amount } = transfer;
  const outsideAssets = network.outsideAssets.slice();
  if (!(amount >= 0 && amount <= outsideAssets[giver]!)) throw new RangeError('the giver does not have that much');
  outsideAssets[giver] = outsideAssets[giver]! - amount;
  outsideAssets[receiver] = outsideAssets[receiver]! + amount;
  const before = clearGreatest(network, options).equity[giver]!;
  const after = clearGreatest({ ...network, outsideAssets }, options).equity[giver]!;
  return { without: before, with: after, gain: after - before };
}
