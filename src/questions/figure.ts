import { isUncertain, medianOf, quantileOf } from '../base/distribution.ts';
import { exp, log } from '../base/elementary.ts';
import { type Quantity, statementAt } from '../base/quantity.ts';

/** A figure of the book with its uncertainty: median, and the 5th and 95th percentile. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const ZERO: Figure = { value: 0, low: 0, high: 0 };

/** A figure that is known for certain. */
export function exactly(value: number): Figure {
  return { value, low: value, high: value };
}

/** What was known of a quantity on a day: median, 5th and 95th percentile; null where nothing was. */
export function figureOf(q: Quantity | undefined, asOf: string): Figure | null {
  const statement = q === undefined ? null : statementAt(q, asOf);
  if (statement === null) return null;
  const d = statement.distribution;
  if (!isUncertain(d)) return exactly(medianOf(d));
  return { value: medianOf(d), low: quantileOf(d, 0.05), high: quantileOf(d, 0.95) };
}

/**
 * A figure computed from independent ones by `compute`, in the field's words: the error propagates.
 *
 * Definition: each input is moved to its 5th and 95th percentile alone; the deviations of the result add in squares,
 * on the logarithms where all are positive, else on the values, upwards and downwards apart.
 * Assumes: the inputs are independent. Exact for products of lognormal inputs and for sums of normal ones, else a
 * good approximation.
 * Source: the propagation of errors of C. F. Gauss (1823).
 * Verified by: figure.test.ts (closed forms; simulation).
 */
export function combine(inputs: readonly Figure[], compute: (values: readonly number[]) => number): Figure {
  const central = inputs.map((f) => f.value);
  const value = compute(central);
  if (inputs.every((f) => f.low === f.high)) return exactly(value);
  const moved: number[][] = inputs.map((f, i) => {
    const at = (x: number): number => compute(central.map((c, k) => (k === i ? x : c)));
    return [at(f.low), at(f.high)];
  });
  const isPositive = value > 0 && moved.flat().every((x) => x > 0);
  const scale = isPositive ? log : (x: number): number => x;
  const centre = scale(value);
  let up = 0;
  let down = 0;
  for (const ends of moved) {
    const [a, b] = ends.map((x) => scale(x) - centre) as [number, number];
    up += Math.max(0, a, b) * Math.max(0, a, b);
    down += Math.min(0, a, b) * Math.min(0, a, b);
  }
  const low = centre - Math.sqrt(down);
  const high = centre + Math.sqrt(up);
  return isPositive ? { value, low: exp(low), high: exp(high) } : { value, low, high };
}

/** Sum of independent figures: medians add, deviations add in squares, upwards and downwards apart. */
export function sum(figures: readonly Figure[]): Figure {
  let value = 0;
  let up = 0;
  let down = 0;
  for (const f of figures) {
    value += f.value;
    up += (f.high - f.value) * (f.high - f.value);
    down += (f.value - f.low) * (f.value - f.low);
  }
  return { value, low: value - Math.sqrt(down), high: value + Math.sqrt(up) };
}

export function times(figure: Figure, factor: number): Figure {
  const [a, b] = [figure.low * factor, figure.high * factor];
  return { value: figure.value * factor, low: Math.min(a, b), high: Math.max(a, b) };
}

/** The 5–95 % range as an answer carries it: null where the figure is certain. */
export function intervalOf(figure: Figure): [number, number] | null {
  return figure.low === figure.high ? null : [figure.low, figure.high];
}
