/** The one way in which figures are printed, the same in every locale: `$1.41T`, `16 %`, `−$4.2B`, `under 0.03 %`. */

import { printCount } from '../base/printCount.ts';

export { printCount };

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };
const SUFFIXES = ['', 'K', 'M', 'B', 'T'] as const;
const MINUS = '\u2212';

/** Stands where there is no figure. */
export const NO_FIGURE = '–';

/** How exactly a figure is known. */
export interface Precision {
  /** Standard error, in the unit of the figure: no digit is printed that it does not support. */
  readonly standardError?: number | undefined;
  /** Digits that count, where no standard error is known (default 3). */
  readonly digits?: number;
}

/** Power of ten of the leading digit: 3 for 4,200; −2 for 0.03. */
function magnitude(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** Places behind the decimal point that are worth printing, for a figure and its error in the same unit. */
function placesOf(value: number, precision: Precision): number {
  const { standardError, digits = 3 } = precision;
  const supported =
    standardError === undefined || !(standardError > 0) ? Number.POSITIVE_INFINITY : -magnitude(standardError);
  const wanted = digits - 1 - magnitude(value);
  return Math.max(0, Math.min(supported, wanted, 20));
}

/** Digits of a figure of at least 1 that no error limits: rounded to so many that count, zeros filling up. */
function plainDigits(value: number, precision: Precision): string {
  if (value === 0) return '0';
  const { standardError, digits = 3 } = precision;
  const counted =
    standardError === undefined || !(standardError > 0)
      ? digits
      : Math.max(1, Math.min(digits, magnitude(value) - magnitude(standardError) + 1));
  const rounded = Number(value.toPrecision(Math.min(100, counted)));
  return rounded.toFixed(placesOf(rounded, precision));
}

function signed(value: number, text: string): string {
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A sum of money, such as `$1.41T`, `$22.4B`, `−$4.20B`. */
export function printMoney(value: number | null, currency: string, precision: Precision = {}): string {
  if (value === null) return NO_FIGURE;
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  const size = Math.abs(value);
  if (size === 0) return `${symbol}0`;
  let group = Math.max(0, Math.min(4, Math.floor(magnitude(Number(size.toPrecision(precision.digits ?? 3))) / 3)));
  if (size < 1) group = 0;
  const unit = Number(`1e${3 * group}`);
  const { standardError } = precision;
  const scaled =
    standardError === undefined ? precision : { ...precision, standardError: Math.abs(standardError) / unit };
  return signed(value, `${symbol}${plainDigits(size / unit, scaled)}${SUFFIXES[group]}`);
}

/** A central value with its 5–95 % range: `$300B`, or `$300B ($250B to $350B)`. */
export function printMoneyRange(
  value: number | null,
  interval: readonly [number, number] | null,
  currency: string,
): string {
  if (value === null || interval === null) return printMoney(value, currency);
  const [low, high] = interval;
  return `${printMoney(value, currency)} (${printMoney(low, currency)} to ${printMoney(high, currency)})`;
}

/** A share or a rate in percent: `16 %`, `4.5 %`; two digits that count under 10 %, whole numbers above. */
export function printPercent(fraction: number | null, precision: Precision = {}): string {
  if (fraction === null) return NO_FIGURE;
  const size = Math.abs(fraction) * 100;
  if (size === 0) return '0 %';
  const { standardError } = precision;
  const digits = precision.digits ?? (size >= 99.5 ? 3 : 2);
  const scaled = standardError === undefined ? { digits } : { digits, standardError: Math.abs(standardError) * 100 };
  return signed(fraction, `${plainDigits(size, scaled)} %`);
}

/**
 * A probability counted on so many paths: never `0 %`, but `under 0.03 %` where it was seen on none of 10,000.
 *
 * Definition: with no case among n, the upper 95 % bound is 3/n (the rule of three).
 */
export function printProbability(probability: number | null, paths: number): string {
  if (probability === null) return NO_FIGURE;
  const bound = 3 / paths;
  if (probability <= 0) return `under ${printPercent(Math.min(1, bound), { digits: 1 })}`;
  if (probability >= 1) return `over ${printPercent(Math.max(0, 1 - bound), { digits: 4 })}`;
  return printPercent(probability, { standardError: Math.sqrt((probability * (1 - probability)) / paths) });
}

/** A plain number with so many digits that count: `3.55`, `10`, `0.45`. */
export function printNumber(value: number | null, precision: Precision = {}): string {
  if (value === null) return NO_FIGURE;
  const size = Math.abs(value);
  return size === 0 ? '0' : signed(value, plainDigits(size, precision));
}

/** How many times one figure holds another: `3.4×`. */
export function printFactor(numerator: number, denominator: number): string {
  if (!(denominator > 0)) return NO_FIGURE;
  return `${printNumber(numerator / denominator, { digits: 2 })}×`;
}

/** A count with its noun: `1 deal`, `49 deals`. */
export function printCountOf(count: number, one: string, many: string): string {
  return `${printCount(count)} ${count === 1 ? one : many}`;
}
