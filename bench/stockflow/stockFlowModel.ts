/**
 * A stock-flow consistent economy of four stocks and eight flows, written as the engine writes its phases.
 *
 * Stocks: capital K, inventories N, households' money M, government debt D. One common shock z to consumption a quarter.
 *   production   P = min(κK, max(0, uκK + ψ(νκK − N)))
 *   payout       W = ωP
 *   interest     I = rD
 *   taxes        T = θ(W + I)
 *   consumption  C = min(N + P, max(0, (α₁(W + I − T) + α₂M)(1 + σz)))
 *   purchases    G = min(N + P − C, gκK)
 *   investment   V = min(N + P − C − G, max(0, δK + γ(C + G − hκK)))
 *   depreciation δK
 *   K ← K + V − δK,  N ← N + P − C − G − V,  M ← M + W + I − T − C,  D ← D + G + I − T
 * What households do not hold of the debt is firms' money, so every financial asset is someone's liability.
 */
import { fillNormals, type StreamKey, streamKey } from '../../src/base/random.ts';
import { phasesModule } from './phasesModule.ts';

/** Paths advanced together. */
const WIDTH = 256;
export const STEPS = 120;
export const STOCKS = 4;

/** Places of the columns in a block, by the letters of the equations; Z is the shock, L what wears off. */
const AT = columnsAt(['K', 'N', 'M', 'D', 'P', 'W', 'I', 'T', 'C', 'G', 'V', 'L', 'Z'] as const);

function columnsAt<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, column) => [name, column * WIDTH])) as Record<Name, number>;
}

const COLUMNS = Object.keys(AT).length;

const START = [400, 50, 100, 100];
/** The numbers of an economy; what they stand for is in the equations above. */
export interface Economy {
  readonly capitalOutput: number;
  readonly utilisation: number;
  readonly inventoryGapClosed: number;
  readonly inventoryTarget: number;
  readonly payoutRate: number;
  readonly interestRate: number;
  readonly tax: number;
  readonly spentOfIncome: number;
  readonly spentOfWealth: number;
  readonly volatility: number;
  readonly purchasesRate: number;
  readonly depreciation: number;
  readonly accelerator: number;
  readonly normalSales: number;
}

const ECONOMY: Economy = {
  capitalOutput: 0.25,
  utilisation: 0.85,
  inventoryGapClosed: 0.25,
  inventoryTarget: 0.5,
  payoutRate: 80 / 85,
  interestRate: 0.01,
  tax: 21 / 81,
  spentOfIncome: 0.8,
  spentOfWealth: 0.12,
  volatility: 0.03,
  purchasesRate: 0.2,
  depreciation: 0.0125,
  accelerator: 0.1,
  normalSales: 0.8,
};

function produce(data: Float64Array): void {
  const { K, N, P } = AT;
  const { capitalOutput, utilisation, inventoryGapClosed, inventoryTarget } = ECONOMY;
  for (let l = 0; l < WIDTH; l++) {
    const capacity = capitalOutput * data[K + l]!;
    const wanted = utilisation * capacity + inventoryGapClosed * (inventoryTarget * capacity - data[N + l]!);
    data[P + l] = Math.min(capacity, Math.max(0, wanted));
  }
}

function payIncomes(data: Float64Array): void {
  const { D, P, W, I, T } = AT;
  const { payoutRate, interestRate, tax } = ECONOMY;
  for (let l = 0; l < WIDTH; l++) {
    const payout = payoutRate * data[P + l]!;
    const interest = interestRate * data[D + l]!;
    data[W + l] = payout;
    data[I + l] = interest;
    data[T + l] = tax * (payout + interest);
  }
}

function spend(data: Float64Array): void {
  const { K, N, M, P, W, I, C, T, G, V, L, Z } = AT;
  const {
    capitalOutput,
    spentOfIncome,
    spentOfWealth,
    volatility,
    purchasesRate,
    depreciation,
    accelerator,
    normalSales,
  } = ECONOMY;
  for (let l = 0; l < WIDTH; l++) {
    const capacity = capitalOutput * data[K + l]!;
    const disposable = data[W + l]! + data[I + l]! - data[T + l]!;
    const wish = (spentOfIncome * disposable + spentOfWealth * data[M + l]!) * (1 + volatility * data[Z + l]!);
    const goods = data[N + l]! + data[P + l]!;
    const consumption = Math.min(goods, Math.max(0, wish));
    const purchases = Math.min(goods - consumption, purchasesRate * capacity);
    const worn = depreciation * data[K + l]!;
    const investment = worn + accelerator * (consumption + purchases - normalSales * capacity);
    data[C + l] = consumption;
    data[G + l] = purchases;
    data[L + l] = worn;
    data[V + l] = Math.min(goods - consumption - purchases, Math.max(0, investment));
  }
}

