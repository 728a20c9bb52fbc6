/** The greatest common divisor of two whole numbers. */
export function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** A ratio of whole numbers in lowest terms, such as `421/2145`, `0` or `1`. */
export function fractionText(numerator: bigint, denominator: bigint): string {
  const divisor = commonDivisor(numerator, denominator);
  const [n, d] = [numerator / divisor, denominator / divisor];
  return d === 1n ? String(n) : `${n}/${d}`;
}

/** A ratio of whole numbers of any size as a number, exact to its last digit or the one before. */
export function ratioOf(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = 62 - (bitsOf(numerator) - bitsOf(denominator));
  const quotient =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  let value = Number(quotient);
  for (let i = 0; i < shift; i++) value /= 2;
  for (let i = 0; i > shift; i--) value *= 2;
  return value;
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}
