import { describe, expect, it } from 'vitest';
import { smallBook } from '../../../test/engineBook.ts';
import { log } from '../../base/elementary.ts';
import type { Book } from '../../book/book.ts';
import { askAllocation } from '../../experiments/askAllocation.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { allocationAnswerSchema, type LabAllocation } from './allocationSchema.ts';

const MARKET = {
  capacity: 100,
  demand: 96,
  growth: 0,
  growth_sd: 0,
  regime_enter: 0,
  reference_price: 10,
  elasticity: 1,
  running_cost: 1,
  price_cap: 5,
  build: { chips: 20, shell: 0, chip_life: 5, shell_life: 20 },
  cost_of_capital: 0.05,
  ageing: 0,
  lead: 4,
};

const USES = {
  paid: { name: 'Paid', serves: 'inference', share: 0.2, return: 1.5, today: 0.2 },
  free: { name: 'Free', serves: 'inference', share: 0.3, return: 0.5, today: 0.3 },
  training: { name: 'Training', serves: 'training', today: 0.5 },
  later: { name: 'Later', serves: 'latent', entry: 2, cap: 1 },
  sooner: { name: 'Sooner', serves: 'latent', entry: 3, cap: 0.5 },
};

/** A lab that earns 50 a unit of inference before compute, needs 1 unit of it, and wants training by q(v) = 10/v. */
function bookOf({ uses, owned = 1.5, market = {} }: { uses?: object; owned?: number; market?: object } = {}): Book {
  return smallBook({
    end: '2027-Q4',
    parties: {
      lab: {
        name: 'Lab',
        kind: 'lab',
        cash: 10_000,
        capacity: owned,
        demand: {
          revenue: 100,
          growth: 0,
          growth_sd: 0,
          margin: 0.5,
          other_costs: 0,
          training: 1,
          revenue_per_capacity: 100,
          elasticity: 1,
          ...(uses === undefined ? {} : { uses }),
        },
      },
      cloud: { name: 'Cloud', kind: 'cloud', cash: 10_000, capacity: 20 },
    },
    market: { ...MARKET, ...market },
    deals: {
      compute: {
        between: ['lab', 'cloud'],
        date: '2025-10-15',
        status: 'signed',
        firm: 1,
        terms: {
          term: {
            type: 'capacity',
            buyer: 'lab',
            seller: 'cloud',
            amount: 0.5,
            start: '2026-07-01',
            years: 5,
            price: 10,
            take_or_pay: 1,
          },
        },
      },
    },
  });
}

async function labOf(book: Book, paths = 4): Promise<LabAllocation> {
  const openRunner = async () => inProcessRunner();
  const answer = await askAllocation({ book, diagnostics: [], openRunner, paths, seed: 1 });
  allocationAnswerSchema.parse(answer);
  return answer.result!.parties.lab!;
}

/** Demand for training is read in steps of a few hundredths of a price; relative errors of its integrals stay under this. */
const CLOSE = 0.01;
const near = (x: number | undefined, y: number, tolerance = CLOSE): void =>
  expect(Math.abs((x ?? Number.NaN) / y - 1)).toBeLessThan(tolerance);

