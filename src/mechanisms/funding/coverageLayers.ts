/** Sources and obligations as present values, one a path. */
export interface CoveredObligations {
  /** Net: where business costs more than it brings, the rest is an obligation. */
  readonly operating: Float64Array;
  readonly committed: Float64Array;
  /** Net of service: where it is negative, it is an obligation. */
  readonly debt: Float64Array;
  readonly equity: Float64Array;
  readonly due: Float64Array;
}

/** Coverage in four layers, one number a path; NaN where nothing is due. */
export interface CoverageLayers {
  readonly operating: Float64Array;
  readonly withCommitted: Float64Array;
  readonly withDebtRoom: Float64Array;
  readonly withEquityDemand: Float64Array;
}

/**
 * How far sources cover obligations, layer upon layer.
 *
 * Definition: c₁ = O⁺/D, c₂ = (O⁺ + C)/D, c₃ = (O⁺ + C + B⁺)/D, c₄ = (O⁺ + C + B⁺ + E)/D with D = due + O⁻ + B⁻, the
 * signs marking the positive and the negative part. Values in, ratios out. Whether a layer reaches 1 does not depend on
 * which side a negative part stands.
 * Assumes: committed money and equity demand are not negative; then c₁ ≤ c₂ ≤ c₃ ≤ c₄.
 * Cost: one pass. Source: the loan life coverage ratio, as in E. R. Yescombe (2013), Principles of Project Finance.
 * Verified by: funding.test.ts.
 */
export function coverageLayers({ operating, committed, debt, equity, due }: CoveredObligations): CoverageLayers {
  const n = due.length;
  const layers = {
    operating: new Float64Array(n),
    withCommitted: new Float64Array(n),
    withDebtRoom: new Float64Array(n),
    withEquityDemand: new Float64Array(n),
  };
  for (let l = 0; l < n; l++) {
    const owed = due[l]! + Math.max(0, -operating[l]!) + Math.max(0, -debt[l]!);
    const per = owed > 0 ? owed : Number.NaN;
    let sources = Math.max(0, operating[l]!);
    layers.operating[l] = sources / per;
    sources += committed[l]!;
    layers.withCommitted[l] = sources / per;
    sources += Math.max(0, debt[l]!);
    layers.withDebtRoom[l] = sources / per;
    sources += equity[l]!;
    layers.withEquityDemand[l] = sources / per;
  }
  return layers;
}
