import type { TimedFlows } from './timedFlows.ts';

/** Money that its giver tied to a use: held by a party, fed by some payments, spent first on others. */
export interface Earmark {
  readonly holder: number;
  /** Payments that feed it. */
  readonly feeds: readonly number[];
  /** Payments of the holder that it must be spent on. */
  readonly uses: readonly number[];
}

/**
 * The same flows with each earmarked fund as a purse of its own, so that its money can go nowhere else.
 *
 * Definition: purse_q = purse_{q−1} + fed_q − spent_q, spent_q = min(purse_{q−1} + fed_q, Σ uses_q), shared over the uses
 * in proportion; a purse holds no more than its holder's cash, what exceeds it having been spent otherwise. A purse is a
 * further party behind the others, in the order of the earmarks; its part of a use is a further payment behind the others.
 * Assumes: tied money is spent before free money.
 * Cost: O(payments · periods).
 * Verified by: flows.test.ts.
 */
export function separateEarmarks(flows: TimedFlows, earmarks: readonly Earmark[]): TimedFlows {
  if (earmarks.length === 0) return flows;
  const { periods } = flows;
  const splits = earmarks.flatMap((e) => e.uses.map((k) => ({ k, ...e })));
  const payments = flows.payer.length;
  const parties = flows.parties + earmarks.length;
  const payer = grownIndices(flows.payer, splits.length);
  const payee = grownIndices(flows.payee, splits.length);
  const sponsor = grownIndices(flows.sponsor, splits.length);
  const isPurchase = new Uint8Array(payments + splits.length);
  isPurchase.set(flows.isPurchase);
  const amount = grown(flows.amount, splits.length * periods);
  const cash = grown(flows.cash, earmarks.length * periods);
  const outflow = grown(flows.outflow, earmarks.length * periods);
  let next = payments;
  for (const [e, { holder, feeds, uses }] of earmarks.entries()) {
    const purse = flows.parties + e;
    const first = next;
    for (const k of feeds) payee[k] = purse;
    for (const k of uses) {
      payer[next] = purse;
      payee[next] = payee[k];
      sponsor[next] = sponsor[k];
      isPurchase[next] = isPurchase[k];
      next += 1;
    }
    let held = 0;
    for (let q = 0; q < periods; q++) {
      for (const k of feeds) held += amount[k * periods + q];
      let used = 0;
      for (const k of uses) used += amount[k * periods + q];
      const spent = Math.min(held, used);
      for (const [u, k] of uses.entries()) {
        const part = used > 0 ? (amount[k * periods + q] / used) * spent : 0;
        amount[k * periods + q] -= part;
        amount[(first + u) * periods + q] = part;
      }
      held -= spent;
      const kept = Math.min(held, Math.max(0, cash[holder * periods + q]));
      // What the holder no longer has it spent on something else: the purse paid it out, untraced.
      outflow[purse * periods + q] = spent + (held - kept);
      outflow[holder * periods + q] = Math.max(0, outflow[holder * periods + q] - spent - (held - kept));
      held = kept;
      cash[purse * periods + q] = kept;
      cash[holder * periods + q] -= kept;
    }
  }
  return { parties, periods, payer, payee, isPurchase, sponsor, amount, cash, outflow };
}

function grown(values: Float64Array, by: number): Float64Array {
  const longer = new Float64Array(values.length + by);
  longer.set(values);
  return longer;
}

function grownIndices(values: Int32Array, by: number): Int32Array {
  const longer = new Int32Array(values.length + by);
  longer.set(values);
  return longer;
}
