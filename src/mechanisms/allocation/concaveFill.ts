import { log } from '../../base/elementary.ts';

/** A way to use capacity: x units bring v·x, or with a level α they bring v·log(1 + x/α); up to its cap. */
export interface ConcaveUse {
  readonly value: number;
  /** α; null where each unit brings the same. */
  readonly level: number | null;
  /** The most that it takes; may be infinite. */
  readonly cap: number;
}

/** The best split of a capacity over such uses. */
export interface ConcaveSplit {
  readonly given: Float64Array;
  readonly value: number;
  /** λ: what one more unit would bring, the derivative of the optimum from above. */
  readonly shadowPrice: number;
  /** What the last unit brought, the derivative from below; null where nothing is given. */
  readonly lastUnit: number | null;
}

/**
 * The best split of a capacity over uses with linear and with logarithmic returns.
 *
 * Definition: max Σ f_u(x_u) with Σ x_u ≤ K, 0 ≤ x_u ≤ cap_u. At the optimum every use has what it wants at one price λ: all of
 * its cap where v > λ, nothing where v < λ, and v/λ − α within 0 and its cap (water-filling). What is wanted at λ falls in λ,
 * bends only where a use enters or is full, and is solved in closed form between two bends.
 * Units: capacity; what v is in, per unit; λ alike.
 * Assumes: v ≥ 0, α > 0, finite K ≥ 0. Uses with equal v fill in the order given.
 * Cost: (number of uses)².
 * Source: S. Boyd, L. Vandenberghe (2004), Convex Optimization, example 5.2; G. B. Dantzig (1957), Operations Research 5(2).
 * Verified by: concaveFill.test.ts (published examples, bisection, conditions of optimality).
 */
export function concaveFill(uses: readonly ConcaveUse[], capacity: number): ConcaveSplit {
  const price = clearingPrice(uses, capacity);
  const given = Float64Array.from(uses, (use) => wantedAbove(use, price));
  let left = capacity;
  for (const x of given) left -= x;
  uses.forEach((use, u) => {
    if (use.level !== null || use.value !== price || price <= 0) return;
    given[u] = Math.min(use.cap, Math.max(0, left));
    left -= given[u]!;
  });
  let shadowPrice = 0;
  let lastUnit: number | null = null;
  let value = 0;
  uses.forEach((use, u) => {
    const x = given[u]!;
    const next = marginal(use, x);
    value += broughtBy(use, x);
    if (x < use.cap) shadowPrice = Math.max(shadowPrice, next);
    if (x > 0) lastUnit = Math.min(lastUnit ?? Number.POSITIVE_INFINITY, next);
  });
  return { given, value, shadowPrice, lastUnit };
}

/** What x units of a use bring. */
export function broughtBy({ value, level }: ConcaveUse, x: number): number {
  return level === null ? value * x : value * log(1 + x / level);
}

/** How much the uses want whose units bring at least so much. */
export function wantedAt(uses: readonly ConcaveUse[], price: number): number {
  return uses.reduce(
    (sum, use) => sum + (use.level === null && use.value === price ? use.cap : wantedAbove(use, price)),
    0,
  );
}

/** How much a use wants whose units bring more than the price; all that it can take at a price of nothing. */
export function wantedAbove({ value, level, cap }: ConcaveUse, price: number): number {
  if (value <= 0) return 0;
  if (level === null) return value > price ? cap : 0;
  return price <= 0 ? cap : Math.min(cap, Math.max(0, value / price - level));
}

function marginal({ value, level }: ConcaveUse, x: number): number {
  return level === null ? value : value / (level + x);
}

/** The highest price at which all of the capacity is wanted; 0 where it never is. */
function clearingPrice(uses: readonly ConcaveUse[], capacity: number): number {
  const bends = uses.flatMap(({ value, level, cap }) =>
    value <= 0
      ? []
      : level === null
        ? [value]
        : [value / level, ...(cap < Number.POSITIVE_INFINITY ? [value / (level + cap)] : [])],
  );
  const prices = [...new Set(bends)].sort((a, b) => b - a);
  const above = (price: number): number => uses.reduce((sum, use) => sum + wantedAbove(use, price), 0);
  for (const price of prices) {
    if (wantedAt(uses, price) < capacity) continue;
    return above(price) <= capacity ? price : between(uses, price, prices, capacity);
  }
  return above(0) > capacity ? between(uses, 0, prices, capacity) : 0;
}

/** The price between one bend and the next higher one at which just the capacity is wanted: there only v/λ − α moves. */
function between(uses: readonly ConcaveUse[], low: number, prices: readonly number[], capacity: number): number {
  const high = prices.filter((price) => price > low).at(-1) ?? Number.POSITIVE_INFINITY;
  let weight = 0;
  let rest = capacity;
  for (const { value, level, cap } of uses) {
    if (value <= 0) continue;
    if (level === null) rest -= value >= high ? cap : 0;
    else if (value / (level + cap) >= high) rest -= cap;
    else if (value / level >= high) {
      weight += value;
      rest += level;
    }
  }
  return weight / rest;
}
