// Table of the WebAssembly instructions that our kernels are written in, one name each; never split for a count.
/**
 * Machine code as expressions: each function gives the bytes of one instruction with its operands before it.
 *
 * Kernels written so are made at run time, in Node and in a browser alike, and hold only operations whose result
 * IEEE 754 fixes to the bit (no relaxed operations, no fused multiply-add).
 */

/** The bytes of an instruction after those of its operands: a tree, which is laid out once, at the end. */
export type Code = readonly (number | Code)[];

export const I32 = 0x7f;
export const V128 = 0x7b;
const VOID = 0x40;

type Instruction = (...operands: Code[]) => Code;
const instruction =
  (opcode: number): Instruction =>
  (...operands) => [...operands, opcode];
const vector = (opcode: number, ...rest: Code): Instruction => {
  const bytes = [0xfd, ...unsigned(opcode), ...rest];
  return (...operands) => [...operands, bytes];
};

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => [value, 0x21, local];

export const i32 = (value: number): Code => [0x41, signed(value)];
export const i32Add = instruction(0x6a);
export const i32Xor = instruction(0x73);
export const i32And = instruction(0x71);
export const i32Shl = instruction(0x74);
export const i32Shr = instruction(0x76);
export const i32Less = instruction(0x49);
export const i32Store = (address: Code, value: Code): Code => [address, value, 0x36, 2, 0];
export const i32Load = (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)];

/** Repeats the body while the condition holds after it; the body runs at least once. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code => [0x03, VOID, ...body, condition, 0x0d, 0, 0x0b];
/** Ends the function with this result. */
export const giveBack = (value: Code): Code => [value, 0x0f];
export const when = (condition: Code, ...body: Code[]): Code => [condition, 0x04, VOID, ...body, 0x0b];

/** Both halves the same double. */
export const pair = (value: number): Code => splat(new Uint8Array(Float64Array.of(value).buffer));
/** Both halves the same 64-bit integer, given as its high and low words. */
export const pairOfWords = (high: number, low: number): Code => {
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, low, true);
  view.setInt32(4, high, true);
  return splat(new Uint8Array(view.buffer));
};
const splat = (bytes: Uint8Array): Code => [0x44, ...bytes, 0xfd, 0x14];
/** Four times the same 32-bit integer. */
export const four = (value: Code): Code => vector(0x11)(value);
/** The 32-bit integers 0, 1, 2, 3. */
export const zeroToThree: Code = [0xfd, 0x0c, ...[0, 1, 2, 3].flatMap((i) => [i, 0, 0, 0])];

export const load = (address: Code, offset = 0): Code => vector(0x00, 3, unsigned(offset))(address);
export const store = (address: Code, value: Code, offset = 0): Code =>
  vector(0x0b, 3, unsigned(offset))(address, value);
/** Two doubles from two places. */
export const gather = (first: Code, second: Code, offset = 0): Code =>
  vector(0x57, 3, unsigned(offset), 1)(second, vector(0x5d, 3, unsigned(offset))(first));
export const scatter = (half: 0 | 1, address: Code, value: Code, offset = 0): Code =>
  vector(0x5b, 3, unsigned(offset), half)(address, value);

export const intAdd = vector(0xae);
export const intShl = vector(0xab);
export const intShr = vector(0xad);
export const bitAnd = vector(0x4e);
export const bitOr = vector(0x50);
export const bitXor = vector(0x51);
export const choose = vector(0x52);
export const isAnyTrue = vector(0x53);

export const longAdd = vector(0xce);
export const longSubtract = vector(0xd1);
export const longShl = vector(0xcb);
export const longShr = vector(0xcc);
export const longBitmask = vector(0xc4);

export const abs = vector(0xec);
export const negate = vector(0xed);
export const squareRoot = vector(0xef);
export const add = vector(0xf0);
export const subtract = vector(0xf1);
export const multiply = vector(0xf2);
export const divide = vector(0xf3);
/** The second where it is smaller (larger), else the first: one instruction, where no operand is NaN. */
export const smaller = vector(0xf6);
export const larger = vector(0xf7);
export const isGreater = vector(0x4a);
export const isUnequal = vector(0x48);
/** The lower two 32-bit integers as doubles. */
export const doublesOfSigned = vector(0xfe);
export const doublesOfUnsigned = vector(0xff);

/** The lower words of two 64-bit integers, side by side in the lower half. */
export const lowWords = (value: Code): Code => shuffleWords([0, 2, 0, 2], value);
/** The upper half in the lower. */
export const upperHalf = (value: Code): Code => shuffleWords([2, 3, 2, 3], value);
const shuffleWords = (words: readonly number[], value: Code): Code => [
  ...[value, value, 0xfd, 0x0d],
  ...words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3]),
];

/** A function of a module: parameters and locals by type, the type of its result if it has one, and its body. */
export interface FunctionCode {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly result?: number;
  readonly locals: readonly number[];
  readonly body: readonly Code[];
}

/**
 * A module that exports its functions. Its memory is of its own and exported, of so many pages of 64 KiB; or it is given,
 * as `lanes.memory`.
 */
export function webAssemblyModule(
  functions: readonly FunctionCode[],
  pages: number | 'given',
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    list(parameters),
    list(result === undefined ? [] : [result]),
  ]);
  const places = functions.map(({ name }, index) => [text(name), 0, index]);
  const bodies = functions.map(({ locals, body }) => sized([list(locals.map((type) => [1, type])), ...body, 0x0b]));
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const heads = [
    [1, sized(list(types))],
    pages === 'given' ? [2, sized([1, text('lanes'), text('memory'), 2, 0, 1])] : [],
    [3, sized(list(functions.map((_, index) => index)))],
    pages === 'given' ? [] : [5, sized([1, 0, pages])],
    [7, sized(list(pages === 'given' ? places : [[text('memory'), 2, 0], ...places]))],
  ];
  const codeSize = bodies.reduce((sum, { length }) => sum + length, unsigned(bodies.length).length);
  const parts = [laidOut([header, heads, 10, unsigned(codeSize), unsigned(bodies.length)]), ...bodies];
  const module = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    module.set(part, at);
    at += part.length;
  }
  return module;
}

/** The bytes of a tree, one after the other. */
function laidOut(code: Code, bytes: number[] = []): number[] {
  for (let i = 0; i < code.length; i++) {
    const part = code[i]!;
    if (typeof part === 'number') bytes.push(part);
    else laidOut(part, bytes);
  }
  return bytes;
}

/** Code after the number of its bytes. */
function sized(code: Code): number[] {
  const bytes = laidOut(code);
  return unsigned(bytes.length).concat(bytes);
}

function list(entries: Code): Code {
  return [unsigned(entries.length), entries];
}

function text(letters: string): Code {
  return list(Array.from(letters, (letter) => letter.charCodeAt(0)));
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}
