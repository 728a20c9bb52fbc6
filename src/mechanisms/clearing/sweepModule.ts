// kernel: the machine code of one sweep, written instruction by instruction because that is all this file is.
/**
 * The sweep of `oneClassSweep.ts` as a WebAssembly module: the same operations in the same order, hence the same bits.
 *
 * Why: the choice between payment in full and estate depends on data; compiled from script it is a branch that is guessed
 * wrong every other time and stalls the loads behind it. Here it is a selection without a branch, and indices are byte
 * offsets, which makes a claim cost about a third.
 *
 * Exports `sweep(rows, rowStart, debtor, amount, outside, shift, rate, threshold, assets) → largest change`; all but `rows`
 * are byte addresses in the imported memory `web.memory`, and recovery fractions start at address 0.
 */
export function sweepModule(): Uint8Array {
  const I32 = 0x7f;
  const F64 = 0x7c;
  const parameters = [I32, I32, I32, I32, I32, I32, I32, I32, I32];
  const locals = [2, ...[3, I32], ...[5, F64]];
  const body = [...locals, ...sweepBody()];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, parameters.length, ...parameters, 1, F64]),
    ...section(2, [1, ...name('web'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('sweep'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

const VOID = 0x40;
const block = (...code: number[]): number[] => [0x02, VOID, ...code, 0x0b];
const loop = (...code: number[]): number[] => [0x03, VOID, ...code, 0x0b];
const when = (...code: number[]): number[] => [0x04, VOID, ...code, 0x0b];
const again = [0x0c, 0];
const leaveIf = [0x0d, 1];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const integer = (value: number): number[] => [0x41, ...signed(value)];
const double = (value: number): number[] => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
const loadInteger = (offset: number): number[] => [0x28, 2, offset];
const loadDouble = (offset: number): number[] => [0x2b, 3, offset];
const storeDouble = [0x39, 3, 0];
const isLess = [0x48];
const isAtLeast = [0x4e];
const plus = [0x6a];
const shiftLeft = [0x74];
const add = [0xa0];
const subtract = [0xa1];
const multiply = [0xa2];
const absolute = [0x99];
const splat = [0xfd, 0x14];
const firstLane = [0xfd, 0x21, 0];
const select = [0xfd, 0x52];
const isAtLeastDouble = [0xfd, 0x4c];
const larger = [0xfd, 0xf7, 0x01];
const step = (local: number, bytes: number): number[] => [...get(local), ...integer(bytes), ...plus, ...set(local)];

function sweepBody(): number[] {
  const [rows, rowStart, debtor, amount, outside, shift, rate, threshold, assets] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [recovery, rowsEnd, debtorEnd] = [9, 10, 11];
  const [even, odd, paid, largest, has] = [12, 13, 14, 15, 16];
  /** accumulator += amount · recovery of the debtor, for the claim `position` claims ahead. */
  const addClaim = (accumulator: number, position: number): number[] => [
    ...[...get(accumulator), ...get(amount), ...loadDouble(8 * position)],
    ...[...get(debtor), ...loadInteger(4 * position), ...loadDouble(0), ...multiply, ...add, ...set(accumulator)],
  ];
  return [
    ...[...get(rowStart), ...get(rows), ...integer(2), ...shiftLeft, ...plus, ...set(rowsEnd)],
    ...block(
      ...loop(
        ...[...get(rowStart), ...get(rowsEnd), ...isAtLeast, ...leaveIf],
        ...[...get(outside), ...loadDouble(0), ...set(even), ...double(0), ...set(odd)],
        // Claims lie one after the other, so the end of a row is as many claims on as the row is long.
        ...[...get(debtor), ...get(rowStart), ...loadInteger(4), ...get(rowStart), ...loadInteger(0), 0x6b],
        ...[...integer(2), ...shiftLeft, ...plus, ...set(debtorEnd)],
        ...block(
          ...loop(
            ...[...get(debtor), ...integer(12), ...plus, ...get(debtorEnd), ...isAtLeast, ...leaveIf],
            ...[...addClaim(even, 0), ...addClaim(odd, 1), ...addClaim(even, 2), ...addClaim(odd, 3)],
            ...[...step(debtor, 16), ...step(amount, 32)],
            ...again,
          ),
        ),
        ...[...get(debtor), ...integer(4), ...plus, ...get(debtorEnd), ...isLess],
        ...when(...addClaim(even, 0), ...addClaim(odd, 1), ...step(debtor, 8), ...step(amount, 16)),
        ...[...get(debtor), ...get(debtorEnd), ...isLess],
        ...when(...addClaim(even, 0), ...step(debtor, 4), ...step(amount, 8)),
        ...[...get(even), ...get(odd), ...add, ...set(has)],
        ...[...get(assets), ...get(has), ...storeDouble],
        // paid fraction = assets ≥ threshold ? 1 : shift + rate · assets
        ...[...double(1), ...splat],
        ...[
          ...get(shift),
          ...loadDouble(0),
          ...get(rate),
          ...loadDouble(0),
          ...get(has),
          ...multiply,
          ...add,
          ...splat,
        ],
        ...[...get(has), ...splat, ...get(threshold), ...loadDouble(0), ...splat, ...isAtLeastDouble],
        ...[...select, ...firstLane, ...set(paid)],
        ...[...get(largest), ...splat, ...get(paid), ...get(recovery), ...loadDouble(0), ...subtract, ...absolute],
        ...[...splat, ...larger, ...firstLane, ...set(largest)],
        ...[...get(recovery), ...get(paid), ...storeDouble],
        ...[...step(recovery, 8), ...step(rate, 8), ...step(outside, 8), ...step(shift, 8)],
        ...[...step(threshold, 8), ...step(assets, 8), ...step(rowStart, 4)],
        ...again,
      ),
    ),
    ...[...get(largest), 0x0b],
  ];
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): number[] {
  return [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
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
