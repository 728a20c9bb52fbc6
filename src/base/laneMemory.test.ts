import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type LaneMemory, type LaneSums, laneMemory } from './laneMemory.ts';

const WIDTH = 24;
const COLUMNS = 5;

/** Doubles as their bits, so that −0 and 0 or two NaN differ where they differ. */
const bitsOf = (values: Float64Array): BigInt64Array => new BigInt64Array(values.slice().buffer);

function filled(memory: LaneMemory, values: readonly number[]): LaneMemory {
  memory.data.set(values);
  return memory;
}

const operations: readonly ((sums: LaneSums, column: (c: number) => number, lanes: number) => unknown)[] = [
  (sums, column, lanes) => sums.add(column(0), column(1), lanes),
  (sums, column, lanes) => sums.subtract(column(0), column(1), lanes),
  (sums, column, lanes) => sums.move(column(0), column(1), column(2), lanes),
  (sums, column, lanes) => sums.move(column(0), column(0), column(2), lanes),
  (sums, column, lanes) => sums.tally(column(0), column(1), column(2), column(3), lanes),
  (sums, column, lanes) => sums.hasOtherThanZero(column(4), lanes),
];

test('machine code and script sum to the same bits, over whole rounds and other numbers of lanes, from any lane', () => {
  const values = fc.array(fc.double({ noNaN: true }), { minLength: WIDTH * COLUMNS, maxLength: WIDTH * COLUMNS });
  fc.assert(
    fc.property(values, fc.nat(8), fc.nat(16), fc.nat(operations.length - 1), (numbers, from, lanes, which) => {
      const machine = filled(laneMemory(WIDTH * COLUMNS, 'compiled'), numbers);
      expect(machine.data.buffer.byteLength).toBe(65536);
      const script = filled(laneMemory(WIDTH * COLUMNS, 'script'), numbers);
      const column = (c: number): number => c * WIDTH + from;
      const operation = operations[which]!;
      expect(operation(machine.sums, column, lanes)).toBe(operation(script.sums, column, lanes));
      expect(bitsOf(machine.data)).toEqual(bitsOf(script.data));
    }),
    { numRuns: 300 },
  );
});

test('what is moved leaves one column, enters the other and counts in the gross sum, on the lanes asked for only', () => {
  for (const engine of ['compiled', 'script'] as const) {
    const { data, sums } = laneMemory(4 * 16, engine);
    data.fill(3, 32, 48);
    sums.tally(0, 16, 32, 48, 8);
    sums.tally(0, 16, 32, 48, 8);
    expect([data[0], data[7], data[8]]).toEqual([-6, -6, 0]);
    expect([data[16], data[23], data[24]]).toEqual([6, 6, 0]);
    expect([data[48], data[55], data[56]]).toEqual([6, 6, 0]);
  }
});

test('a column of zeros has nothing in it; one number on any lane, or NaN, is something', () => {
  for (const engine of ['compiled', 'script'] as const) {
    const { data, sums } = laneMemory(64, engine);
    data[3] = -0;
    expect(sums.hasOtherThanZero(0, 32)).toBe(false);
    for (const lane of [0, 7, 8, 31]) {
      for (const value of [5e-324, Number.NaN]) {
        data[lane] = value;
        expect(sums.hasOtherThanZero(0, 32)).toBe(true);
        data[lane] = 0;
      }
    }
  }
});

test('a large memory is summed all the same where a page forbids compiling', () => {
  vi.stubGlobal('WebAssembly', undefined);
  const { data, sums } = laneMemory(30_000);
  vi.unstubAllGlobals();
  data[256] = 2;
  sums.add(0, 256, 256);
  expect(data[0]).toBe(2);
});
