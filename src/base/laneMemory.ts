// kernel: each sum is a loop of its own in script, because a call a lane would cost more than the lane.
import { laneModule, ROUND_LANES } from './laneModule.ts';

/** Sums over columns of lanes in one memory; a column is named by the place of its first lane. */
export interface LaneSums {
  /** target ← target + source. */
  readonly add: (target: number, source: number, lanes: number) => void;
  /** target ← target − source. */
  readonly subtract: (target: number, source: number, lanes: number) => void;
  /** giver ← giver − amount, taker ← taker + amount. */
  readonly move: (giver: number, taker: number, amount: number, lanes: number) => void;
  /** As `move`, and gross ← gross + |amount|. */
  readonly tally: (giver: number, taker: number, amount: number, gross: number, lanes: number) => void;
  /** Whether some lane is not zero. */
  readonly hasOtherThanZero: (column: number, lanes: number) => boolean;
}

export interface LaneMemory {
  readonly data: Float64Array;
  readonly sums: LaneSums;
}

/** Below this many lanes in all, making a memory costs more than it saves. */
const WORTH_COMPILING = 20_000;

/**
 * Room for so many doubles, all zero, and sums over its columns.
 *
 * `engine` says what sums: machine code where the browser or Node allows it and the memory is large, else script, with the
 * same bits. Machine code takes eight lanes a round; columns of other widths are summed by script.
 */
export function laneMemory(doubles: number, engine: 'auto' | 'compiled' | 'script' = 'auto'): LaneMemory {
  const isCompiled = engine === 'compiled' || (engine === 'auto' && doubles >= WORTH_COMPILING);
  const machine = isCompiled ? machineSums(doubles) : undefined;
  if (machine !== undefined) return machine;
  const data = new Float64Array(doubles);
  return { data, sums: scriptSums(data) };
}

let laneModuleCompiled: WebAssembly.Module | undefined;

/** Memory and machine code; undefined where a page's policy or an old browser does not let it be compiled. */
function machineSums(doubles: number): LaneMemory | undefined {
  try {
    laneModuleCompiled ??= new WebAssembly.Module(laneModule());
    const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * doubles) / 65536) });
    const data = new Float64Array(memory.buffer, 0, doubles);
    const { exports } = new WebAssembly.Instance(laneModuleCompiled, { lanes: { memory } });
    return { data, sums: dispatched(exports as unknown as MachineSums, scriptSums(data)) };
  } catch {
    return undefined;
  }
}

interface MachineSums {
  readonly add: (target: number, source: number, bytes: number) => void;
  readonly subtract: (target: number, source: number, bytes: number) => void;
  readonly move: (giver: number, taker: number, amount: number, bytes: number) => void;
  readonly tally: (giver: number, taker: number, amount: number, gross: number, bytes: number) => void;
  readonly hasOtherThanZero: (column: number, bytes: number) => number;
}

const isWhole = (lanes: number): boolean => lanes % ROUND_LANES === 0 && lanes > 0;

function dispatched(machine: MachineSums, script: LaneSums): LaneSums {
  const { add, subtract, move, tally, hasOtherThanZero } = machine;
  return {
    add: (target, source, lanes) => {
      if (isWhole(lanes)) add(8 * target, 8 * source, 8 * lanes);
      else script.add(target, source, lanes);
    },
    subtract: (target, source, lanes) => {
      if (isWhole(lanes)) subtract(8 * target, 8 * source, 8 * lanes);
      else script.subtract(target, source, lanes);
    },
    move: (giver, taker, amount, lanes) => {
      if (isWhole(lanes)) move(8 * giver, 8 * taker, 8 * amount, 8 * lanes);
      else script.move(giver, taker, amount, lanes);
    },
    tally: (giver, taker, amount, gross, lanes) => {
      if (isWhole(lanes)) tally(8 * giver, 8 * taker, 8 * amount, 8 * gross, 8 * lanes);
      else script.tally(giver, taker, amount, gross, lanes);
    },
    hasOtherThanZero: (column, lanes) =>
      isWhole(lanes) ? hasOtherThanZero(8 * column, 8 * lanes) !== 0 : script.hasOtherThanZero(column, lanes),
  };
}

function scriptSums(data: Float64Array): LaneSums {
  return {
    add: (target, source, lanes) => {
      for (let l = 0; l < lanes; l++) data[target + l] += data[source + l]!;
    },
    subtract: (target, source, lanes) => {
      for (let l = 0; l < lanes; l++) data[target + l] -= data[source + l]!;
    },
    move: (giver, taker, amount, lanes) => {
      for (let l = 0; l < lanes; l++) {
        data[giver + l] -= data[amount + l]!;
        data[taker + l] += data[amount + l]!;
      }
    },
    tally: (giver, taker, amount, gross, lanes) => {
      for (let l = 0; l < lanes; l++) {
        const moved = data[amount + l]!;
        data[giver + l] -= moved;
        data[taker + l] += moved;
        data[gross + l] += Math.abs(moved);
      }
    },
    hasOtherThanZero: (column, lanes) => {
      for (let l = 0; l < lanes; l++) if (data[column + l] !== 0) return true;
      return false;
    },
  };
}
