// Kernel: rounds and published coefficients of the draws as machine code, never split for a count.
import {
  abs,
  add,
  bitAnd,
  bitOr,
  bitXor,
  type Code,
  choose,
  divide,
  doublesOfSigned,
  doublesOfUnsigned,
  type FunctionCode,
  four,
  gather,
  get,
  I32,
  i32,
  i32Add,
  i32And,
  i32Less,
  i32Load,
  i32Shl,
  i32Shr,
  i32Store,
  i32Xor,
  intAdd,
  intShl,
  intShr,
  isAnyTrue,
  isGreater,
  load,
  longAdd,
  longBitmask,
  longShl,
  longShr,
  longSubtract,
  lowWords,
  multiply,
  negate,
  pair,
  pairOfWords,
  repeatWhile,
  scatter,
  set,
  smaller,
  squareRoot,
  store,
  subtract,
  upperHalf,
  V128,
  webAssemblyModule,
  when,
  zeroToThree,
} from './webAssembly.ts';

/** Lanes that one call draws at most. */
export const MODULE_LANES = 256;
/** Byte addresses in the module's memory. */
export const UNIFORMS_AT = 0;
export const NORMALS_AT = 8 * (MODULE_LANES + 16);
const TAILS_AT = 2 * NORMALS_AT;

const CENTRAL_NUMERATOR = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const CENTRAL_DENOMINATOR = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const TAIL_NUMERATOR = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const TAIL_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const FAR_NUMERATOR = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FAR_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LOG_EVEN = [0.15313837699209373, 0.22222198432149784, 0.3999999999940942];
const LOG_ODD = [0.14798198605116586, 0.1818357216161805, 0.2857142874366239, 0.6666666666666735];
const WIDEST_CENTRAL = 0.425;

/**
 * The uniform and normal draws of `random.ts` as a WebAssembly module: the same operations on each lane in the same
 * order, hence the same bits, on many lanes abreast.
 *
 * Exports `uniforms(k0, k1, first, counter1, lanes)`, which leaves the draws at `UNIFORMS_AT` of the exported memory, and
 * `normals(lanes)`, which leaves their normal quantiles at `NORMALS_AT`. Lanes are rounded up to sixteen.
 */
export function drawsModule(): Uint8Array<ArrayBuffer> {
  return webAssemblyModule([uniformsCode(), normalsCode()], 1);
}

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Chains of dependent operations that go on side by side, so that the processor need not wait for any of them. */
const CIPHERS = [0, 1, 2, 3];
const PAIRS = [0, 1, 2, 3];

/** The local of `normals` that holds a coefficient. */
const CONSTANT = 7;

/** The same statement for every chain, one after the other. */
const each = (chains: readonly number[], statement: (chain: number) => Code): Code => chains.map(statement);

/** Polynomials of several variables by Horner's rule, highest coefficient first, into the locals `sums`. */
function horner(sums: readonly number[], variables: readonly number[], coefficients: readonly number[]): Code {
  const [leading = 0, ...others] = coefficients;
  return [
    set(CONSTANT, pair(leading)),
    sums.map((sum) => set(sum, get(CONSTANT))),
    others.map((c) => [
      set(CONSTANT, pair(c)),
      sums.map((sum, chain) => set(sum, add(multiply(get(sum), get(variables[chain]!)), get(CONSTANT)))),
    ]),
  ];
}

