import { describe, expect, it } from 'vitest';
import { smallPlan } from '../../test/engineBook.ts';
import { merton } from '../mechanisms/pricing/merton.ts';
import { touchShare } from '../mechanisms/pricing/touchShare.ts';
import type { Plan } from '../plan/plan.ts';
import { AS_DRAWN } from './patches.ts';
import { type Recorded, recordedNames } from './recorded.ts';
import { simulatePaths } from './simulate.ts';

const PATHS = 1000;

function issuerBook(price: number, volatility: number, riskFree: number, end: string): Plan {
  const plan = smallPlan({
    end,
    parties: {
      issuer: {
        name: 'Issuer',
        kind: 'chipmaker',
        cash: '1B',
        // All of its risk is the market's, so that the kernel and the share move together.
        listed: { ticker: 'I', price, shares: '1B', volatility, beta: volatility / 0.16 },
      },
      holder: { name: 'Holder', kind: 'other', cash: '1B' },
    },
    deals: {
      grant: {
        between: ['issuer', 'holder'],
        date: '2025-12-01',
        status: 'signed',
        terms: {
          warrant: {
            type: 'warrant',
            issuer: 'issuer',
            holder: 'holder',
            shares: 1000,
            strike: 0,
            expiry: '2031-01-15',
            tranches: { all: { share: 1, hurdle: 600 } },
          },
        },
      },
    },
  });
  const patch = {
    quarter: AS_DRAWN,
    column: plan.market.columns.riskFree!,
    operation: 'set',
    value: riskFree,
  } as const;
  return { ...plan, patches: [patch] };
}

/** Mean over paths of what a path pays, with its standard error. */
function priced(
  plan: Plan,
  recorded: readonly Recorded[],
  payoff: (read: (name: string) => number) => number,
): { mean: number; error: number } {
  const names = new Map(recordedNames(plan, recorded).map((name, k) => [name, k]));
  let sum = 0;
  let squares = 0;
  for (let first = 0; first < PATHS; first += 250) {
    const { recorded: values } = simulatePaths(plan, 3, first, 250, true, undefined, recorded);
    for (let l = 0; l < 250; l++) {
      const paid = payoff((name) => values[names.get(name)! * 250 + l]!);
      sum += paid;
      squares += paid * paid;
    }
  }
  const mean = sum / PATHS;
  return { mean, error: Math.sqrt((squares / PATHS - mean * mean) / PATHS) };
}

const issuerValue = (plan: Plan): number => plan.parties.find((p) => p.id === 'issuer')!.columns.value!;

describe('the kernel of a run', () => {
  it('prices a share received on touching a hurdle, as the closed form does', () => {
    const plan = issuerBook(164.67, 0.55, 0.04, '2031-Q1');
    const exercised = plan.columnNames.indexOf('grant.warrant:exercised');
    const recorded: Recorded[] = [
      { name: 'count', columns: [exercised], every: 'quarter' },
      { name: 'priced', columns: [issuerValue(plan)], every: 'quarter', isDiscounted: true },
    ];
    const { mean, error } = priced(plan, recorded, (read) => {
      let paid = 0;
      for (let q = 0; q < plan.quarters; q++) {
        const before = q === 0 ? 0 : read(`count.${q - 1}`);
        paid += ((read(`count.${q}`) - before) / 1000) * (read(`priced.${q}`) / 164.67e9);
      }
      return paid;
    });
    // The engine looks back at the quarter before, so the last day counted is the end of the twentieth quarter.
    const closed = touchShare({ spot: 164.67, hurdle: 600, years: 5, rate: 0.04, volatility: 0.55 });
    expect(closed).toBeCloseTo(0.565, 4);
    expect(error).toBeLessThan(0.03);
    expect(Math.abs(mean - closed)).toBeLessThan(3 * error);
  });

  it('prices the put of a firm seen through its shares', () => {
    const { assets, asset_volatility, put } = merton({
      equity: 3,
      equity_volatility: 0.8,
      debt: 10,
      rate: 0.05,
      years: 1,
    });
    const plan = issuerBook(assets, asset_volatility, 0.05, '2026-Q4');
    expect(plan.quarters).toBe(4);
    const recorded: Recorded[] = [
      { name: 'value', columns: [issuerValue(plan)], every: 'horizon' },
      { name: 'priced', columns: [issuerValue(plan)], every: 'horizon', isDiscounted: true },
    ];
    const { mean, error } = priced(plan, recorded, (read) => {
      const value = read('value') / 1e9;
      return (read('priced') / read('value')) * Math.max(0, 10 - value);
    });
    expect(error).toBeLessThan(0.02);
    expect(Math.abs(mean - put)).toBeLessThan(3 * error);
  });
});
