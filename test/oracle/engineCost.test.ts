import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../engineBook.ts';

interface Costs {
  readonly chips: number;
  readonly shell: number;
  readonly chipLife: number;
  readonly shellLife: number;
  readonly rate: number;
  readonly ageing: number;
  readonly running: number;
  readonly units: number;
}

const CASES: readonly Costs[] = [
  { chips: 25, shell: 13, chipLife: 5.5, shellLife: 20, rate: 0.1, ageing: 0.03, running: 1.5, units: 1 },
  { chips: 30, shell: 20, chipLife: 4, shellLife: 25, rate: 0.06, ageing: 0, running: 0.5, units: 1 },
  { chips: 8e9, shell: 4e9, chipLife: 10, shellLife: 15, rate: 0.12, ageing: 0.05, running: 9, units: 1e6 * 1e3 },
];

/** One party owns everything and sells it on the spot; the price stands far above cost, so that chips are refreshed. */
function ownerBook(c: Costs): Told {
  const price = 3 * (c.running + (c.chips + c.shell) / c.units / 4);
  return tell(
    smallPlan({
      end: '2028-Q4',
      parties: { owner: { name: 'Owner', kind: 'cloud', cash: 0, capacity: 10 } },
      market: {
        unit: { capacity: 'unit', price: 'currency', price_units_per_capacity_year: c.units },
        capacity: 10,
        demand: 12,
        growth: { 2026: 0.5 },
        reference_price: price,
        running_cost: c.running,
        cost_of_capital: c.rate,
        ageing: c.ageing,
        build: { chips: c.chips, shell: c.shell, chip_life: c.chipLife, shell_life: c.shellLife },
        speed_limit: 0,
        price_cap: 100,
      },
    }),
  );
}

/** Present value of one component that is bought once, retires at 1/(4·life) a quarter, ages, and earns its rent on what is left. */
function componentValue(capex: number, life: number, rate: number, ageing: number, rentAYear: number): number {
  let value = -capex;
  let left = 1;
  let discount = 1;
  for (let quarter = 0; quarter < 4000; quarter++) {
    discount /= (1 + rate) ** 0.25;
    value += discount * left * (rentAYear / 4);
    left *= (1 - 1 / (4 * life)) * Math.exp(-ageing / 4);
  }
  return value;
}

describe('long-run cost', () => {
  it('is the rent of chips and shell and the running cost, recomputed from their cash flows: each component’s present value is nil', () => {
    for (const c of CASES) {
      const told = ownerBook(c);
      const rentOf = (capex: number, life: number): number => {
        let low = 0;
        let high = 10 * capex;
        for (let step = 0; step < 200; step++) {
          const middle = (low + high) / 2;
          if (componentValue(capex, life, c.rate, c.ageing, middle) > 0) high = middle;
          else low = middle;
        }
        return (low + high) / 2;
      };
      const expected = (rentOf(c.chips, c.chipLife) + rentOf(c.shell, c.shellLife)) / c.units + c.running;
      expect(told.column('market:long_run_cost')[0]! / expected).toBeCloseTo(1, 9);
      expect(told.column('market:refresh_cost')[0]! / (rentOf(c.chips, c.chipLife) / c.units + c.running)).toBeCloseTo(
        1,
        9,
      );
    }
  });

  it('is near 12.3B for the market of 2025 of the page on starting values', () => {
    const cost = ownerBook({ ...CASES[0]!, chips: 27, shell: 14 }).column('market:long_run_cost')[0]!;
    expect(Math.abs(cost - 12.3)).toBeLessThan(0.3);
  });

  it('is the price at which an order breaks even under the engine’s own retirement, ageing and refreshing', () => {
    for (const c of CASES) {
      const told = ownerBook(c);
      const owned = told.column('owner:capacity_owned');
      const chips = told.paid('owner', 'world-suppliers', 'chips');
      const shells = told.paid('owner', 'world-suppliers', 'build');
      // No orders: capacity falls by the same factor each quarter, and keeping it up costs the same share of what stood.
      const kept = owned[1]! / owned[0]!;
      expect(owned[5]! / owned[4]!).toBeCloseTo(kept, 9);
      const upkeep = (chips[1]! + shells[1]!) / owned[0]!;
      expect(upkeep).toBeGreaterThan(0);
      const price = told.column('market:long_run_cost')[0]!;
      const discount = 1 / (1 + c.rate) ** 0.25;
      // Bought and kept up at the start of a quarter, paid for what it serves at its end.
      let value = -(c.chips + c.shell);
      let unit = 1;
      let factor = 1;
      for (let quarter = 0; quarter < 4000; quarter++) {
        if (quarter > 0) {
          value -= factor * unit * upkeep;
          unit *= kept;
        }
        factor *= discount;
        value += (factor * unit * c.units * (price - c.running)) / 4;
      }
      expect(value / (c.chips + c.shell)).toBeCloseTo(0, 9);
    }
  });
});
