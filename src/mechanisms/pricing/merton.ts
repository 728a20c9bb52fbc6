import { exp, log } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';
import { blackScholes } from './blackScholes.ts';

/** A firm whose debt is one bond, seen through its shares. */
export interface ObservedFirm {
  readonly equity: number;
  readonly equity_volatility: number;
  readonly debt: number;
  readonly rate: number;
  readonly years: number;
}

/** What the shares say of the firm behind them. */
export interface ImpliedFirm {
  readonly assets: number;
  readonly asset_volatility: number;
  readonly default_probability: number;
  /** Value of the lenders' expected loss: a put on the assets at the debt. */
  readonly put: number;
}

/**
 * Assets, their volatility and the risk-neutral probability of default that the shares imply.
 *
 * Definition: E = V·N(d₁) − D·e^(−rT)·N(d₂) and σ_E·E = N(d₁)·σ_V·V, solved by bisection on σ_V in (0, σ_E] with V found by
 * bisection within; default probability N(−d₂).
 * Units: money; fractions a year. Assumes: lognormal assets, default only at the end. Cost: about 3,600 calls.
 * Source: Merton (1974); Jones, Mason and Rosenfeld (1984) for the two equations; Hull (2018), section 24.6.
 * Verified by: pricing.test.ts (Hull's example, both equations put back, parity); kernelPrices.test.ts.
 */
export function merton(firm: ObservedFirm): ImpliedFirm {
  const { equity, equity_volatility, debt, rate, years } = firm;
  const bond = debt * exp(-rate * years);
  const assetsAt = (volatility: number): number =>
    bisect(
      equity,
      equity + bond,
      (v) => blackScholes({ spot: v, strike: debt, rate, years, volatility }, 'call') - equity,
    );
  const d1 = (assets: number, volatility: number): number =>
    (log(assets / debt) + (rate + (volatility * volatility) / 2) * years) / (volatility * Math.sqrt(years));
  const volatility = bisect(0, equity_volatility, (s) => {
    const assets = assetsAt(s);
    return normalCdf(d1(assets, s)) * s * assets - equity_volatility * equity;
  });
  const assets = assetsAt(volatility);
  const distance = d1(assets, volatility) - volatility * Math.sqrt(years);
  return {
    assets,
    asset_volatility: volatility,
    default_probability: normalCdf(-distance),
    put: blackScholes({ spot: assets, strike: debt, rate, years, volatility }, 'put'),
  };
}

/** Where a function that rises through 0 between two ends does so. */
function bisect(from: number, to: number, rising: (x: number) => number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
