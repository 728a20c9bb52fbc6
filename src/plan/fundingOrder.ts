import type { PaymentRow } from './plan.ts';

/** Whether a payment puts money into its payee: tranches of equity, draws of loans, shares bought through channels. */
export function isInvestment(row: PaymentRow): boolean {
  if (row.purpose !== 'finance') return false;
  return row.role === 'payment' || row.role === 'draw' || row.role.startsWith('channel:');
}

/**
 * Parties in the order in which they raise money: investors before those they fund (definitions D3).
 *
 * Definition: of the parties whose investors have all had their turn, the first of the book comes next; where money runs in
 * circles and nobody is free, the first of those left.
 * Units: places in the list of parties. Cost: parties² + investments.
 * Verified by: src/plan/fundingOrder.test.ts.
 */
export function fundingOrder(
  parties: number,
  investments: readonly { readonly investor: number; readonly funded: number }[],
): Int32Array {
  const waitsFor = Array.from({ length: parties }, () => new Set<number>());
  for (const { investor, funded } of investments) {
    if (investor >= 0 && funded >= 0 && investor !== funded) waitsFor[funded].add(investor);
  }
  const left = new Set(waitsFor.keys());
  const order: number[] = [];
  while (left.size > 0) {
    let next = -1;
    for (const party of left) {
      if (next < 0) next = party;
      if (waitsFor[party].size > 0) continue;
      next = party;
      break;
    }
    left.delete(next);
    order.push(next);
    for (const party of left) waitsFor[party].delete(next);
  }
  return Int32Array.from(order);
}
