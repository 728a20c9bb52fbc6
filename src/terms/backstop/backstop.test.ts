import { expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';

/** Price at the running cost of 4 in a market that hardly wants anything. */
function backstopBook(term: object, more: object = {}): Told {
  return tell(
    smallPlan({
      end: '2027-Q4',
      parties: {
        seller: { name: 'Seller', kind: 'cloud', cash: 100, capacity: 3 },
        taker: { name: 'Taker', kind: 'chipmaker', cash: 100 },
        buyer: { name: 'Buyer', kind: 'cloud', cash: 100 },
      },
      market: {
        capacity: 10,
        demand: 1e-9,
        growth: { 2026: 0 },
        reference_price: 10,
        running_cost: 4,
        build: { chips: 20, shell: 0, chip_life: 100, shell_life: 100 },
        ageing: 0,
        lead: 2,
      },
      deals: {
        put: {
          between: ['seller', 'taker'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            put: {
              type: 'backstop',
              taker: 'taker',
              seller: 'seller',
              amount: 2,
              price: 8,
              start: '2026-04-01',
              until: '2026-12-31',
              ...term,
            },
          },
        },
        ...more,
      },
    }),
  );
}
const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};
const paid = (told: Told): number[] => told.paid('taker', 'seller', 'payment');

it('a backstop makes its taker pay for what the seller has unsold while the market is cheaper, up to its amount and between its dates', () => {
  const told = backstopBook({});
  near(paid(told), [0, 4, 4, 4, 0]);
  near(told.column('put.put:taken'), [0, 2, 2, 2, 0]);
  // What was taken is the taker's to sell.
  near(told.column('taker:capacity_free'), [0, 2, 2, 2, 0]);
});

it('takes no more than is unsold, nothing at a market above its price, and its part where it is not firm', () => {
  const compute = {
    between: ['seller', 'buyer'],
    date: '2025-10-15',
    status: 'signed',
    firm: 1,
    terms: {
      compute: {
        type: 'capacity',
        buyer: 'buyer',
        seller: 'seller',
        amount: 2.5,
        start: '2026-01-01',
        years: 4,
        price: 10,
      },
    },
  };
  const told = backstopBook({}, { compute });
  const unsold = told.column('seller:capacity_owned')[1]! - 2.5;
  expect(told.column('put.put:taken')[1]).toBeCloseTo(unsold, 12);
  near(paid(backstopBook({ price: 4 })), [0, 0, 0, 0, 0]);
  near(paid(backstopBook({ firm: 0.5 })), [0, 4 * 0.65]);
});
