import { describe, expect, it } from 'vitest';
import { smallPlan } from '../../test/engineBook.ts';
import { exp } from '../base/elementary.ts';
import { simulateWorlds } from '../experiments/simulateWorlds.ts';
import { centralCase } from './centralCase.ts';
import { type Recorded, recordedNames } from './recorded.ts';
import { simulatePaths } from './simulate.ts';

const PLAN = smallPlan({
  end: '2028-Q4',
  parties: {
    vendor: {
      name: 'Vendor',
      kind: 'chipmaker',
      cash: '10B',
      listed: { ticker: 'V', price: 100, shares: '1B', volatility: 0.4, beta: 1.3 },
    },
    buyer: { name: 'Buyer', kind: 'other', cash: '9B' },
  },
  deals: {
    loan: {
      between: ['vendor', 'buyer'],
      date: '2025-11-01',
      status: 'signed',
      terms: {
        money: {
          type: 'loan',
          lender: 'vendor',
          borrower: 'buyer',
          principal: '4B',
          rate: 0.06,
          maturity: '2028-12-31',
          amortisation: 'linear',
        },
      },
    },
  },
});

const loanRows = PLAN.rows.filter((row) => row.ref === 'loan.money');
const account = (id: string): number => PLAN.accounts.findIndex((a) => a.id === id);
const net = (id: string): Recorded => ({
  name: `${id}.net`,
  columns: loanRows.map((r) => r.column),
  factors: loanRows.map((r) => (r.payee === account(id) ? 1 : r.payer === account(id) ? -1 : 0)),
  every: 'quarter',
});
const value = PLAN.parties.find((p) => p.id === 'vendor')!.columns.value!;
const one = PLAN.market.columns.riskFree!;

describe('what a question has recorded', () => {
  it('is the sum of the payments that the central case tells', () => {
    const recorded = [net('vendor'), net('buyer')];
    const central = centralCase(PLAN, true, recorded);
    for (let q = 0; q < PLAN.quarters; q++) {
      let sum = 0;
      for (const row of loanRows) {
        const paid = central.payments[PLAN.rows.indexOf(row) * PLAN.quarters + q]!;
        sum += row.payee === account('vendor') ? paid : -paid;
      }
      expect(central.recorded.get(`vendor.net.${q}`)).toBe(sum);
      expect(central.recorded.get(`buyer.net.${q}`)).toBe(-sum);
    }
    expect([...central.recorded.values()].some((x) => x !== 0)).toBe(true);
  });

  it('adds up over the quarters, and tells what stands at the horizon', () => {
    const recorded: Recorded[] = [
      net('vendor'),
      { ...net('vendor'), name: 'all', every: 'run' },
      { name: 'value', columns: [value], every: 'quarter' },
      { name: 'last', columns: [value], every: 'horizon' },
    ];
    const names = recordedNames(PLAN, recorded);
    const { recorded: values, lanes } = simulatePaths(PLAN, 1, 0, 16, true, undefined, recorded);
    const read = (name: string, lane: number): number => values[names.indexOf(name) * lanes + lane]!;
    for (let l = 0; l < 16; l++) {
      let sum = 0;
      for (let q = 0; q < PLAN.quarters; q++) sum += read(`vendor.net.${q}`, l);
      expect(read('all', l)).toBeCloseTo(sum, 3);
      expect(read('last', l)).toBe(read(`value.${PLAN.quarters - 1}`, l));
    }
  });

  it('is priced by the kernel: E[m] = e^(−rt), and a listed share that pays nothing is worth its price today', () => {
    const recorded: Recorded[] = [
      { name: 'rate', columns: [one], every: 'horizon' },
      { name: 'bond', columns: [one], every: 'horizon', isDiscounted: true },
      { name: 'share', columns: [value], every: 'horizon', isDiscounted: true },
    ];
    const paths = 1024;
    const sums = [0, 0, 0];
    const squares = [0, 0, 0];
    for (let first = 0; first < paths; first += 256) {
      const { recorded: values } = simulatePaths(PLAN, 1, first, 256, true, undefined, recorded);
      for (const k of [0, 1, 2])
        for (let l = 0; l < 256; l++) {
          const x = k === 2 ? values[k * 256 + l]! : values[k * 256 + l]! / values[l]!;
          sums[k]! += x;
          squares[k]! += x * x;
        }
    }
    const mean = sums.map((s) => s / paths);
    const error = squares.map((s, k) => Math.sqrt((s / paths - mean[k]! * mean[k]!) / paths));
    const years = PLAN.quarters / 4;
    expect(Math.abs(mean[1]! - exp(-0.04 * years))).toBeLessThan(3 * error[1]!);
    // At the start the vendor is worth its price times its shares.
    expect(Math.abs(mean[2]! - 100e9)).toBeLessThan(3 * error[2]!);
    expect(error[2]!).toBeLessThan(4e9);
  });

  it('is the same at any number of lanes abreast, and through the experiment', () => {
    const recorded = [net('vendor')];
    const names = recordedNames(PLAN, recorded);
    const whole = simulatePaths(PLAN, 7, 0, 40, true, undefined, recorded).recorded;
    expect(simulatePaths(PLAN, 7, 0, 40, true, 16, recorded).recorded).toEqual(whole);
    const [world] = simulateWorlds([{ id: '', plan: PLAN, names, standAlone: [], recorded }], 7, 0, 40);
    expect(world!.kept).toEqual(whole);
  });
});
