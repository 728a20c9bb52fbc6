const DOUBLINGS = 200;
const HALVINGS = 100;

/**
 * The value at which a gain that rises with it reaches one; null where it does not up to `most`.
 *
 * Definition: brackets by doubling from `start`, then halves the bracket until it is as narrow as numbers allow.
 * Assumes: the gain never falls in the value, which is ≥ 0. Cost: about a hundred evaluations.
 * Source: bisection, Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
 * Verified by: feedback.test.ts (closed forms).
 */
export function criticalValue(gainAt: (value: number) => number, start: number, most: number): number | null {
  if (gainAt(0) >= 1) return 0;
  let low = 0;
  let high = Math.min(most, start > 0 ? start : 1);
  for (let k = 0; k < DOUBLINGS && gainAt(high) < 1; k++) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, 2 * high);
  }
  if (!(gainAt(high) >= 1)) return null;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (gainAt(middle) < 1) low = middle;
    else high = middle;
  }
  return high;
}
