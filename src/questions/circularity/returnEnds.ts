import type { ProRataReturn } from '../../mechanisms/flows/proRataReturn.ts';
import { type TimedFlows, throughput } from '../../mechanisms/flows/timedFlows.ts';

/** Where some of a party's money ended, and at whom; purses count as their holders. */
export interface MoneyEnd {
  readonly how: 'returned' | 'returned otherwise' | 'paid outside' | 'kept';
  readonly party: number;
  readonly amount: number;
}

/**
 * Where a party's money ended by the last quarter of a window, mixed evenly: paid back for purchases, paid back otherwise,
 * paid to the outside world, or still held.
 *
 * Definition: Σ_q x_i,q times what i pays to each end; `kept` x_i times its cash at the end. They add up to what was financed.
 * Verified by: circularity.test.ts (they add up).
 */
export function returnEnds(
  flows: TimedFlows,
  sponsor: number,
  { share }: ProRataReturn,
  to: number,
  holderOf: (node: number) => number,
): MoneyEnd[] {
  const { parties, periods, payer, payee, isPurchase, sponsor: of, amount, cash } = flows;
  const through = throughput(flows);
  const outside = new Float64Array(parties);
  const returned = new Float64Array(parties);
  const otherwise = new Float64Array(parties);
  const kept = new Float64Array(parties);
  for (let i = 0; i < parties; i++) {
    const holder = holderOf(i);
    for (let q = 0; q <= to; q++) {
      const at = i * periods + q;
      outside[holder]! += share[at]! * (through[at]! - Math.max(0, cash[at]!));
    }
    kept[holder]! += share[i * periods + to]! * Math.max(0, cash[i * periods + to]!);
  }
  for (let k = 0; k < payer.length; k++) {
    if (payer[k]! < 0 || payer[k] === sponsor || payee[k]! < 0) continue;
    const holder = holderOf(payer[k]!);
    for (let q = 0; q <= to; q++) {
      const money = amount[k * periods + q]! * share[payer[k]! * periods + q]!;
      // What bought a new tag from the sponsor's side left the old one behind: it stays with the payer's outside payments.
      if (of[k] === sponsor) continue;
      outside[holder]! -= money;
      if (payee[k] === sponsor) (isPurchase[k] === 1 ? returned : otherwise)[holder]! += money;
    }
  }
  const ends: MoneyEnd[] = [];
  for (let i = 0; i < parties; i++) {
    ends.push({ how: 'returned', party: i, amount: returned[i]! });
    ends.push({ how: 'returned otherwise', party: i, amount: otherwise[i]! });
    ends.push({ how: 'paid outside', party: i, amount: outside[i]! });
    ends.push({ how: 'kept', party: i, amount: kept[i]! });
  }
  return ends.sort((a, b) => b.amount - a.amount);
}
