// Kernel: the phases of stockFlowModel.ts as machine code, statement by statement.
import {
  add,
  type Code,
  type FunctionCode,
  get,
  I32,
  i32,
  i32Add,
  i32Less,
  larger,
  load,
  multiply,
  pair,
  repeatWhile,
  set,
  smaller,
  store,
  subtract,
  V128,
  webAssemblyModule,
} from '../../src/base/webAssembly.ts';
import type { Economy } from './stockFlowModel.ts';

const LANE = 0;

type Num = (value: number) => Code;

/** Columns as they stand at the current lane, by the letters of the model. */
interface Columns {
  readonly of: (column: number) => Code;
  readonly to: (column: number, value: Code) => Code;
}

function columnsOf(width: number): Columns {
  return {
    of: (column) => load(get(LANE), 8 * width * column),
    to: (column, value) => store(get(LANE), value, 8 * width * column),
  };
}

/**
 * A phase over all lanes, two at a time; `locals` are numbers that a lane needs more than once. Coefficients are made once,
 * before the loop.
 */
function phase(name: string, width: number, locals: number, body: (number: Num) => readonly Code[]): FunctionCode {
  const constants = new Map<number, number>();
  const statements = body((value) => {
    if (!constants.has(value)) constants.set(value, 1 + locals + constants.size);
    return get(constants.get(value) as number);
  });
  return {
    name,
    parameters: [],
    locals: [I32, ...Array<number>(locals + constants.size).fill(V128)],
    body: [
      ...Array.from(constants, ([value, local]) => set(local, pair(value))),
      repeatWhile(i32Less(get(LANE), i32(8 * width)), ...statements, set(LANE, i32Add(get(LANE), i32(16)))),
    ],
  };
}

/** The phases `produce`, `payIncomes`, `spend` and `settle` of an economy whose columns begin at address 0. */
export function phasesModule(economy: Economy, width: number): Uint8Array<ArrayBuffer> {
  const { of, to } = columnsOf(width);
  const [K, N, M, D, P, W, I, T, C, G, V, L, Z] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const [capacity, goods, consumption, purchases, worn] = [1, 2, 3, 4, 5];
  const [payout, interest] = [1, 2];
  const produce = (number: Num): Code[] => [
    set(capacity, multiply(number(economy.capitalOutput), of(K))),
    to(
      P,
      smaller(
        get(capacity),
        larger(
          number(0),
          add(
            multiply(number(economy.utilisation), get(capacity)),
            multiply(
              number(economy.inventoryGapClosed),
              subtract(multiply(number(economy.inventoryTarget), get(capacity)), of(N)),
            ),
          ),
        ),
      ),
    ),
  ];
  const payIncomes = (number: Num): Code[] => [
    set(payout, multiply(number(economy.payoutRate), of(P))),
    set(interest, multiply(number(economy.interestRate), of(D))),
    to(W, get(payout)),
    to(I, get(interest)),
    to(T, multiply(number(economy.tax), add(get(payout), get(interest)))),
  ];
  const wish = (number: Num): Code =>
    multiply(
      add(
        multiply(number(economy.spentOfIncome), subtract(add(of(W), of(I)), of(T))),
        multiply(number(economy.spentOfWealth), of(M)),
      ),
      add(number(1), multiply(number(economy.volatility), of(Z))),
    );
  const sales = (number: Num): Code =>
    subtract(add(get(consumption), get(purchases)), multiply(number(economy.normalSales), get(capacity)));
  const spend = (number: Num): Code[] => [
    set(capacity, multiply(number(economy.capitalOutput), of(K))),
    set(goods, add(of(N), of(P))),
    set(consumption, smaller(get(goods), larger(number(0), wish(number)))),
    set(goods, subtract(get(goods), get(consumption))),
    set(purchases, smaller(get(goods), multiply(number(economy.purchasesRate), get(capacity)))),
    set(worn, multiply(number(economy.depreciation), of(K))),
    to(C, get(consumption)),
    to(G, get(purchases)),
    to(L, get(worn)),
    to(
      V,
      smaller(
        subtract(get(goods), get(purchases)),
        larger(number(0), add(get(worn), multiply(number(economy.accelerator), sales(number)))),
      ),
    ),
  ];
  const settle = (): Code[] => [
    to(K, subtract(add(of(K), of(V)), of(L))),
    to(N, subtract(subtract(subtract(add(of(N), of(P)), of(C)), of(G)), of(V))),
    to(M, subtract(subtract(add(add(of(M), of(W)), of(I)), of(T)), of(C))),
    to(D, subtract(add(add(of(D), of(G)), of(I)), of(T))),
  ];
  return webAssemblyModule(
    [
      phase('produce', width, 1, produce),
      phase('payIncomes', width, 2, payIncomes),
      phase('spend', width, 5, spend),
      phase('settle', width, 0, settle),
    ],
    1,
  );
}
