import type { TimedFlows } from '../../src/mechanisms/flows/timedFlows.ts';
import { uniforms } from './clearingWebs.ts';

export interface FlowShape {
  readonly parties: number;
  readonly periods: number;
  readonly links: number;
  /** Outside receipts are uniform between 0 and this; payments between 0 and 1. */
  readonly outside?: number;
}

/** Random payments over periods that every party could make: what its receipts do not cover it has from outside or in cash. */
export function randomFlows({ parties, periods, links, outside = 1 }: FlowShape, seed: number): TimedFlows {
  const draw = uniforms(seed);
  const payer = Int32Array.from({ length: links }, () => Math.floor(draw() * parties));
  const payee = payer.map((a) => (a + 1 + Math.floor(draw() * (parties - 1))) % parties);
  const kind = Array.from({ length: links }, () => draw());
  const isPurchase = Uint8Array.from(kind, (x) => (x < 0.55 ? 1 : 0));
  const sponsor = payer.map((a, k) => (kind[k]! > 0.8 ? a : -1));
  const amount = Float64Array.from({ length: links * periods }, () => (draw() < 0.3 ? 0 : draw()));
  const cash = new Float64Array(parties * periods);
  const outflow = new Float64Array(parties * periods);
  for (let i = 0; i < parties; i++) {
    let held = draw() < 0.5 ? 0 : draw();
    for (let q = 0; q < periods; q++) {
      let out = draw() < 0.5 ? 0 : draw();
      held += draw() * outside;
      for (let k = 0; k < links; k++) {
        if (payer[k] === i) out += amount[k * periods + q]!;
        if (payee[k] === i) held += amount[k * periods + q]!;
      }
      outflow[i * periods + q] = out;
      held = Math.max(0, held - out);
      cash[i * periods + q] = held;
    }
  }
  return { parties, periods, payer, payee, isPurchase, sponsor, amount, cash, outflow };
}
