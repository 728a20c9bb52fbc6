import { describe, expect, it } from 'vitest';
import { type SmallBook, smallPlan, type Told, tell } from '../../../test/engineBook.ts';

const MARKET = {
  capacity: 10,
  demand: 9,
  growth: { 2026: 0 },
  reference_price: 10,
  elasticity: 1,
  running_cost: 1,
  build: { chips: 20, shell: 12, chip_life: 5, shell_life: 20 },
  lead: 4,
  ageing: 0,
  speed_limit: 1,
};

function supplyBook(deals: NonNullable<SmallBook['deals']>, more: Partial<SmallBook> = {}): Told {
  return tell(
    smallPlan({
      end: '2028-Q4',
      parties: {
        maker: {
          name: 'Maker',
          kind: 'chipmaker',
          cash: 0,
          operations: { revenue: 0, growth: 0, margin: 0, web_margin: 1, tax: 0 },
        },
        cloud: { name: 'Cloud', kind: 'cloud', cash: 1000, capacity: 0 },
        buyer: { name: 'Buyer', kind: 'cloud', cash: 1000, capacity: 0 },
      },
      market: MARKET,
      deals,
      ...more,
    }),
  );
}

const deal = (terms: object, more: object = {}): object => ({
  between: ['maker', 'cloud'],
  date: '2025-10-15',
  status: 'signed',
  firm: 1,
  terms,
  ...more,
});
const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};

describe('a supply of equipment', () => {
  const own = {
    type: 'supply',
    buyer: 'cloud',
    seller: 'maker',
    amount: 2,
    price: 20,
    start: '2026-04-01',
    years: 1,
    own: true,
  };

  it('of one’s own: arrives evenly, is paid on arrival, stands in a shell that is paid too', () => {
    const told = supplyBook({ chips: deal({ chips: own }) });
    near(told.paid('cloud', 'maker', 'payment'), [0, 10, 10, 10, 10, 0]);
    near(told.paid('cloud', 'world-suppliers', 'build'), [0, 6, 6, 6, 6, 0]);
    near(told.column('chips.chips:delivered'), [0, 0.5, 1, 1.5, 2, 2]);
    expect(told.column('cloud:capacity_owned')[1]).toBeCloseTo(0.5, 12);
    expect(told.column('cloud:capacity_owned')[4]).toBeGreaterThan(1.8);
  });

  it('rises over its ramp to the same total', () => {
    const told = supplyBook({ chips: deal({ chips: { ...own, ramp: 2 } }) });
    near(told.paid('cloud', 'maker', 'payment'), [0, 40 / 7, 80 / 7, 80 / 7, 80 / 7, 0]);
  });

  it('that another deal delivers in part moves the other part only', () => {
    const told = supplyBook({
      chips: deal({ chips: own }, { delivered_through: { through: 0.25 } }),
      through: deal({ chips: { ...own, amount: 0.5 } }),
    });
    near(told.paid('cloud', 'maker', 'payment', 'chips.chips'), [0, 7.5, 7.5]);
    near(told.column('chips.chips:delivered'), [0, 0.375, 0.75]);
  });

  it('that equips a contract is paid by the contract’s seller, whose order then pays the rest only', () => {
    const compute = {
      type: 'capacity',
      buyer: 'buyer',
      seller: 'cloud',
      amount: 1,
      start: '2027-01-01',
      years: 2,
      price: 10,
    };
    const chips = {
      type: 'supply',
      buyer: 'buyer',
      seller: 'maker',
      total: 12,
      start: '2026-01-01',
      years: 1,
      equips: ['compute.compute'],
    };
    const told = supplyBook({ compute: deal({ compute }), chips: deal({ chips }) });
    near(told.paid('cloud', 'maker', 'payment'), [3, 3, 3, 3, 0]);
    // One unit is ordered at the end of quarter 0 for quarter 4: a quarter of its cost in quarters 1 to 4, 5 for its chips,
    // of which the 12 of equipment are paid already, from quarter 0 on.
    near(told.paid('cloud', 'world-suppliers', 'chips').slice(0, 5), [0, 0, 1, 2, 5]);
    near(told.paid('cloud', 'world-suppliers', 'build').slice(0, 5), [0, 3, 3, 3, 3]);
  });

  it('deliveries before the run count towards what has been delivered', () => {
    const told = supplyBook({ chips: deal({ chips: { ...own, start: '2025-07-01' } }) });
    near(told.column('chips.chips:delivered_share'), [0.75, 1, 1]);
    near(told.paid('cloud', 'maker', 'payment'), [10, 10, 0]);
    expect(told.column('cloud:capacity_owned')[0]).toBeCloseTo(0.5, 12);
  });

  it('wears by a life of its own where one is written, and as the market’s does where that life is the same', () => {
    const owned = (life?: number, price = 0): number[] =>
      supplyBook(
        { chips: deal({ chips: { ...own, years: 0.25, life } }) },
        { market: { ...MARKET, demand: price, ageing: 0.04 } },
      ).column('cloud:capacity_owned');
    // A market with next to no demand refreshes nothing: each quarter (1 − δ_shell)(1 − δ_chip)·e^(−ω/4) is left.
    const left = (years: number) => (1 - 1 / 80) * (1 - 1 / (4 * years)) * Math.exp(-0.01);
    for (const life of [2, 10]) {
      const column = owned(life, 1e-6);
      near(
        column.slice(1),
        column.slice(1).map((_, q) => 2 * left(life) ** q),
      );
    }
    near(owned(5, 1e-6), owned(undefined, 1e-6));
    near(owned(5, 9), owned(undefined, 9));
  });

  it('of a life of its own is refreshed where the expected price covers the cost of chips that live so long', () => {
    const told = (life: number): Told =>
      supplyBook({ chips: deal({ chips: { ...own, years: 0.25, life } }) }, { market: { ...MARKET, ageing: 0 } });
    for (const life of [0.5, 10]) {
      const { column } = told(life);
      const cost = 20 * 4 * (1.1 ** 0.25 - (1 - 1 / (4 * life))) + 1;
      const owned = column('chips.chips:standing');
      const expected = column('market:expected_price');
      expect(expected[2]! > cost).toBe(life === 10);
      for (let q = 2; q < owned.length; q++) {
        // Shells wear in any case; chips only where they are not replaced.
        const kept = 1 - 1 / 80 - (expected[q - 1]! > cost ? 0 : (1 - 1 / 80) / (4 * life));
        expect(owned[q]! / owned[q - 1]!, `quarter ${q}`).toBeCloseTo(kept, 9);
      }
    }
  });
});
