// table: test cases, each with its small book.
import { describe, expect, it } from 'vitest';
import { smallPlan, tell } from '../../../test/engineBook.ts';

const MARKET = {
  capacity: 10,
  demand: 9,
  growth: { 2026: 0 },
  reference_price: 10,
  elasticity: 1,
  running_cost: 1,
  build: { chips: 20, shell: 12, chip_life: 5, shell_life: 20 },
  lead: 6,
  ageing: 0.03,
  speed_limit: 0.5,
  sublet_haircut: 0.2,
};

describe('an order of capacity', () => {
  it('is paid for in equal parts over the lead time, all of it by the quarter in which it is delivered', () => {
    const plan = smallPlan({
      end: '2029-Q4',
      parties: {
        seller: { name: 'Seller', kind: 'cloud', cash: 100 },
        buyer: { name: 'Buyer', kind: 'cloud', cash: 100 },
      },
      market: MARKET,
      deals: {
        compute: {
          between: ['seller', 'buyer'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            compute: {
              type: 'capacity',
              buyer: 'buyer',
              seller: 'seller',
              amount: 1,
              start: '2028-01-01',
              years: 2,
              price: 10,
            },
          },
        },
      },
    });
    const told = tell(plan);
    const shell = told.paid('seller', 'world-suppliers', 'build');
    const chips = told.paid('seller', 'world-suppliers', 'chips');
    // Ordered at the end of quarter 2 for quarter 8; paid in quarters 3 to 8.
    for (const [q, paid] of [0, 0, 0, 2, 2, 2, 2, 2, 2].entries())
      expect(shell[q], `quarter ${q}`).toBeCloseTo(paid, 9);
    for (let q = 0; q < 9; q++) expect(chips[q], `quarter ${q}`).toBeCloseTo(q < 3 ? 0 : 20 / 6, 9);
    expect(told.column('seller:capacity_owned')[8]).toBeCloseTo(1, 12);
    expect(told.column('compute.compute:delivered')[8]).toBeCloseTo(1, 12);
  });

  it('equipment that a lab has on order for itself counts as under way: a commitment is served once', () => {
    const speculative = (own: boolean): number => {
      const plan = smallPlan({
        end: '2029-Q4',
        parties: {
          lab: {
            name: 'Lab',
            kind: 'lab',
            cash: 1000,
            demand: {
              revenue: 0,
              growth: 0,
              margin: 1,
              other_costs: 0,
              training: 3,
              revenue_per_capacity: 1,
              elasticity: 0,
            },
          },
          maker: { name: 'Maker', kind: 'chipmaker', cash: 0 },
        },
        market: { ...MARKET, demand: 12, order_response: 0.5, speed_limit: 5, credibility: 0 },
        deals: {
          chips: {
            between: ['lab', 'maker'],
            date: '2025-10-15',
            status: 'signed',
            firm: 1,
            terms: {
              chips: {
                type: 'supply',
                buyer: 'lab',
                seller: 'maker',
                amount: 2,
                price: 20,
                start: '2026-04-01',
                years: 1,
                own: true,
              },
            },
          },
        },
      });
      const patched = own
        ? plan
        : {
            ...plan,
            patches: [
              {
                quarter: 0,
                column: plan.columnNames.indexOf('chips.chips:alive'),
                operation: 'set' as const,
                value: 0,
              },
            ],
          };
      return tell(patched).column('rest-of-market:capacity_ordered')[0]!;
    };
    // Half of the two units less are ordered.
    expect(speculative(false) - speculative(true)).toBeCloseTo(1, 9);
  });
});
