import { commonDivisor } from './exactRatio.ts';

/** Sums of two numbers below this are exact in a double. */
const LARGEST = 4_503_599_627_370_496n;

/** Numbers without a common divisor, just below 2⁵², whose product exceeds 2^bits. */
export function coprimeModuli(bits: number): number[] {
  const moduli: bigint[] = [];
  const count = Math.floor(bits / 51) + 1;
  for (let candidate = LARGEST; moduli.length < count; candidate -= 1n) {
    if (moduli.every((m) => commonDivisor(m, candidate) === 1n)) moduli.push(candidate);
  }
  return moduli.map(Number);
}

/**
 * The whole number, not negative and below the product of the moduli, that leaves these remainders.
 *
 * Source: the Chinese remainder theorem in mixed radix form, Garner (1959), The residue number system.
 */
export function fromRemainders(remainders: readonly number[], moduli: readonly number[]): bigint {
  let value = 0n;
  let product = 1n;
  for (const [i, m] of moduli.entries()) {
    const modulus = BigInt(m);
    const missing = modulo(BigInt(remainders[i]!) - value, modulus);
    value += product * modulo(missing * inverseOf(modulo(product, modulus), modulus), modulus);
    product *= modulus;
  }
  return value;
}

function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** By Euclid's algorithm; the two have no common divisor. */
function inverseOf(value: bigint, modulus: bigint): bigint {
  let [a, b] = [value, modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return modulo(x, modulus);
}
