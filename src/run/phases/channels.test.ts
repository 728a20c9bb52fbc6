// table: test cases, each with its small book.
import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';

const MARKET = {
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
};

const SHARE = { listed: { price: 10, shares: 1000, volatility: 0.1, beta: 1 } };
const QUARTERS = 12;
const LEAD = 4;

interface Asked {
  readonly vendor?: object;
  readonly vendors?: object;
  readonly holder?: object;
  readonly channels?: Readonly<Record<string, object>>;
}

/** A holder of a rising share funds a lab, which commits to a vendor; shocks are off. */
function planOf(asked: Asked = {}) {
  return smallPlan({
    end: '2029-Q4',
    parties: {
      riser: { name: 'Riser', kind: 'other', cash: 0, ...SHARE },
      holder: { name: 'Holder', kind: 'person', cash: 1e6, ...asked.holder },
      lab: {
        name: 'Lab',
        kind: 'lab',
        cash: 1e6,
        private: { valuation: 1e5 },
        demand: { revenue: 100, growth: 0, margin: 1, other_costs: 0, training: 3, revenue_per_capacity: 100 },
      },
      vendor: { name: 'Vendor', kind: 'cloud', cash: 1e6, capacity: 20, ...SHARE, ...asked.vendor },
    },
    stakes: { riser: { holders: { holder: 0.5 } } },
    market: MARKET,
    channels: {
      funding: { says: 'F', kind: 'funding', holder: 'holder', issuer: 'lab', rate: 0.2 },
      commitment: {
        says: 'C',
        kind: 'commitment',
        issuer: 'lab',
        debt_share: 0.3,
        own_share: 0.2,
        vendors: { vendor: 0.5 },
        years: QUARTERS,
        ...asked.vendors,
      },
      ...asked.channels,
    },
  });
}

/** The books of a commitment, kept here afresh: what comes in is levered, waits, stands and is paid. */
function twin(raised: readonly number[], paid: readonly number[]): { standing: number[]; pending: number[] } {
  const standing: number[] = [];
  const pending: number[] = [];
  let [s, p] = [0, 0];
  for (const [q, money] of raised.entries()) {
    s += p / LEAD - paid[q]!;
    p += (money / 0.5) * 0.5 - p / LEAD;
    standing.push(s);
    pending.push(p);
  }
  return { standing, pending };
}

const near = (actual: readonly number[], expected: readonly number[], digits = 9): void => {
  for (const [q, value] of expected.entries())
    expect(Math.abs(actual[q]! - value) / Math.max(1, Math.abs(value)), `quarter ${q}`).toBeLessThan(10 ** -digits);
};
const column = (told: Told, role: string): number[] => told.column(`channels.commitment:vendor:${role}`);

