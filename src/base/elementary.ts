// Kernel, exempt from the length rules: coefficients and the five functions that share them; never split for a count.
/**
 * Exponential, logarithm and power with the same bits on every machine.
 *
 * JavaScript leaves the last bit of Math.exp and its kin to the host; only + - * / and sqrt are exact everywhere.
 * These functions use nothing else, so a run in Node and one in a browser agree byte for byte.
 *
 * Source: Sun Microsystems' fdlibm 5.3 (e_exp, e_log, s_expm1, s_log1p, e_pow): argument reductions and minimax
 * coefficients. Where fdlibm clears the low word of a double, Math.fround makes the split here.
 * Verified by: elementary.test.ts, against exact BigInt arithmetic (error at most 1 ulp) and special values.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LN2 = LN2_HIGH + LN2_LOW;
const INVERSE_LN2 = 1 / LN2;
const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019411;

/** Exact powers of two from 2^-1074 to 2^1023, by repeated doubling and halving; 2^k stands at k + 1074. */
function powersOfTwo(): Float64Array {
  const table = new Float64Array(2098);
  for (let k = 0, value = 1; k <= 1023; k++, value *= 2) table[k + 1074] = value;
  for (let k = -1, value = 0.5; k >= -1074; k--, value /= 2) table[k + 1074] = value;
  return table;
}
const POWER_OF_TWO = powersOfTwo();

const doubleView = new Float64Array(1);
const wordView = new Int32Array(doubleView.buffer);
doubleView[0] = 1;
const HIGH_WORD = wordView[1] === 0 ? 0 : 1;

/** value × 2^exponent for a value between 1/2 and 4, rounded once, through underflow and overflow. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  if (exponent >= -1021 && exponent <= 1023) return value * POWER_OF_TWO[exponent + 1074]!;
  if (exponent > 1023) return exponent > 1024 ? Number.POSITIVE_INFINITY : value * 2 * POWER_OF_TWO[1023 + 1074]!;
  return exponent < -1080 ? 0 : value * POWER_OF_TWO[exponent + 200 + 1074]! * POWER_OF_TWO[-200 + 1074]!;
}

/** e^x, within 1 ulp. */
export function exp(x: number): number {
  if (!(x < EXP_OVERFLOW)) return x === EXP_OVERFLOW ? Number.MAX_VALUE : x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.floor(INVERSE_LN2 * x + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k | 0);
}

/** The series R of log(1+f) = f − f²/2 + s(f²/2 + R), s = f/(2+f). */
function logRemainder(s: number): number {
  const z = s * s;
  const w = z * z;
  return (
    w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373)) +
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  );
}

/** Natural logarithm, within 1 ulp; −Infinity at 0, NaN below. */
export function log(x: number): number {
  let scaled = x;
  let k = 0;
  doubleView[0] = x;
  let word = wordView[HIGH_WORD]!;
  if (word < 0x00100000 || word >= 0x7ff00000) {
    if (x === 0) return Number.NEGATIVE_INFINITY;
    if (!(x > 0)) return Number.NaN;
    if (word >= 0x7ff00000) return x;
    scaled = x * 18014398509481984;
    k = -54;
    doubleView[0] = scaled;
    word = wordView[HIGH_WORD]!;
  }
  // Reduce to f = x/2^k − 1 with 1 + f in [√½, √2); scaling by a table of powers spares a store-to-load stall.
  const exponent = ((word + (0x3ff00000 - 0x3fe6a09e)) >> 20) - 0x3ff;
  k += exponent;
  const f =
    exponent === 1024 ? scaled * 0.5 * POWER_OF_TWO[1074 - 1023]! - 1 : scaled * POWER_OF_TWO[1074 - exponent]! - 1;
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  return s * (halfSquare + logRemainder(s)) + k * LN2_LOW - halfSquare + f + k * LN2_HIGH;
}

/** log(1 + x) without loss for small x, within 1 ulp. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (Math.abs(x) < 1.1102230246251565e-16) return x;
  let k = 0;
  let correction = 0;
  let f = x;
  if (x < -0.2928932188134524 || x > 0.41421356237309503) {
    const u = 1 + x;
    doubleView[0] = u;
    k = ((wordView[HIGH_WORD]! + (0x3ff00000 - 0x3fe6a09e)) >> 20) - 0x3ff;
    if (k < 54) correction = (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
    f = k === 1024 ? u * 0.5 * POWER_OF_TWO[1074 - 1023]! - 1 : u * POWER_OF_TWO[1074 - k]! - 1;
  }
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  return s * (halfSquare + logRemainder(s)) + (k * LN2_LOW + correction) - halfSquare + f + k * LN2_HIGH;
}

/** e^x − 1 without loss for small x, within 1 ulp. */
export function expm1(x: number): number {
  if (!(x < EXP_OVERFLOW)) return x === EXP_OVERFLOW ? Number.MAX_VALUE : x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < -38.816242) return -1;
  if (Math.abs(x) < 5.551115123125783e-17) return x;
  const isReduced = Math.abs(x) > 0.34657359027997264;
  const k = isReduced ? Math.floor(INVERSE_LN2 * x + 0.5) : 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = high - r - low;
  const half = 0.5 * r;
  const square = r * half;
  const r1 =
    1 +
    square *
      (-0.03333333333333313 +
        square *
          (0.0015873015872548146 +
            square * (-0.0000793650757867488 + square * (0.000004008217827329362 + square * -2.0109921818362437e-7))));
  const t = 3 - r1 * half;
  let e = square * ((r1 - t) / (6 - r * t));
  if (k === 0) return r - (r * e - square);
  e = r * (e - c) - c - square;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k < 0 || k > 56) return scaleByPowerOfTwo(r - e + 1, k) - 1;
  const inverse = POWER_OF_TWO[1074 - k]!;
  const power = POWER_OF_TWO[1074 + k]!;
  return k < 20 ? (r - e + (1 - inverse)) * power : (r - (e + inverse) + 1) * power;
}

