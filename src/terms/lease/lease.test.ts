import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';

/** Price at the running cost of `price`; long-run cost is 20/5 + price, so price 4 is half of it and 16 is 0.8 of it. */
function leaseBook(lease: object, more: { price?: number; lessee?: object } = {}): Told {
  return tell(
    smallPlan({
      end: '2030-Q4',
      parties: {
        lessor: { name: 'Lessor', kind: 'vehicle', cash: 0 },
        lessee: { name: 'Lessee', kind: 'cloud', cash: 1000, capacity: 3, ...more.lessee },
      },
      market: {
        capacity: 10,
        demand: 1e-9,
        growth: { 2026: 0 },
        reference_price: 10,
        elasticity: 1,
        running_cost: more.price ?? 4,
        build: { chips: 20, shell: 0, chip_life: 5, shell_life: 100 },
        cost_of_capital: 0,
        ageing: 0,
        lead: 2,
      },
      deals: {
        site: {
          between: ['lessor', 'lessee'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            lease: {
              type: 'lease',
              lessor: 'lessor',
              lessee: 'lessee',
              asset_value: 80,
              payment: 8,
              start: '2026-04-01',
              years: 1,
              ...lease,
            },
          },
        },
      },
    }),
  );
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};
const rents = (told: Told): number[] => told.paid('lessee', 'lessor', 'payment');

describe('a lease', () => {
  it('pays its rent from its start over its term', () => {
    near(rents(leaseBook({})), [0, 2, 2, 2, 2, 0, 0]);
  });

  it('is renewed while the market pays four fifths of long-run cost, as often as agreed', () => {
    near(rents(leaseBook({ renewals: 2, renewal_years: 0.5 }, { price: 17 })), [0, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0]);
    near(rents(leaseBook({ renewals: 2, renewal_years: 0.5 }, { price: 15 })), [0, 2, 2, 2, 2, 0, 0, 0, 0, 0]);
  });

  it('where it is not renewed the guaranteed residual value is made good, up to its cap and within its years', () => {
    // At the end of the first year of 20 the asset is worth 80 · 19/20 · ½ = 38.
    const guarantee = { value: 60 };
    near(
      leaseBook({ residual_value_guarantee: guarantee }).paid('lessee', 'lessor', 'residual'),
      [0, 0, 0, 0, 0, 22, 0],
    );
    const capped = leaseBook({ residual_value_guarantee: { ...guarantee, cap: 15 } });
    near(capped.paid('lessee', 'lessor', 'residual'), [0, 0, 0, 0, 0, 15, 0]);
    const late = leaseBook({ years: 2, residual_value_guarantee: { ...guarantee, years: 1 } });
    near(late.paid('lessee', 'lessor', 'residual'), Array(12).fill(0));
  });

  it('gives the lessee its capacity for as long as it pays, and no longer', () => {
    const told = leaseBook({ capacity: 2 });
    const without = leaseBook({});
    const gained = told
      .column('lessee:capacity_owned')
      .map((owned, q) => owned - without.column('lessee:capacity_owned')[q]!);
    expect(gained[0]).toBeCloseTo(0, 12);
    expect(gained[1]).toBeCloseTo(2, 12);
    expect(gained[4]).toBeGreaterThan(1);
    // Gone when the rent ends, but for what had worn out of it meanwhile.
    for (const q of [5, 6, 7]) expect(Math.abs(gained[q]!), `quarter ${q}`).toBeLessThan(0.1);
    for (const owned of told.column('lessee:capacity_owned')) expect(owned).toBeGreaterThanOrEqual(0);
  });

  it('brings rent and capacity to the same part where it is not firm', () => {
    const told = leaseBook({ capacity: 2, firm: 0.25 });
    near(rents(told), [0, 2 * 0.475]);
    const without = leaseBook({});
    expect(told.column('lessee:capacity_owned')[1]! - without.column('lessee:capacity_owned')[1]!).toBeCloseTo(
      2 * 0.475,
      9,
    );
  });

  it('capacity that wore out during the lease never leaves a lessee with less than nothing', () => {
    const told = leaseBook({ capacity: 2, years: 3 }, { lessee: { capacity: 0 } });
    for (const owned of told.column('lessee:capacity_owned')) expect(owned).toBeGreaterThanOrEqual(0);
  });

  it('a lessee that fails owes what letting again does not bring on the rest of the term', () => {
    const told = leaseBook({ years: 3 }, { lessee: { cash: 3, capacity: 0 } });
    // Two rents of 2 fall due in quarters 1 and 2; in the second 1 is paid. Ten quarters are left, half is brought by letting again.
    near(rents(told).slice(0, 5), [0, 2, 1, 0, 0]);
    expect(told.column('site.lease:claim_amount')[3]).toBeCloseTo(1 + 10 * 2 * 0.5, 9);
  });
});