function settle(data: Float64Array): void {
  const { K, N, M, D, P, W, I, C, T, G, V, L } = AT;
  for (let l = 0; l < WIDTH; l++) {
    data[K + l] = data[K + l]! + data[V + l]! - data[L + l]!;
    data[N + l] = data[N + l]! + data[P + l]! - data[C + l]! - data[G + l]! - data[V + l]!;
    data[M + l] = data[M + l]! + data[W + l]! + data[I + l]! - data[T + l]! - data[C + l]!;
    data[D + l] = data[D + l]! + data[G + l]! + data[I + l]! - data[T + l]!;
  }
}

/** The key of the stream that the common shock is drawn from. */
export function shockKey(): StreamKey {
  return streamKey(1, 'stock-flow');
}

/** The normals of all steps, path after path: step s of path p at p·STEPS + s. */
export function drawAhead(paths: number): Float64Array {
  const key = shockKey();
  const all = new Float64Array(paths * STEPS);
  const column = new Float64Array(paths);
  for (let step = 0; step < STEPS; step++) {
    fillNormals(column, 0, paths, key, 0, step);
    for (let path = 0; path < paths; path++) all[path * STEPS + step] = column[path]!;
  }
  return all;
}

/** The same normals block after block and step after step, as the phases read them: lane l of step s of block b. */
export function byBlock(ahead: Float64Array): Float64Array {
  const paths = ahead.length / STEPS;
  const all = new Float64Array(ahead.length);
  for (let path = 0; path < paths; path++) {
    const block = path - (path % WIDTH);
    for (let step = 0; step < STEPS; step++) {
      all[block * STEPS + step * WIDTH + (path % WIDTH)] = ahead[path * STEPS + step]!;
    }
  }
  return all;
}

/** The phases in the order of a step, and the block that they work on. */
type Step = (data: Float64Array) => void;

interface Phases {
  readonly data: Float64Array;
  readonly step: readonly Step[];
}

/** The phases as the engine has them. */
export function scriptPhases(): Phases {
  return { data: new Float64Array(COLUMNS * WIDTH), step: [produce, payIncomes, spend, settle] };
}

/** The same phases as machine code, with the same bits. */
export function compiledPhases(): Phases {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(phasesModule(ECONOMY, WIDTH)));
  const step = ['produce', 'payIncomes', 'spend', 'settle'].map((name) => exports[name] as () => void);
  return { data: new Float64Array((exports.memory as WebAssembly.Memory).buffer, 0, COLUMNS * WIDTH), step };
}

/**
 * Simulates a whole number of blocks; stock s of path p of the result at s·paths + p. Normals come from `drawn`, in the
 * order of `byBlock`, or are drawn on the way.
 */
export function simulateStockFlow(phases: Phases, paths: number, drawn: Float64Array | null): Float64Array {
  const { data, step } = phases;
  const [first, second, third, fourth] = step as [Step, Step, Step, Step];
  const ends = new Float64Array(STOCKS * paths);
  const key = shockKey();
  for (let path = 0; path < paths; path += WIDTH) {
    START.forEach((value, stock) => {
      data.fill(value, stock * WIDTH, (stock + 1) * WIDTH);
    });
    for (let quarter = 0; quarter < STEPS; quarter++) {
      if (drawn === null) fillNormals(data, AT.Z, WIDTH, key, path, quarter);
      else data.set(drawn.subarray(path * STEPS + quarter * WIDTH, path * STEPS + (quarter + 1) * WIDTH), AT.Z);
      first(data);
      second(data);
      third(data);
      fourth(data);
    }
    for (let stock = 0; stock < STOCKS; stock++) {
      ends.set(data.subarray(stock * WIDTH, (stock + 1) * WIDTH), stock * paths + path);
    }
  }
  return ends;
}
