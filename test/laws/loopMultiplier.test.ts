import { describe, expect, it } from 'vitest';
import type { Patch, Plan } from '../../src/plan/plan.ts';
import { planBook } from '../../src/plan/planBook.ts';
import { loop } from '../../src/questions/loop/loop.ts';
import { loopDraws, positiveTurn } from '../../src/questions/loop/loopDraws.ts';
import { AS_DRAWN } from '../../src/run/patches.ts';
import { type SmallBook, smallBook, tell } from '../engineBook.ts';

const PATHS = 60;
const ADDED_IN = 1;
const ADDED = 1;
/** The longest half-life that a book may write; the run is told that nothing fades at all. */
const MONTHS = 240;

/**
 * A linear book: the lab holds part of a share that always rises, lenders have no limit and nothing fades. Each dollar of
 * commitments lifts the share, and what the lab raises on the rise becomes commitments a quarter later.
 */
const PARTS: SmallBook = {
  end: '2035-Q4',
  parties: {
    lab: {
      name: 'Lab',
      kind: 'lab',
      cash: 1e9,
      private: { valuation: 1e12 },
      demand: { revenue: 100, growth: 0, margin: 1, other_costs: 0, training: 0, revenue_per_capacity: 100 },
    },
    vendor: {
      name: 'Vendor',
      kind: 'cloud',
      cash: 1e6,
      capacity: 20,
      listed: { price: 10, shares: 1000, volatility: 0.02, beta: 1 },
    },
  },
  stakes: { vendor: { holders: { lab: 0.4 } } },
  market: {
    capacity: 100,
    demand: 90,
    growth: { 2026: 0 },
    reference_price: 10,
    elasticity: 1,
    running_cost: 1,
    build: { chips: 20, shell: 12, chip_life: 5, shell_life: 20, vendors: {} },
    lead: 4,
    ageing: 0,
    speed_limit: 1,
    market_volatility: 0.01,
    equity_premium: 0.3,
  },
  channels: {
    value: { says: 'V', kind: 'news', vendor: 'vendor', multiple: '0.4 to 1.2', half_life: MONTHS },
    funding: { says: 'F', kind: 'funding', holder: 'lab', issuer: 'lab', rate: '30% to 70%' },
    commitment: {
      says: 'C',
      kind: 'commitment',
      issuer: 'lab',
      debt_share: '20% to 40%',
      own_share: 0.2,
      vendors: { vendor: 0.8 },
      years: 12,
    },
  },
};

const book = smallBook(PARTS);

function changed(plan: Plan, patches: readonly (readonly [string, number, Patch['operation'], number])[]): Plan {
  const laid = patches.map(([name, quarter, operation, value]): Patch => {
    const column = plan.columnNames.indexOf(name);
    expect(column, name).toBeGreaterThanOrEqual(0);
    return { quarter, column, operation, value };
  });
  return { ...plan, patches: [...plan.patches, ...laid] };
}

const linear = changed(planBook(book), [['channels.value.half_life', AS_DRAWN, 'set', 1e12]]);
const withMore = (plan: Plan): Plan =>
  changed(plan, [['channels.commitment:vendor:pending', ADDED_IN, 'add', 0.8 * ADDED]]);
const cut = changed(linear, [['channels.funding:alive', AS_DRAWN, 'set', 0]]);

/** Money raised through channels in each quarter of one path, with a dollar more of commitments less without. */
function raised(plan: Plan, path: number): number[] {
  const of = (p: Plan): number[] => tell(p, { firstPath: path }).column('lab:channel_raised');
  const before = of(plan);
  return of(withMore(plan)).map((x, q) => x - before[q]!);
}

describe('one more dollar of commitments', () => {
  const { web, drawn } = loopDraws(book, 1, PATHS);
  const leverage = web.steps.findIndex(({ kind }) => kind === 'leverage');
  const fading = 2 ** (-3 / MONTHS);

  it('calls forth in a run, turn by turn and in all, what the next-generation matrix says on the same path', () => {
    for (const [path, draw] of drawn.entries()) {
      const gain = positiveTurn(web, draw.weights)[0]! / fading;
      const induced = raised(linear, path).map((money) => (money * draw.values[leverage]!) / ADDED);
      for (let turn = 1; turn < 6; turn++)
        expect(induced[ADDED_IN + turn], `path ${path}, turn ${turn}`).toBeCloseTo(gain ** turn, 6);
      const turns = induced.length - 1 - ADDED_IN;
      const total = induced.reduce((sum, x) => sum + x, 0);
      expect(total, `path ${path}`).toBeCloseTo((gain * (1 - gain ** turns)) / (1 - gain), 5);
    }
  });

  it('calls forth on average what the multiplier says on other draws, within sampling error', () => {
    const totals = drawn.map((draw, path) =>
      raised(linear, path).reduce((sum, money) => sum + money * draw.values[leverage]!, 0),
    );
    const mean = totals.reduce((sum, x) => sum + x, 0) / PATHS;
    const variance = totals.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (PATHS - 1);
    const { drawn: others, web: same } = loopDraws(book, 2, 1000);
    const expected =
      others.reduce((sum, d) => {
        const gain = positiveTurn(same, d.weights)[0]! / fading;
        return sum + gain / (1 - gain);
      }, 0) / 1000;
    expect(Math.abs(mean - expected)).toBeLessThan(3 * Math.sqrt(variance / PATHS));
    expect(mean).toBeGreaterThan(0.1);
    expect(loop({ book, draws: 100 }).result.p_above_one).toBe(0);
  });

  it('calls forth nothing where the channel is cut', () => {
    for (let path = 0; path < 5; path++) expect(raised(cut, path).every((money) => money === 0)).toBe(true);
  });
});
