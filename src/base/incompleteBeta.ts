import { exp, log } from './elementary.ts';
import { logGamma, stirlingRemainder } from './gamma.ts';
import { normalQuantile } from './normal.ts';

const INVERSE_2PI = 0.15915494309189535;
const TINY = 1e-300;

/** Loader's deviance term a·log(a/m) + m − a, given the difference a − m, without cancellation. */
function deviance(a: number, m: number, difference: number): number {
  if (Math.abs(difference) >= 0.1 * (a + m)) return a * log(a / m) - difference;
  const ratio = difference / (a + m);
  let sum = difference * ratio;
  let term = 2 * a * ratio;
  for (let j = 3; j < 1000; j += 2) {
    term *= ratio * ratio;
    const next = sum + term / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** What the kernel x^a·y^b / B(a, b) holds besides its variables: worked out once where many are asked for. */
interface KernelConstants {
  readonly logarithm: number;
  readonly factor: number;
}

function kernelConstants(a: number, b: number): KernelConstants {
  const n = a + b;
  return {
    logarithm: stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b),
    factor: Math.sqrt((a / n) * b * INVERSE_2PI),
  };
}

/** x^a·y^b / B(a, b) with y = 1 − x, by the saddle-point form, so that large a and b keep their digits. */
function kernel(a: number, b: number, x: number, y: number, constants: KernelConstants): number {
  if (x <= 0 || y <= 0) return 0;
  const n = a + b;
  const difference = a * y - b * x;
  return exp(constants.logarithm - deviance(a, n * x, difference) - deviance(b, n * y, -difference)) * constants.factor;
}

/** x^a·y^b / B(a, b) with y = 1 − x. */
export function betaKernel(a: number, b: number, x: number, y: number): number {
  return kernel(a, b, x, y, kernelConstants(a, b));
}

/** Continued fraction of the incomplete beta function by Lentz's method; converges fast for x < (a + 1)/(a + b + 2). */
function continuedFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let h = d;
  for (let m = 1; m <= 20000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return h;
}

/** I_x(a, b), given the kernel at x. */
function lowerTail(a: number, b: number, x: number, y: number, height: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x < (a + 1) / (a + b + 2)) return (height * continuedFraction(a, b, x)) / a;
  return 1 - (height * continuedFraction(b, a, y)) / b;
}

/**
 * Regularised incomplete beta function I_x(a, b): the probability that a beta(a, b) quantity is below x.
 *
 * Source: continued fraction, DiDonato and Morris (1992); kernel in the saddle-point form of C. Loader (2000).
 * Verified by: incompleteBeta.test.ts against cephes, binomial sums and closed forms.
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN;
  return lowerTail(a, b, x, 1 - x, betaKernel(a, b, x, 1 - x));
}

/** A first guess at the quantile: Wilson–Hilferty for a, b > 1 (algorithm AS 109), else the leading power of x. */
function firstGuess(a: number, b: number, p: number): number {
  if (a > 1 && b > 1) {
    const z = -normalQuantile(p);
    const al = (z * z - 3) / 6;
    const ra = 1 / (2 * a - 1);
    const rb = 1 / (2 * b - 1);
    const h = 2 / (ra + rb);
    if (al + h > 0) {
      const w = (z * Math.sqrt(al + h)) / h - (rb - ra) * (al + 5 / 6 - 2 / (3 * h));
      return a / (a + b * exp(2 * w));
    }
  }
  return exp((log(p) + log(a) + logGamma(a) + logGamma(b) - logGamma(a + b)) / a);
}

/** The quantile for p at most one half: Newton on log I against log x, inside a bracket. */
function lowerQuantile(a: number, b: number, p: number): number {
  let low = 0;
  let high = 1;
  let x = firstGuess(a, b, p);
  if (!(x > 0)) return 0;
  if (x >= 1) x = 0.5;
  const target = log(p);
  const constants = kernelConstants(a, b);
  for (let i = 0; i < 200; i++) {
    const y = 1 - x;
    const height = kernel(a, b, x, y, constants);
    const value = lowerTail(a, b, x, y, height);
    if (value < p) low = x;
    else high = x;
    const slope = height / y;
    const step = value > 0 && slope > 0 ? ((target - log(value)) * value) / slope : Number.NaN;
    let next = x * exp(step);
    // The convergence is quadratic: after a step this small the rest is below rounding.
    if (Math.abs(step) < 1e-9) return next < 1 ? next : x;
    if (!(next > low && next < high)) next = low > 0 ? 0.5 * (low + high) : high * 0.125;
    if (high - low <= 1e-16 * high) return next;
    x = next;
  }
  return x;
}

/**
 * The x with I_x(a, b) = p: the quantile of the beta distribution.
 *
 * Source: Newton's method on logarithms, from the starting value of algorithm AS 109 (Cran, Martin, Thomas 1977).
 * Verified by: incompleteBeta.test.ts against cephes and as the inverse of `incompleteBeta`.
 */
export function incompleteBetaInverse(a: number, b: number, p: number): number {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  if (p <= 0.5) return lowerQuantile(a, b, p);
  const x = 1 - lowerQuantile(b, a, 1 - p);
  // A small x taken from 1 has lost its digits: it is found from its own side.
  return x < 0.1 ? lowerQuantile(a, b, p) : x;
}
