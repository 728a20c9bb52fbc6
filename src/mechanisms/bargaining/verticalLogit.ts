import { exp } from '../../base/elementary.ts';
import { denseSolve } from '../clearing/denseSolve.ts';

/** Products that retailers sell, each bought from a wholesaler; consumers choose one of them or none by a logit. */
export interface VerticalMarket {
  /** Coefficient of the price in utility, negative. */
  readonly priceCoefficient: number;
  /** By product. */
  readonly quality: readonly number[];
  readonly retailer: readonly number[];
  readonly wholesaler: readonly number[];
  readonly retailCost: readonly number[];
  readonly wholesaleCost: readonly number[];
  /** Bargaining weight of the retailer against the wholesaler, in (0, 1). */
  readonly retailerWeight: number;
}

export interface VerticalEquilibrium {
  readonly wholesalePrice: Float64Array;
  readonly retailPrice: Float64Array;
  readonly share: Float64Array;
}

const SWEEPS = 10_000;
const AT_REST = 1e-14;

/**
 * Retail prices in Bertrand–Nash equilibrium and wholesale prices by Nash-in-Nash, set at the same time; null without rest.
 *
 * Definition: a retailer's margin is 1/(−α(1 − S_r)) on each of its products, S_r its share; if the contract of product j
 * breaks, retail prices stay and shares are split anew; Σ_{k of the wholesaler}(w_k − c_k)(s_k − s_k^{−j}) =
 * (1 − λ)/λ · Σ_{k of the retailer} margin_k (s_k − s_k^{−j}), λ the retailer's weight.
 * Units: money a unit; shares are fractions of consumers. Assumes: α < 0.
 * Cost: n³ a sweep. Source: Draganska, Klapper and Villas-Boas (2010); Sheu and Taragin (2021), section 2.
 * Verified by: verticalLogit.test.ts (published prices and shares; first-order conditions by finite differences).
 */
export function verticalLogit(market: VerticalMarket): VerticalEquilibrium | null {
  const { priceCoefficient, quality, retailCost, wholesaleCost } = market;
  const n = quality.length;
  const wholesalePrice = Float64Array.from(wholesaleCost);
  const retailPrice = Float64Array.from(retailCost, (cost, j) => cost + wholesaleCost[j]! - 1 / priceCoefficient);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const share = sharesWithout(market, retailPrice, -1);
    const margin = retailMargins(market, share);
    const next = wholesalePrices(market, retailPrice, share, margin);
    if (next === null) return null;
    let moved = 0;
    for (let j = 0; j < n; j++) {
      const price = next[j]! + retailCost[j]! + margin[j]!;
      moved = Math.max(moved, Math.abs(price - retailPrice[j]!), Math.abs(next[j]! - wholesalePrice[j]!));
      retailPrice[j] = price;
      wholesalePrice[j] = next[j]!;
    }
    if (moved < AT_REST * n) return { wholesalePrice, retailPrice, share: sharesWithout(market, retailPrice, -1) };
  }
  return null;
}

/** Shares of all products at these prices, with one of them off the shelf; −1 leaves all on it. */
function sharesWithout({ priceCoefficient, quality }: VerticalMarket, price: Float64Array, off: number): Float64Array {
  const utility = Float64Array.from(quality, (q, j) => (j === off ? 0 : exp(q + priceCoefficient * price[j]!)));
  let all = 1;
  for (const u of utility) all += u;
  return utility.map((u) => u / all);
}

function retailMargins({ priceCoefficient, retailer }: VerticalMarket, share: Float64Array): Float64Array {
  return Float64Array.from(retailer, (r) => {
    let own = 0;
    for (const [k, other] of retailer.entries()) if (other === r) own += share[k]!;
    return -1 / (priceCoefficient * (1 - own));
  });
}

/** Wholesale prices that split the gains of each contract, linear once shares and margins stand; null if not unique. */
function wholesalePrices(
  market: VerticalMarket,
  price: Float64Array,
  share: Float64Array,
  margin: Float64Array,
): Float64Array | null {
  const { retailer, wholesaler, wholesaleCost, retailerWeight } = market;
  const n = share.length;
  const matrix = new Float64Array(n * n);
  const margins = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const without = sharesWithout(market, price, j);
    for (let k = 0; k < n; k++) {
      const lost = share[k]! - without[k]!;
      if (wholesaler[k] === wholesaler[j]) matrix[j * n + k] = lost;
      if (retailer[k] === retailer[j]) margins[j]! += ((1 - retailerWeight) / retailerWeight) * margin[k]! * lost;
    }
  }
  if (!denseSolve(matrix, margins, n)) return null;
  return margins.map((m, j) => m + wholesaleCost[j]!);
}