function uniformsCode(): FunctionCode {
  const [k0, k1, first, counter1, lanes] = [0, 1, 2, 3, 4];
  const [address, k2, end] = [5, 6, 7];
  const [counter, secondSum] = [8, 9];
  const keys = [10, 11, 12];
  const sumKeys = [13, 14, 15, 16, 17];
  const a = CIPHERS.map((chain) => 18 + 2 * chain);
  const b = CIPHERS.map((chain) => 19 + 2 * chain);
  const rotated = (value: Code, bits: number): Code => bitOr(intShl(value, i32(bits)), intShr(value, i32(32 - bits)));
  const round = (bits: number): Code => [
    each(CIPHERS, (c) => set(a[c]!, intAdd(get(a[c]!), get(b[c]!)))),
    each(CIPHERS, (c) => set(b[c]!, bitXor(rotated(get(b[c]!), bits), get(a[c]!)))),
  ];
  const rounds = [0, 1, 2, 3, 4].map((group) => [
    ROTATIONS[group % 2]!.map(round),
    each(CIPHERS, (c) => set(a[c]!, intAdd(get(a[c]!), get(keys[(group + 1) % 3]!)))),
    each(CIPHERS, (c) => set(b[c]!, intAdd(get(b[c]!), get(sumKeys[group]!)))),
  ]);
  /** ((high >>> 6)·2^26 + (low >>> 6) + ½)·2^-52. */
  const uniform = (high: Code, low: Code): Code =>
    multiply(
      add(add(multiply(doublesOfUnsigned(high), pair(67108864)), doublesOfUnsigned(low)), pair(0.5)),
      pair(2.220446049250313e-16),
    );
  const body = [
    set(k2, i32Xor(i32Xor(i32(0x1bd11bda), get(k0)), get(k1))),
    ...[k0, k1, k2].map((key, index) => set(keys[index]!, four(get(key)))),
    ...sumKeys.map((sum, group) => set(sum, intAdd(get(keys[(group + 2) % 3]!), four(i32(group + 1))))),
    set(counter, intAdd(four(i32Add(get(first), get(k0))), zeroToThree)),
    set(secondSum, four(i32Add(get(counter1), get(k1)))),
    set(end, i32Shl(get(lanes), i32(3))),
    repeatWhile(
      i32Less(get(address), get(end)),
      each(CIPHERS, (c) => set(a[c]!, intAdd(get(counter), four(i32(4 * c))))),
      each(CIPHERS, (c) => set(b[c]!, get(secondSum))),
      rounds,
      each(CIPHERS, (c) => [
        set(a[c]!, intShr(get(a[c]!), i32(6))),
        set(b[c]!, intShr(get(b[c]!), i32(6))),
        store(get(address), uniform(get(a[c]!), get(b[c]!)), UNIFORMS_AT + 32 * c),
        store(get(address), uniform(upperHalf(get(a[c]!)), upperHalf(get(b[c]!))), UNIFORMS_AT + 32 * c + 16),
      ]),
      set(counter, intAdd(get(counter), four(i32(4 * CIPHERS.length)))),
      set(address, i32Add(get(address), i32(32 * CIPHERS.length))),
    ),
  ];
  const locals = [I32, I32, I32, ...Array<number>(10 + 2 * CIPHERS.length).fill(V128)];
  return { name: 'uniforms', parameters: [I32, I32, I32, I32, I32], locals, body };
}

