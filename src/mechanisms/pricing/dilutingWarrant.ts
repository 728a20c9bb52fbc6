import { blackScholes, type EuropeanOption } from './blackScholes.ts';

/** A right to new shares that the company itself gives: shares before it, and shares that it adds. */
export interface WarrantIssue extends EuropeanOption {
  readonly shares: number;
  readonly warrants: number;
}

/** Value of one warrant, what the issue costs the owners, and the share price once it is known. */
export interface WarrantValue {
  readonly plain_call: number;
  readonly warrant: number;
  readonly cost: number;
  readonly price_after: number;
}

/**
 * A warrant given away that the share price does not yet know of.
 *
 * Definition: W = n/(n + m)·C(S), cost = m·W, price once announced = S − cost/n.
 * Units: money a share; cost in money. Assumes: nothing is paid for the warrant; exercise at expiry.
 * Source: Hull (2018), Options, Futures, and Other Derivatives, section 15.10, example 15.7.
 * Verified by: pricing.test.ts (Hull's four figures, no dilution gives the call).
 */
export function announcedWarrant(issue: WarrantIssue): WarrantValue {
  const call = blackScholes(issue, 'call');
  const warrant = (call * issue.shares) / (issue.shares + issue.warrants);
  const cost = warrant * issue.warrants;
  return { plain_call: call, warrant, cost, price_after: issue.spot - cost / issue.shares };
}

/**
 * A warrant that stands beside shares whose price already knows of it: the firm is worth n·S + m·W.
 *
 * Definition: the fixed point of W = n/(n + m)·C(S + (m/n)·W), by bisection on [0, S].
 * Units: money a share. Assumes: the volatility is that of S + (m/n)·W; exercise at expiry.
 * Cost: about sixty calls.
 * Source: Galai and Schneller (1978); Lauterbach and Schultz (1990), eq. 2. Verified by: pricing.test.ts (a published value, the equation itself).
 */
export function standingWarrant(issue: WarrantIssue): number {
  const { shares, warrants, spot } = issue;
  const dilution = shares / (shares + warrants);
  const implied = (value: number): number =>
    dilution * blackScholes({ ...issue, spot: spot + (warrants / shares) * value }, 'call');
  let low = 0;
  let high = spot;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (implied(middle) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
