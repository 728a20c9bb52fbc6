import { describe, expect, it } from 'vitest';
import { clear } from '../../src/mechanisms/clearing/clear.ts';
import { clearLane, createLaneWork, type LaneNetwork } from '../../src/mechanisms/clearing/clearLane.ts';
import { obligationNetwork } from '../../src/mechanisms/clearing/obligationNetwork.ts';
import { uniforms } from './clearingWebs.ts';

interface LaneCase {
  readonly net: LaneNetwork;
  readonly payer: Int32Array;
  readonly due: Float64Array;
  readonly available: Float64Array;
  readonly collateral: Float64Array;
}

/** A random web of accounts, the last two of them the world outside; half the rows of class 1 are secured. */
function laneCase(accounts: number, rows: number, richness: number, seed: number): LaneCase {
  const draw = uniforms(seed);
  const payer = Int32Array.from({ length: rows }, () => Math.floor(draw() * accounts)).sort();
  const payerStart = new Int32Array(accounts + 1);
  for (const account of payer) payerStart[account + 1]!++;
  for (let a = 0; a < accounts; a++) payerStart[a + 1]! += payerStart[a]!;
  const payee = payer.map((from) => (from + 1 + Math.floor(draw() * (accounts - 1))) % accounts);
  const seniority = payer.map(() => 1 + Math.floor(draw() * 3));
  const isWorld = Uint8Array.from({ length: accounts }, (_, a) => (a >= accounts - 2 ? 1 : 0));
  const due = Float64Array.from({ length: rows }, () => (draw() < 0.2 ? 0 : draw() * 10));
  const available = Float64Array.from({ length: accounts }, () => draw() * richness);
  const collateral = Float64Array.from({ length: rows }, (_, row) =>
    seniority[row] === 1 && draw() < 0.5 ? draw() * 8 : 0,
  );
  return {
    net: { accountCount: accounts, classCount: 3, payerStart, payee, seniority, isWorld },
    payer,
    due,
    available,
    collateral,
  };
}

/** The same web for the general engine: secured parts one class up, world accounts rich enough for anything. */
function reference(lane: LaneCase): { paid: number[]; round: Int32Array } {
  const rows = [...lane.due.keys()];
  const secured = rows.map((row) => Math.min(lane.due[row]!, lane.collateral[row]!));
  const network = obligationNetwork({
    outsideAssets: lane.available.map((cash, a) => (lane.net.isWorld[a] ? 1e6 : cash)),
    obligations: {
      debtor: [...lane.payer, ...lane.payer],
      creditor: [...lane.net.payee, ...lane.net.payee],
      amount: [...secured, ...rows.map((row) => lane.due[row]! - secured[row]!)],
      seniority: [...rows.map(() => 1), ...rows.map((row) => 1 + lane.net.seniority[row]!)],
    },
  });
  const { greatest, defaultRound } = clear(network);
  const of = (row: number, level: number): number => greatest.recovery[lane.payer[row]! * network.classCount + level]!;
  const paid = rows.map(
    (row) => secured[row]! * of(row, 0) + (lane.due[row]! - secured[row]!) * of(row, lane.net.seniority[row]!),
  );
  return { paid, round: defaultRound };
}

function run(
  lane: LaneCase,
  work = createLaneWork(lane.net),
): { paid: Float64Array; round: Int32Array; residual: number } {
  const paid = new Float64Array(lane.due.length);
  const round = new Int32Array(lane.net.accountCount);
  const { residual } = clearLane(lane.net, lane.due, lane.available, paid, round, work, lane.collateral);
  return { paid, round, residual };
}

describe('clearLane agrees with clear', () => {
  it.each([
    [6, 12, 3],
    [20, 60, 4],
    [45, 220, 6],
    [45, 220, 1e-3],
    [120, 700, 2],
  ])('%i accounts, %i rows, cash up to %d', (accounts, rows, richness) => {
    let defaults = 0;
    let later = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const lane = laneCase(accounts, rows, richness, seed);
      const expected = reference(lane);
      const actual = run(lane);
      expected.paid.forEach((payment, row) => {
        expect(Math.abs(actual.paid[row]! - payment), `seed ${seed}, row ${row}`).toBeLessThan(1e-11);
      });
      expect([...actual.round]).toEqual([...expected.round]);
      expect(actual.residual).toBeLessThan(1e-13);
      defaults += actual.round.filter((wave) => wave >= 0).length;
      later += actual.round.filter((wave) => wave > 0).length;
    }
    expect(defaults).toBeGreaterThan(40);
    expect(later).toBeGreaterThan(0);
  });
});

