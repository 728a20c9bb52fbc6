// Kernel, exempt from the length rules: published coefficients written out as Horner forms, never split for a count.
import { exp, log } from './elementary.ts';

const INVERSE_SQRT_2PI = 0.3989422804014327;

/**
 * e^(−x²/2) to full relative accuracy: x² is taken apart so that its rounding error is not magnified in the tail.
 */
function gaussianKernel(x: number): number {
  const high = Math.fround(x);
  const rest = 0.5 * (x - high) * (x + high);
  return (
    exp(-0.5 * high * high) *
    (1 - rest * (1 - rest * (0.5 - rest * (0.16666666666666666 - rest * 0.041666666666666664))))
  );
}

/** Standard normal density. */
export function normalDensity(x: number): number {
  return x > 39 || x < -39 ? 0 : INVERSE_SQRT_2PI * gaussianKernel(x);
}

/** The tail P(Z > y) for y at least 0.67448975. */
function upperTail(y: number): number {
  if (y > 38.5) return 0;
  if (y <= 5.656854249492381) {
    const numerator =
      (((((((1.0765576773720192e-8 * y + 0.39894151208813466) * y + 8.883149794388377) * y + 93.50665613217785) * y +
        597.2702763948002) *
        y +
        2494.5375852903726) *
        y +
        6848.190450536283) *
        y +
        11602.65143764735) *
        y +
      9842.714838383978;
    const denominator =
      (((((((y + 22.266688044328117) * y + 235.387901782625) * y + 1519.3775994075547) * y + 6485.558298266761) * y +
        18615.571640885097) *
        y +
        34900.95272114598) *
        y +
        38912.00328609327) *
        y +
      19685.429676859992;
    return (gaussianKernel(y) * numerator) / denominator;
  }
  const square = 1 / (y * y);
  const numerator =
    ((((0.023073441764940174 * square + 0.215898534057957) * square + 0.12740116116024736) * square +
      0.022235277870649807) *
      square +
      0.0014216191932278934) *
      square +
    0.000029112874951168793;
  const denominator =
    ((((square + 1.284260096144911) * square + 0.4682382124808651) * square + 0.06598813786892856) * square +
      0.0037823963320275824) *
      square +
    0.00007297515550839662;
  return (gaussianKernel(y) / y) * (INVERSE_SQRT_2PI - (square * numerator) / denominator);
}

/**
 * Standard normal distribution function N(x), relative error below 1e-13 down to the smallest double.
 *
 * Source: W. J. Cody (1969), "Rational Chebyshev approximations for the error function", in the arrangement of
 * Cody (1993), algorithm 715 (ANORM).
 * Verified by: normal.test.ts against cephes and 30-digit values.
 */
export function normalCdf(x: number): number {
  if (x > 0.67448975) return 1 - upperTail(x);
  if (x < -0.67448975) return upperTail(-x);
  const square = x * x;
  const numerator =
    (((0.06568233791820745 * square + 2.2352520354606837) * square + 161.02823106855587) * square +
      1067.6894854603709) *
      square +
    18154.98125334356;
  const denominator =
    (((square + 47.202581904688245) * square + 976.0985517377767) * square + 10260.932208618979) * square +
    45507.78933502673;
  return 0.5 + (x * numerator) / denominator;
}

/** Quantile in the tails, q = √(−ln min(p, 1 − p)). */
function tailQuantile(q: number): number {
  if (q <= 5) {
    const r = q - 1.6;
    return (
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1)
    );
  }
  const r = q - 5;
  return (
    (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
}

/**
 * Standard normal quantile N⁻¹(p), relative error about 1e-16; −Infinity at 0, Infinity at 1, NaN outside.
 *
 * Source: M. J. Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37, 477–484.
 * Verified by: normal.test.ts against cephes; N⁻¹(1e-10) = −6.361340902404056.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number.NaN;
  const value = tailQuantile(Math.sqrt(-log(tail)));
  return q < 0 ? -value : value;
}