describe('the best split of what a lab holds', () => {
  it('gives each use what its returns deserve, by hand', async () => {
    const lab = await labOf(bookOf({ uses: USES }));
    const held = lab.capacity.p50;
    // Shares .4 and .6 of the need for inference; returns 1.5 and .5 are scaled by .4·1.5 + .6·.5 = .9.
    const [paid, free] = [(50 * 1.5) / 0.9, (50 * 0.5) / 0.9];
    const training = held - 1;
    expect(lab.uses.map((u) => u.best)).toEqual(
      [0.4, 0.6, training, 0, 0].map((x) => (x === 0 ? 0 : expect.closeTo(x, 9))),
    );
    near(lab.shadow_price_today.p50, 10 / training, 0.08);
    const [a, b, c] = [0.2 * held, 0.3 * held, 0.5 * held];
    const moved = (0.4 - a) * paid + (0.6 - b) * free - 10 * log(c / training);
    near(lab.gain_resplit_today.mean, moved);
    near(lab.gain_resplit_today.per_dollar ?? undefined, moved / (held * lab.long_run_cost_today.p50));
  });

  it('values what is contracted to come, and says where scarcity ends', async () => {
    const lab = await labOf(bookOf({ uses: USES }));
    const held = lab.capacity.p50;
    const cost = lab.long_run_cost_today.p50;
    const added = lab.added_capacity!.p50;
    expect(added).toBeGreaterThan(0.4);
    const gain = 10 * log((held - 1 + added) / (held - 1)) - cost * added;
    near(lab.gain_expand_today?.mean, gain, 0.05);
    // Nothing grows: later needs are today's.
    near(lab.gain_expand_ahead_today?.mean, gain, 0.05);
    near(lab.abundance_capacity_today.p50, 1 + 10 / cost);
    near(
      lab.supply_gain_less_resplit_gain ?? undefined,
      lab.gain_expand_today!.mean - lab.gain_resplit_today.mean,
      1e-9,
    );
  });

  it('lets latent uses enter the dearest first, at the capacity at which nothing better is left', async () => {
    const lab = await labOf(bookOf({ uses: USES, owned: 5 }));
    expect(lab.latent_order.map((use) => use.use)).toEqual(['sooner', 'later']);
    const [sooner, later] = lab.latent_order.map((use) => use.by_year[0]!);
    near(sooner!.enters_at_capacity, 1 + 10 / 3, 0.03);
    near(later!.enters_at_capacity, 1 + 10 / 2 + 0.5, 0.03);
    expect([sooner!.probability, later!.probability]).toEqual([1, 0]);
    const best = Object.fromEntries(lab.uses.map((use) => [use.use, use.by_year[0]!.best]));
    const left = lab.capacity_by_year[0]!.p50 - sooner!.enters_at_capacity;
    near(best.sooner, Math.min(0.5, left), 1e-6);
    expect(best.later).toBe(0);
    expect(lab.regime[0]).toMatchObject({ regime: 'abundant', scarce_probability: 0 });
    expect(lab).toMatchObject({ scarcity_ends_within_horizon: 1, scarcity_ends_year: 2026 });
  });

  it('has the price as its shadow price where the lab buys the rest of its need at the price', async () => {
    const lab = await labOf(bookOf({ owned: 0.5, market: { growth_sd: 0.12, capacity: 90 } }), 32);
    lab.shadow_price_with_spot.forEach((row, i) => {
      expect(lab.spot_by_year[i]!.p5).toBeGreaterThan(0);
      near(row.mean, lab.price[i]!.mean, 0.08);
    });
    // Holding less than it wants, it would pay more for one more unit.
    expect(lab.shadow_price[0]!.p5).toBeGreaterThan(lab.price[0]!.p95);
  });

  it('splits today in proportion to what is wanted where the book says nothing, and by steps where it does', async () => {
    const standing = await labOf(bookOf());
    const price = standing.price_today.p50;
    const [inference, training] = standing.uses;
    near(inference!.today / training!.today, price / 10, 1e-6);
    const steps = { core: { share: 0.5, return: 3 }, edge: { share: 0.5, return: 0.1 } };
    const stepped = await labOf(bookOf({ uses: { all: { name: 'All', serves: 'inference', steps } } }));
    // The better half earns 50·3/1.55 a unit, the other 50·.1/1.55, which is less than a lab that holds so little can have.
    expect(stepped.uses[0]!.best).toBeCloseTo(0.5, 9);
    expect(stepped.uses.map((use) => use.use)).toEqual(['all', 'training']);
  });

  it('refuses a use of two kinds at once', () => {
    const uses = { odd: { name: 'Odd', serves: 'latent', share: 0.5, entry: 2, cap: 1 } };
    expect(() => bookOf({ uses })).toThrow('book.use-of-two-kinds');
  });
});
