import { type CoverageLayers, coverageLayers } from '../../mechanisms/funding/coverageLayers.ts';
import type { ByQuarter, PartyFlows } from './partyFlows.ts';

/** Coverage of a party path by path, with the present values that it is made of. */
export interface FundingCoverage extends CoverageLayers {
  /** 1 on a path on which it does not fail by the horizon, else 0. */
  readonly lasts: Float64Array;
  readonly values: {
    readonly operating: Float64Array;
    readonly committed: Float64Array;
    readonly debt: Float64Array;
    readonly equity: Float64Array;
    readonly due: Float64Array;
  };
}

/**
 * Coverage of what falls due, in four layers.
 *
 * Definition: coverageLayers.ts on Σ_t m_t·(flow of quarter t), up to the horizon or to the quarter of failure, that one
 * included; cash at the start counts in the first layer.
 * A path may be covered up to the failure that ends it: `lasts` tells those that go on.
 * Units: ratios. Verified by: financing.test.ts (a book by hand; layers never fall).
 */
export function fundingCoverage(flows: PartyFlows): FundingCoverage {
  const operating = presentValue(flows, flows.operating);
  for (let l = 0; l < operating.length; l++) operating[l] = operating[l]! + flows.cashAtStart[l]!;
  const values = {
    operating,
    committed: presentValue(flows, flows.committed),
    debt: presentValue(flows, flows.debtRoom),
    equity: presentValue(flows, flows.equityDemand),
    due: presentValue(flows, flows.due),
  };
  return { ...coverageLayers(values), lasts: flows.failed.map((quarter) => (quarter > 0 ? 0 : 1)), values };
}

/** Σ m_t·amount_t on each path. */
export function presentValue({ kernel, lasts }: PartyFlows, amounts: ByQuarter): Float64Array {
  const sum = new Float64Array(lasts.length);
  for (const [q, amount] of amounts.entries()) {
    const m = kernel[q]!;
    for (let l = 0; l < sum.length; l++) sum[l] = sum[l]! + m[l]! * amount[l]!;
  }
  return sum;
}