describe('commitments that channels call forth', () => {
  it('from a cloud are served by its capacity at long-run cost, ordered ahead, and used by the lab like its own', () => {
    const told = tell(planOf());
    const raised = told.paid('holder', 'lab');
    const paid = told.paid('lab', 'vendor', 'channel_purchase:commitment');
    expect(raised.some((m) => m > 1)).toBe(true);
    const { standing, pending } = twin(raised, paid);
    near(column(told, 'standing'), standing);
    near(column(told, 'pending'), pending);
    const price = told.column('market:long_run_cost')[0]!;
    const served = column(told, 'served');
    near(
      paid,
      served.map((k) => (k * price) / 4),
    );
    for (let q = 2; q < served.length; q++) expect(served[q]).toBeCloseTo((4 * standing[q - 1]!) / QUARTERS / price, 9);
    near(told.column('lab:capacity_uncontracted'), served);
    near(told.column('vendor:contracted_out'), served);
    // Training of 3 and inference of 1 are wanted at the reference price; what is served is not bought on the spot.
    const spot = told.column('lab:spot_purchases');
    const need = told.column('lab:need');
    near(
      spot,
      need.map((n, q) => Math.max(0, n - served[q]!)),
    );
  });

  it('from a maker of chips become equipment of the lab, in buildings that it pays for', () => {
    const told = tell(planOf({ vendor: { kind: 'chipmaker', capacity: undefined } }));
    const paid = told.paid('lab', 'vendor', 'channel_equipment:commitment');
    const arrived = column(told, 'served');
    expect(paid.at(-1)).toBeGreaterThan(0);
    near(
      paid,
      arrived.map((k) => 20 * k),
    );
    let whole = 0;
    near(
      column(told, 'delivered'),
      arrived.map((k) => {
        whole += k;
        return whole;
      }),
    );
    const built = told.paid('lab', 'world-suppliers', 'build');
    for (const [q, k] of arrived.entries()) expect(built[q]).toBeGreaterThanOrEqual(12 * k - 1e-9);
    const owned = told.column('lab:capacity_owned');
    const kept = told.column('lab:capacity_kept');
    near(
      owned,
      arrived.map((k, q) => k + (q === 0 ? 0 : owned[q - 1]! * kept[q]!)),
    );
    const { standing } = twin(told.paid('holder', 'lab'), paid);
    near(column(told, 'standing'), standing);
  });

  it('come after signed contracts: a cloud that owns too little delivers, and is paid, less', () => {
    const small = tell(planOf({ vendor: { capacity: 0.01 } }));
    const served = column(small, 'served');
    const wanted = column(small, 'standing').map(
      (s, q) => (4 * s) / QUARTERS / small.column('market:long_run_cost')[q]!,
    );
    const price = small.column('market:long_run_cost')[0]!;
    expect(wanted[3]).toBeGreaterThan(0.01);
    expect(served[4]).toBeCloseTo(small.column('vendor:capacity_owned')[4]!, 9);
    expect(small.paid('lab', 'vendor', 'channel_purchase:commitment')[4]).toBeCloseTo((served[4]! * price) / 4, 9);
    // What it orders for them arrives a lead time later.
    expect(small.column('vendor:capacity_owned').at(-1)).toBeGreaterThan(1);
  });

  it('are news of the vendor in the quarter in which they are made: its value moves by the multiple', () => {
    const news = { says: 'N', kind: 'news', vendor: 'vendor', multiple: 0.5, half_life: 240 };
    const told = tell(planOf({ channels: { news } }));
    const survival = Math.sqrt(Math.sqrt(told.column('lab:payment_probability')[1]!));
    const fresh = told.paid('holder', 'lab')[1]!;
    const weight = (life: number, then: number): number => ((survival / life) * then) / (1 - survival * (1 - 1 / life));
    // The first money comes in the second quarter; that the vendor's own value rises feeds nobody here.
    expect(told.column('vendor:news_flow')[1]).toBeCloseTo(fresh * weight(LEAD, weight(QUARTERS, 1)), 9);
    expect(told.column('vendor:news')[1]).toBeCloseTo(0.5 * told.column('vendor:news_flow')[1]!, 9);
  });

  it('end with the lab: nothing stands and nothing waits once it has failed', () => {
    const plan = planOf();
    const forced = plan.columnNames.indexOf('lab:forced_default');
    const told = tell({ ...plan, patches: [{ quarter: 6, column: forced, operation: 'set', value: 1 }] });
    expect(column(told, 'standing')[5]).toBeGreaterThan(0);
    expect(column(told, 'standing').slice(6)).toEqual(
      column(told, 'standing')
        .slice(6)
        .map(() => 0),
    );
    expect(column(told, 'pending').slice(6)).toEqual(
      column(told, 'pending')
        .slice(6)
        .map(() => 0),
    );
  });
});

describe('debt that holders took through channels', () => {
  const RATE = 0.04 + 0.01;

  it('bears interest like new debt: riskless rate and lowest spread for who borrows on shares', () => {
    const told = tell(planOf());
    const debt = told.column('holder:channel_debt');
    const interest = told.paid('holder', 'world-bank', 'channel_interest');
    const borrowed = told.paid('world-bank', 'holder');
    for (let q = 1; q < debt.length; q++) {
      expect(interest[q]).toBeCloseTo((debt[q - 1]! * RATE) / 4, 9);
      expect(debt[q]).toBeCloseTo(debt[q - 1]! + borrowed[q]!, 9);
    }
    expect(interest.at(-1)).toBeGreaterThan(0);
  });

  it('grows by what a holder without cash cannot pay, and makes nobody fail', () => {
    const told = tell(planOf({ holder: { cash: 0 } }));
    const debt = told.column('holder:channel_debt');
    const borrowed = told.paid('world-bank', 'holder');
    for (let q = 1; q < debt.length; q++) expect(debt[q]).toBeCloseTo(debt[q - 1]! * (1 + RATE / 4) + borrowed[q]!, 9);
    expect(told.paid('holder', 'world-bank', 'channel_interest').every((i) => i === 0)).toBe(true);
    expect(told.column('holder:status').every((s) => s === 0)).toBe(true);
  });
});

describe('funding from gains of wealth', () => {
  it('counts a gain once: the sum over a path is the rate times what the highest wealth is over the first', () => {
    for (const firstPath of [0, 1, 2, 3, 4, 5]) {
      const told = tell(planOf(), { firstPath, isCentral: false });
      const wealth = told.column('holder:value');
      const raised = told.paid('holder', 'lab');
      let highest = wealth[0]!;
      let fell = false;
      for (let q = 1; q < wealth.length - 1; q++) {
        fell ||= wealth[q]! < wealth[q - 1]!;
        expect(raised[q + 1]).toBeCloseTo(0.2 * Math.max(0, wealth[q]! - highest), 6);
        highest = Math.max(highest, wealth[q]!);
      }
      expect(fell).toBe(true);
    }
  });
});
