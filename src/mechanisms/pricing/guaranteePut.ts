import { log } from '../../base/elementary.ts';
import { blackScholes } from './blackScholes.ts';

/** A debt that is due at once, and what stands behind it. */
export interface GuaranteedDebt {
  readonly assets: number;
  readonly debt: number;
  readonly rate: number;
  readonly volatility: number;
  readonly years: number;
}

/** The guarantee beside the two halves of the balance sheet. */
export interface GuaranteeValue {
  readonly guarantee: number;
  readonly equity: number;
  readonly risky_debt: number;
  /** Yield of the debt without the guarantee, over the rate; null where the debt is worth nothing. */
  readonly spread: number | null;
}

/**
 * A full guarantee of a debt is a put on the assets at what is owed.
 *
 * Definition: guarantee = put(V, D), equity = call(V, D), risky debt = V − equity, spread = −ln(debt/D)/T − r.
 * Units: money; the spread a year. Assumes: lognormal assets, one due date, a guarantor who pays.
 * Source: Merton (1977), An analytic derivation of the cost of deposit insurance and loan guarantees.
 * Verified by: pricing.test.ts (published figures; debt + guarantee = bond without risk).
 */
export function guaranteePut({ assets, debt, rate, volatility, years }: GuaranteedDebt): GuaranteeValue {
  const option = { spot: assets, strike: debt, rate, volatility, years };
  const equity = blackScholes(option, 'call');
  const risky = assets - equity;
  return {
    guarantee: blackScholes(option, 'put'),
    equity,
    risky_debt: risky,
    spread: risky <= 0 ? null : -log(risky / debt) / years - rate,
  };
}

/**
 * A floor under the price of something that wears out, or is consumed: residual-value guarantees and backstops.
 *
 * Definition: Σ over dates t of units_t·put(S·e^(−δt), floor_t), δ what the thing loses in value a year.
 * Units: money. Assumes: lognormal price, each date's floor exercised or not on its own.
 * Source: Black (1976) for puts on commodity prices; Grenadier (1995), Valuing lease contracts, for residual values.
 * Verified by: pricing.test.ts (one date is a plain put, floors under nothing are worth nothing, simulation).
 */
export function floorPut(
  price: { readonly spot: number; readonly volatility: number; readonly rate: number; readonly wear: number },
  dates: readonly { readonly years: number; readonly floor: number; readonly units: number }[],
): number {
  let value = 0;
  for (const { years, floor, units } of dates) {
    const { spot, volatility, rate, wear } = price;
    value += units * blackScholes({ spot, strike: floor, years, rate, volatility, carry: rate - wear }, 'put');
  }
  return value;
}