/** All lanes as if in the middle, noting which are not; then the tails by that list, two at a time. */
function normalsCode(): FunctionCode {
  const lanes = 0;
  const [address, end, listed, tails, mask, other] = [1, 2, 3, 4, 5, 6];
  const [q, r, u, value, k, s, halfSquare, f, below] = [8, 9, 10, 11, 12, 13, 14, 15, 16];
  const qs = PAIRS.map((p) => 17 + 3 * p);
  const rs = PAIRS.map((p) => 18 + 3 * p);
  const sums = PAIRS.map((p) => 19 + 3 * p);
  const note = (lane: number, bit: Code): Code => [
    i32Store(get(tails), i32Add(get(address), i32(8 * lane))),
    set(tails, i32Add(get(tails), i32Shl(bit, i32(2)))),
  ];
  const central = [
    each(PAIRS, (p) => set(qs[p]!, subtract(load(get(address), UNIFORMS_AT + 16 * p), pair(0.5)))),
    each(PAIRS, (p) => set(rs[p]!, subtract(pair(0.180625), multiply(get(qs[p]!), get(qs[p]!))))),
    each(PAIRS, (p) => [
      set(mask, longBitmask(isGreater(abs(get(qs[p]!)), pair(WIDEST_CENTRAL)))),
      note(2 * p, i32And(get(mask), i32(1))),
      note(2 * p + 1, i32Shr(get(mask), i32(1))),
    ]),
    horner(sums, rs, CENTRAL_NUMERATOR),
    each(PAIRS, (p) => set(qs[p]!, multiply(get(qs[p]!), get(sums[p]!)))),
    horner(sums, rs, CENTRAL_DENOMINATOR),
    each(PAIRS, (p) => store(get(address), divide(get(qs[p]!), get(sums[p]!)), NORMALS_AT + 16 * p)),
  ];
  const tail = [
    set(address, i32Load(get(listed))),
    set(other, i32Load(get(listed), 4)),
    set(u, gather(get(address), get(other), UNIFORMS_AT)),
    set(q, subtract(get(u), pair(0.5))),
    set(u, smaller(get(u), subtract(pair(1), get(u)))),
    // log u: the exponent k that brings f = u/2^k − 1 into [√½ − 1, √2 − 1), then the series.
    set(k, longShr(longAdd(get(u), pairOfWords(0x3ff00000 - 0x3fe6a09e, 0)), i32(52))),
    set(k, longSubtract(get(k), pairOfWords(0, 1023))),
    set(f, subtract(multiply(get(u), longShl(longSubtract(pairOfWords(0, 1023), get(k)), i32(52))), pair(1))),
    set(k, doublesOfSigned(lowWords(get(k)))),
    set(halfSquare, multiply(multiply(pair(0.5), get(f)), get(f))),
    set(s, divide(get(f), add(pair(2), get(f)))),
    set(r, multiply(get(s), get(s))),
    set(u, multiply(get(r), get(r))),
    horner([value], [u], LOG_EVEN),
    horner([below], [u], LOG_ODD),
    set(value, add(multiply(get(u), get(value)), multiply(get(r), get(below)))),
    set(value, multiply(get(s), add(get(halfSquare), get(value)))),
    set(value, subtract(add(get(value), multiply(get(k), pair(LN2_LOW))), get(halfSquare))),
    set(value, add(add(get(value), get(f)), multiply(get(k), pair(LN2_HIGH)))),
    set(s, squareRoot(negate(get(value)))),
    set(r, subtract(get(s), pair(1.6))),
    horner([value], [r], TAIL_NUMERATOR),
    horner([below], [r], TAIL_DENOMINATOR),
    set(value, divide(get(value), get(below))),
    when(
      isAnyTrue(isGreater(get(s), pair(5))),
      set(r, subtract(get(s), pair(5))),
      horner([u], [r], FAR_NUMERATOR),
      horner([below], [r], FAR_DENOMINATOR),
      set(value, choose(divide(get(u), get(below)), get(value), isGreater(get(s), pair(5)))),
    ),
    set(value, bitXor(get(value), bitAnd(get(q), pair(-0)))),
    scatter(0, get(address), get(value), NORMALS_AT),
    scatter(1, get(other), get(value), NORMALS_AT),
  ];
  const body = [
    set(end, i32Shl(get(lanes), i32(3))),
    set(tails, i32(TAILS_AT)),
    repeatWhile(
      i32Less(get(address), get(end)),
      ...central,
      set(address, i32Add(get(address), i32(16 * PAIRS.length))),
    ),
    // An odd list ends with a lane that nobody asked for.
    i32Store(get(tails), get(address)),
    scatter(0, get(address), pair(0.01), UNIFORMS_AT),
    set(listed, i32(TAILS_AT)),
    when(
      i32Less(get(listed), get(tails)),
      repeatWhile(i32Less(get(listed), get(tails)), ...tail, set(listed, i32Add(get(listed), i32(8)))),
    ),
  ];
  const locals = [...Array<number>(6).fill(I32), ...Array<number>(10 + 3 * PAIRS.length).fill(V128)];
  return { name: 'normals', parameters: [I32], locals, body };
}
