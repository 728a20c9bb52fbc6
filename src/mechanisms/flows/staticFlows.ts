import type { TimedFlows } from './timedFlows.ts';

/** One payment of a single period. */
export interface StaticPayment {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly purpose: 'purchase' | 'finance' | 'service';
}

/**
 * Payments of one period as tracing reads them: what comes in and is not paid out is kept, what is paid and did not come
 * in is drawn from cash.
 *
 * Definition: T_i = max(outside in + receipts, payments); closing cash = T_i − payments.
 * Units: one currency throughout.
 * Verified by: flows.test.ts.
 */
export function staticFlows(
  parties: number,
  payments: readonly StaticPayment[],
  outsideIn: ArrayLike<number>,
): TimedFlows {
  const cash = Float64Array.from({ length: parties }, (_, i) => outsideIn[i]);
  const outflow = new Float64Array(parties);
  for (const { from, to, amount } of payments) {
    outflow[from] += amount;
    cash[to] += amount;
  }
  for (let i = 0; i < parties; i++) cash[i] = Math.max(0, cash[i] - outflow[i]);
  return {
    parties,
    periods: 1,
    payer: Int32Array.from(payments, (p) => p.from),
    payee: Int32Array.from(payments, (p) => p.to),
    isPurchase: Uint8Array.from(payments, (p) => (p.purpose === 'purchase' ? 1 : 0)),
    sponsor: Int32Array.from(payments, (p) => (p.purpose === 'finance' ? p.from : -1)),
    amount: Float64Array.from(payments, (p) => p.amount),
    cash,
    outflow,
  };
}