const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;
const LOG2_1_5_HIGH = 0.5849624872207642;
const LOG2_1_5_LOW = 1.350039202129749e-8;
const LN2_FLOAT = 0.6931471824645996;
const LN2_FLOAT_REST = -1.904654299957768e-9;

/** x^y for a positive finite x and a finite y of modest size: 2^(y·log2 x) with log2 x carried in two doubles. */
function positivePower(x: number, y: number): number {
  let scaled = x;
  let exponent = 0;
  doubleView[0] = x;
  let word = wordView[HIGH_WORD]!;
  if (word < 0x00100000) {
    scaled = x * 9007199254740992;
    exponent = -53;
    doubleView[0] = scaled;
    word = wordView[HIGH_WORD]!;
  }
  const mantissaWord = word & 0x000fffff;
  let step = (word >> 20) - 0x3ff;
  // Base 1 or 1.5, whichever is nearer to the mantissa; above √3 the mantissa is halved.
  const isNearOnePointFive = mantissaWord > 0x3988e && mantissaWord < 0xbb67a;
  if (mantissaWord >= 0xbb67a) step += 1;
  exponent += step;
  const a = step === 1024 ? scaled * 0.5 * POWER_OF_TWO[1074 - 1023]! : scaled * POWER_OF_TWO[1074 - step]!;
  const base = isNearOnePointFive ? 1.5 : 1;
  // s = (a − base)/(a + base) in two parts.
  const u = a - base;
  const v = 1 / (a + base);
  const s = u * v;
  const sHigh = Math.fround(s);
  const tHigh = Math.fround(a + base);
  const tLow = a - (tHigh - base);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  let s2 = s * s;
  let r =
    s2 *
    s2 *
    (0.5999999999999946 +
      s2 *
        (0.4285714285785502 +
          s2 *
            (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))));
  r += sLow * (sHigh + s);
  s2 = sHigh * sHigh;
  const seriesHigh = Math.fround(3 + s2 + r);
  const seriesLow = r - (seriesHigh - 3 - s2);
  const productHigh = sHigh * seriesHigh;
  const productLow = sLow * seriesHigh + seriesLow * s;
  const pHigh = Math.fround(productHigh + productLow);
  const pLow = productLow - (pHigh - productHigh);
  const zHigh = CP_HIGH * pHigh;
  const zLow = CP_LOW * pHigh + pLow * CP + (isNearOnePointFive ? LOG2_1_5_LOW : 0);
  const shift = isNearOnePointFive ? LOG2_1_5_HIGH : 0;
  const logHigh = Math.fround(zHigh + zLow + shift + exponent);
  const logLow = zLow - (logHigh - exponent - shift - zHigh);
  // y·log2 x in two parts, then 2 to it.
  const yHigh = Math.fround(y);
  const low = (y - yHigh) * logHigh + y * logLow;
  let high = yHigh * logHigh;
  const z = low + high;
  if (z >= 1025) return Number.POSITIVE_INFINITY;
  if (z < -1080) return 0;
  const k = Math.floor(z + 0.5);
  high -= k;
  const fractionHigh = Math.fround(low + high);
  const main = fractionHigh * LN2_FLOAT;
  const rest = (low - (fractionHigh - high)) * LN2 + fractionHigh * LN2_FLOAT_REST;
  const w = main + rest;
  const lost = rest - (w - main);
  const t = w * w;
  const c =
    w -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  return scaleByPowerOfTwo(1 - ((w * c) / (c - 2) - (lost + w * lost) - w), k);
}

/** x^y, within 1 ulp; special cases as IEEE 754 pow, save that pow(±1, ±Infinity) is NaN as in JavaScript. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (x > 0 && x < Number.POSITIVE_INFINITY && y > -2147483648 && y < 2147483648) return positivePower(x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  const isInteger = Math.floor(y) === y && Math.abs(y) < Number.POSITIVE_INFINITY;
  const isOdd = isInteger && Math.abs(y) <= 9007199254740991 && Math.abs(y) - 2 * Math.floor(Math.abs(y) / 2) === 1;
  const isNegative = x < 0 || (x === 0 && 1 / x < 0);
  const sign = isNegative && isOdd ? -1 : 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY)
    return (size === 0) === y > 0 ? sign * 0 : sign * Number.POSITIVE_INFINITY;
  if (x < 0 && !isInteger && Math.abs(y) < Number.POSITIVE_INFINITY) return Number.NaN;
  if (size === 1) return Math.abs(y) === Number.POSITIVE_INFINITY ? Number.NaN : sign;
  if (Math.abs(y) >= 2147483648) return sign * exp(y * log(size));
  return sign * positivePower(size, y);
}
