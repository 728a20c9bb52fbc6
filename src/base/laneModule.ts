// kernel: sums over columns of lanes as machine code, eight lanes a round.
import {
  abs,
  add,
  bitOr,
  type Code,
  type FunctionCode,
  get,
  giveBack,
  I32,
  i32,
  i32Add,
  i32Less,
  isAnyTrue,
  isUnequal,
  load,
  pair,
  repeatWhile,
  set,
  store,
  subtract,
  webAssemblyModule,
  when,
} from './webAssembly.ts';

/** Lanes that a round of a loop takes; the number of lanes must be a multiple of it. */
export const ROUND_LANES = 8;

/** The kernels of `laneMemory.ts`: the same operations on each lane in the same order, on byte addresses in a given memory. */
export function laneModule(): Uint8Array<ArrayBuffer> {
  return webAssemblyModule([sum('add', add), sum('subtract', subtract), move(), tally(), hasOtherThanZero()], 'given');
}

const PAIRS = [0, 16, 32, 48];

/** Rounds over all lanes: the first `columns` parameters are addresses, the next one the number of bytes of a column. */
function rounds(columns: number, perPair: (offset: number) => Code): Code[] {
  const [bytes, end] = [columns, columns + 1];
  const addresses = Array.from({ length: columns }, (_, column) => column);
  return [
    set(end, i32Add(get(0), get(bytes))),
    repeatWhile(
      i32Less(get(0), get(end)),
      ...PAIRS.map(perPair),
      ...addresses.map((column) => set(column, i32Add(get(column), i32(8 * ROUND_LANES)))),
    ),
  ];
}

function kernel(name: string, columns: number, perPair: (offset: number) => Code): FunctionCode {
  return {
    name,
    parameters: Array<number>(columns + 1).fill(I32),
    locals: [I32],
    body: rounds(columns, perPair),
  };
}

/** target ± source → target. */
function sum(name: string, operation: (...operands: Code[]) => Code): FunctionCode {
  return kernel(name, 2, (offset) => store(get(0), operation(load(get(0), offset), load(get(1), offset)), offset));
}

/** giver − amount → giver, then taker + amount → taker. */
function move(): FunctionCode {
  return kernel('move', 3, (offset) => [
    store(get(0), subtract(load(get(0), offset), load(get(2), offset)), offset),
    store(get(1), add(load(get(1), offset), load(get(2), offset)), offset),
  ]);
}

/** As `move`, and gross + |amount| → gross. */
function tally(): FunctionCode {
  return kernel('tally', 4, (offset) => [
    store(get(0), subtract(load(get(0), offset), load(get(2), offset)), offset),
    store(get(1), add(load(get(1), offset), load(get(2), offset)), offset),
    store(get(3), add(load(get(3), offset), abs(load(get(2), offset))), offset),
  ]);
}

function hasOtherThanZero(): FunctionCode {
  const unequal = PAIRS.map((offset) => isUnequal(load(get(0), offset), pair(0))).reduce((one, next) =>
    bitOr(one, next),
  );
  return {
    name: 'hasOtherThanZero',
    parameters: [I32, I32],
    result: I32,
    locals: [I32],
    body: [
      set(2, i32Add(get(0), get(1))),
      repeatWhile(
        i32Less(get(0), get(2)),
        when(isAnyTrue(unequal), giveBack(i32(1))),
        set(0, i32Add(get(0), i32(8 * ROUND_LANES))),
      ),
      i32(0),
    ],
  };
}
