/**
 * Payments among parties over periods, as tracing reads them.
 *
 * Definition: payment k goes from payer[k] to payee[k] (−1: outside) with amount[k·periods + q] in period q. What flows
 * through party i in period q is its closing cash plus all that it pays, outside payments included.
 * Units: one currency throughout.
 */
export interface TimedFlows {
  readonly parties: number;
  readonly periods: number;
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  /** 1 where goods or services are paid for. */
  readonly isPurchase: Uint8Array;
  /** The party whose finance the money is; −1 where it is nobody's. */
  readonly sponsor: Int32Array;
  readonly amount: Float64Array;
  /** Closing cash of party i in period q at i·periods + q. */
  readonly cash: Float64Array;
  /** All that party i pays in period q, to the web and outside, at i·periods + q. */
  readonly outflow: Float64Array;
}

/** What flows through party i in period q: closing cash and all payments, at least what came in from the web and from before. */
export function throughput(flows: TimedFlows): Float64Array {
  const { parties, periods, payee, amount, cash, outflow } = flows;
  const into = new Float64Array(parties * periods);
  for (let k = 0; k < payee.length; k++) {
    if (payee[k] < 0) continue;
    for (let q = 0; q < periods; q++) into[payee[k] * periods + q] += amount[k * periods + q];
  }
  for (let i = 0; i < parties; i++) {
    for (let q = 0; q < periods; q++) {
      const at = i * periods + q;
      const before = q === 0 ? 0 : Math.max(0, cash[at - 1]);
      into[at] = Math.max(into[at] + before, outflow[at] + Math.max(0, cash[at]));
    }
  }
  return into;
}
