import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { simulateBlock } from '../../src/run/simulate.ts';
import { smallPlan } from '../engineBook.ts';
import { type BookShape, randomBook } from './engineBooks.ts';

const LANES = 8;
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const check = (runs: number, property: (seed: number) => void): void =>
  fc.assert(fc.property(seeds, property), { numRuns: runs, seed: 20260331, endOnFailure: true });

interface Run {
  readonly plan: Plan;
  readonly states: Float64Array[];
  readonly error: number;
}

function runOf(seed: number, shape: BookShape = {}): Run {
  const plan = smallPlan(randomBook(seed, shape));
  const states: Float64Array[] = [];
  const { conservationError } = simulateBlock(plan, { seed: 5, firstPath: 0, lanes: LANES }, (block) => {
    states.push(block.data.slice());
  });
  return { plan, states, error: conservationError };
}

describe('on random small books of all term types', () => {
  it('money is conserved and no column is ever anything but a number', () => {
    check(150, (seed) => {
      const { plan, states, error } = runOf(seed);
      expect(error).toBeLessThan(1e-9);
      for (const [q, data] of states.entries()) {
        const odd = data.findIndex((x) => !Number.isFinite(x));
        expect(odd < 0 ? '' : `${plan.columnNames[Math.floor(odd / LANES)]} in quarter ${q}`).toBe('');
      }
    });
  });

  it('nobody pays what it has not: no party’s cash falls below nothing', () => {
    check(150, (seed) => {
      const { plan, states } = runOf(seed);
      const below: string[] = [];
      for (const [q, data] of states.entries()) {
        for (const party of plan.parties) {
          for (let l = 0; l < LANES; l++) {
            const cash = data[party.columns.cash! * LANES + l]!;
            const out = data[party.columns.out! * LANES + l]!;
            if (!(cash > -1e-7 * (1 + Math.abs(out)))) below.push(`${party.id} has ${cash} in quarter ${q}`);
          }
        }
      }
      expect(below).toEqual([]);
    });
  });

  it('payments are never negative, shares and capacities neither', () => {
    check(100, (seed) => {
      const { plan, states } = runOf(seed);
      const columns = [
        ...plan.rows.map((r) => r.column),
        ...plan.issuers.flatMap((i) => [i.outside, ...i.holders.map((h) => h.column)]),
        ...plan.owners.flatMap((o) => [o.columns.owned!, o.columns.free!, o.columns.underway!]),
      ];
      const negative: string[] = [];
      for (const [q, data] of states.entries()) {
        for (const c of columns) {
          for (let l = 0; l < LANES; l++) {
            const x = data[c * LANES + l]!;
            if (!(x > -1e-6)) negative.push(`${plan.columnNames[c]} is ${x} in quarter ${q}`);
          }
        }
      }
      expect(negative).toEqual([]);
    });
  });

  it('money in another unit changes nothing but the unit', () => {
    check(100, (seed) => {
      const one = runOf(seed, { money: 1000 });
      const ten = runOf(seed, { money: 10_000 });
      expect(ten.plan.columnNames).toEqual(one.plan.columnNames);
      const other: string[] = [];
      for (const [q, data] of one.states.entries()) {
        for (const [c, name] of one.plan.columnNames.entries()) {
          // A book without a market has a price and a long-run cost of 1 all the same.
          if (!one.plan.hasMarket && name.startsWith('market')) continue;
          const unit = one.plan.columnUnits[c]!;
          const factor = unit.startsWith('currency') ? 10 : 1;
          const least = unit === 'shares' ? 1 : factor === 10 ? 10 : 1e-3;
          for (let l = 0; l < LANES; l++) {
            const a = data[c * LANES + l]! * factor;
            const b = ten.states[q]![c * LANES + l]!;
            if (!(Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), least)))
              other.push(`${name} (${unit}) in quarter ${q}: ${a} and ${b}`);
          }
        }
      }
      expect(other.slice(0, 3)).toEqual([]);
    });
  });

  /**
   * Cash at the start never brings a default about, path by path, where nothing but the clearing decides: no market and no
   * funding. With them it may, for good reasons: who has more builds more and sits on it in a glut; who has more raises
   * later, perhaps when nobody lends; who is poorer may have renegotiated in time.
   */
  it('more cash at the start makes no party default that did not, where nobody builds or raises money', () => {
    check(150, (seed) => {
      const shape = { hasMarket: false, hasFunding: false };
      const poor = runOf(seed, shape);
      const rich = runOf(seed, { ...shape, extraCash: 150 });
      const last = poor.states.length - 1;
      const status = poor.plan.parties[0]!.columns.status! * LANES;
      for (let l = 0; l < LANES; l++) {
        const before = poor.states[last]![status + l]!;
        const after = rich.states[last]![status + l]!;
        expect(after === 0 || (before > 0 && after >= before), `path ${l}: ${before} then ${after}`).toBe(true);
      }
    });
  });
});
