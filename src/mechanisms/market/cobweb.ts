/** A market in which supply answers the price of the period before: demand a − b·p, supply c + d·p₋₁. */
export interface LaggedMarket {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Prices of a lagged market period by period, where it rests, and what part of a deviation is left after a period. */
export interface Cobweb {
  readonly prices: number[];
  readonly rest: number;
  /** −d/b: between −1 and 1 prices come to rest, at −1 they swing for ever, beyond they swing ever wider. */
  readonly factor: number;
}

/**
 * The price path of builders who expect today's price at delivery.
 *
 * Definition: a − b·p_t = c + d·p_{t−1}; p* = (a − c)/(b + d); p_t − p* = (−d/b)·(p_{t−1} − p*).
 * Units: price and quantity as given. Assumes: b > 0. Cost: one step a period.
 * Source: M. Ezekiel (1938), Quarterly Journal of Economics 52, 255–280.
 * Verified by: cobweb.test.ts.
 */
export function cobweb({ a, b, c, d }: LaggedMarket, first: number, periods: number): Cobweb {
  const prices: number[] = [];
  let price = first;
  for (let t = 0; t < periods; t++) {
    prices.push(price);
    price = (a - c - d * price) / b;
  }
  return { prices, rest: (a - c) / (b + d), factor: -d / b };
}