describe('clearLane alone', () => {
  it('conserves cash: a defaulter pays out exactly what it has and gets', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const lane = laneCase(45, 220, 4, seed);
      const { paid, round } = run(lane);
      const left = lane.available.slice();
      paid.forEach((payment, row) => {
        left[lane.payer[row]!]! -= payment;
        left[lane.net.payee[row]!]! += payment;
      });
      const gross = paid.reduce((sum, payment) => sum + payment, 0);
      round.forEach((wave, account) => {
        if (wave >= 0) expect(Math.abs(left[account]!)).toBeLessThan(1e-12 * gross);
        else if (!lane.net.isWorld[account]) expect(left[account]!).toBeGreaterThan(-1e-12 * gross);
      });
    }
  });

  it('gives the same bits whatever lanes came before', () => {
    const first = laneCase(45, 220, 3, 1);
    const work = createLaneWork(first.net);
    const fresh = run(first);
    for (let seed = 2; seed < 12; seed++) {
      const other = laneCase(45, 220, 0.5, seed);
      run({ ...first, due: other.due, available: other.available, collateral: other.collateral }, work);
      const again = run(first, work);
      expect(again).toEqual(fresh);
    }
  });

  it('solves a circle that loses a hundred-thousandth a turn exactly, in a few sweeps', () => {
    // Each owes the other 10 and the world 1e-4, and has 5e-5: each pays 5.00005 in all, half of what it owes.
    const net = {
      accountCount: 3,
      classCount: 1,
      payerStart: Int32Array.from([0, 2, 4, 4]),
      payee: Int32Array.from([1, 2, 0, 2]),
      seniority: Int32Array.from([1, 1, 1, 1]),
      isWorld: Uint8Array.from([0, 0, 1]),
    };
    const paid = new Float64Array(4);
    const due = Float64Array.from([10, 1e-4, 10, 1e-4]);
    const cash = Float64Array.from([5e-5, 5e-5, 0]);
    const { iterations } = clearLane(net, due, cash, paid, new Int32Array(3), createLaneWork(net));
    expect(iterations).toBeLessThan(12);
    for (const [row, payment] of [5, 5e-5, 5, 5e-5].entries()) {
      expect(Math.abs(paid[row]! - payment)).toBeLessThan(1e-9);
    }
  });

  it('collateral comes first: 6 of 10 secured, 7 to give, an equal unsecured claim', () => {
    const net = {
      accountCount: 3,
      classCount: 1,
      payerStart: Int32Array.from([0, 2, 2, 2]),
      payee: Int32Array.from([1, 2]),
      seniority: Int32Array.from([1, 1]),
      isWorld: new Uint8Array(3),
    };
    const paid = new Float64Array(2);
    const round = new Int32Array(3);
    const cash = Float64Array.from([7, 0, 0]);
    const due = Float64Array.from([10, 10]);
    clearLane(net, due, cash, paid, round, createLaneWork(net), Float64Array.from([6, 0]));
    expect(paid[0]).toBeCloseTo(6 + 4 / 14, 13);
    expect(paid[1]).toBeCloseTo(10 / 14, 13);
    expect([...round]).toEqual([0, -1, -1]);
  });

  it('an overdrawn account pays nothing until its receipts exceed the overdraft, and one that owes nothing cannot default', () => {
    const net = {
      accountCount: 3,
      classCount: 1,
      payerStart: Int32Array.from([0, 1, 2, 2]),
      payee: Int32Array.from([1, 2]),
      seniority: Int32Array.from([1, 1]),
      isWorld: new Uint8Array(3),
    };
    const paid = new Float64Array(2);
    const round = new Int32Array(3);
    const due = Float64Array.from([4, 9]);
    clearLane(net, due, Float64Array.from([4, -5, -1]), paid, round, createLaneWork(net));
    expect([...paid]).toEqual([4, 0]);
    clearLane(net, due, Float64Array.from([4, -3, -1]), paid, round, createLaneWork(net));
    expect([...paid]).toEqual([4, 1]);
    expect([...round]).toEqual([-1, 0, -1]);
  });
});
