// kernel: the market written out a second time, in one piece, so that it can be read beside the definitions.
import { describe, expect, it } from 'vitest';
import { smallPlan, tell } from '../engineBook.ts';

interface TwinMarket {
  readonly capacity: number;
  readonly demand: number;
  readonly growth: Readonly<Record<number, number>>;
  readonly referencePrice: number;
  readonly elasticity: number;
  readonly runningCost: number;
  readonly chips: number;
  readonly shell: number;
  readonly chipLife: number;
  readonly shellLife: number;
  readonly lead: number;
  readonly costOfCapital: number;
  readonly ageing: number;
  readonly speedLimit: number;
  readonly response: number;
  readonly priceCap: number;
  readonly longRunGrowth: number;
  readonly pipeline: readonly number[];
}

interface TwinLab {
  readonly revenue: number;
  readonly growth: Readonly<Record<number, number>>;
  /** Compute for training at the ends of years. */
  readonly training: Readonly<Record<number, number>>;
  readonly revenuePerCapacity: number;
  readonly elasticity: number;
}

const FIRST_YEAR = 2026;
const yearOf = (quarter: number): number => FIRST_YEAR + Math.floor(quarter / 4);

/** The year's median; after the last year written it falls in a line to the long-run growth over five years. */
function medianGrowth(growth: Readonly<Record<number, number>>, year: number, longRun: number): number {
  const years = Object.keys(growth).map(Number);
  const last = Math.max(...years);
  if (year <= last) return growth[year]!;
  const part = Math.min(1, (year - last) / 5);
  return (1 - part) * growth[last]! + part * longRun;
}

/** Interpolated between the ends of years. */
function atQuarterEnd(byYear: Readonly<Record<number, number>>, quarter: number): number {
  const year = yearOf(quarter);
  const part = ((quarter % 4) + 1) / 4;
  return (1 - part) * byYear[year - 1]! + part * byYear[year]!;
}

/** The market part of the engine written a second time, from definitions D2 alone: one path, no shocks, one owner. */
function twin(
  m: TwinMarket,
  lab: TwinLab,
  quarters: number,
): { price: number[]; capacity: number[]; revenue: number[] } {
  const chipDying = 1 / (4 * m.chipLife);
  const shellDying = 1 / (4 * m.shellLife);
  const quarterRate = (1 + m.costOfCapital) ** 0.25;
  const aged = Math.exp(-m.ageing / 4);
  const chipRent = m.chips * 4 * (quarterRate - (1 - chipDying) * aged);
  const shellRent = m.shell * 4 * (quarterRate - (1 - shellDying) * aged);
  const longRunCost = chipRent + shellRent + m.runningCost;
  const cap = m.priceCap * longRunCost;
  const orders: number[] = [...m.pipeline];
  let capacity = m.capacity;
  let others = m.demand;
  let wanted = lab.revenue;
  let expected = longRunCost;
  const growths: number[] = [];
  const told = { price: [] as number[], capacity: [] as number[], revenue: [] as number[] };
  for (let q = 0; q < quarters; q++) {
    // Deliver: shells retire, everything ages, chips die and are renewed where that is expected to pay.
    const standing = capacity * (1 - shellDying) * aged;
    const dying = standing * chipDying;
    const renews = expected > chipRent + m.runningCost;
    capacity = standing - dying + (renews ? dying * Math.exp(m.ageing * m.chipLife) : 0) + (orders[q] ?? 0);
    // Want.
    const growth = medianGrowth(m.growth, yearOf(q), m.longRunGrowth);
    others *= (1 + growth) ** 0.25;
    growths.push(growth);
    wanted *= (1 + medianGrowth(lab.growth, yearOf(q), m.longRunGrowth)) ** 0.25;
    const training = atQuarterEnd(lab.training, q);
    const inference = wanted / lab.revenuePerCapacity;
    // Price: by halving.
    const demandAt = (price: number): number =>
      others * (price / m.referencePrice) ** -m.elasticity +
      training * (price / m.referencePrice) ** -lab.elasticity +
      inference;
    let price = m.runningCost;
    let ration = 1;
    if (demandAt(m.runningCost) > capacity) {
      if (demandAt(cap) >= capacity) {
        price = cap;
        ration = capacity / demandAt(cap);
      } else {
        let low = m.runningCost;
        let high = cap;
        for (let step = 0; step < 200; step++) {
          const middle = Math.sqrt(low * high);
          if (demandAt(middle) > capacity) low = middle;
          else high = middle;
        }
        price = Math.sqrt(low * high);
      }
    }
    const need = training * (price / m.referencePrice) ** -lab.elasticity + inference;
    const revenue = wanted * ration;
    wanted -= 0.5 * wanted * (1 - ration);
    told.price.push(price);
    told.capacity.push(capacity);
    told.revenue.push(revenue);
    // Decide.
    const ahead = Math.min(quarters - 1, q + m.lead);
    const prior = medianGrowth(m.growth, yearOf(ahead), m.longRunGrowth);
    const trailing = q >= 3 ? growths.slice(-4).reduce((product, g) => product * (1 + g) ** 0.25, 1) - 1 : prior;
    const years = m.lead / 4;
    const labAhead = need * (1 + medianGrowth(lab.growth, yearOf(ahead), m.longRunGrowth)) ** years;
    const demand = others * (1 + 0.5 * trailing + 0.5 * prior) ** years + labAhead;
    const underWay = Array.from({ length: m.lead }, (_, k) => orders[q + 1 + k] ?? 0).reduce((sum, x) => sum + x, 0);
    const renewsNow = expected > chipRent + m.runningCost;
    const chipsLost = renewsNow ? 0 : capacity * (1 - shellDying) ** m.lead * (1 - (1 - chipDying) ** m.lead);
    const supply = capacity * (1 - shellDying) ** m.lead - chipsLost + underWay;
    expected = Math.min(cap, Math.max(m.runningCost, m.referencePrice * (demand / supply) ** (1 / m.elasticity)));
    const shortage = Math.max(0, demand - supply);
    const order = expected > longRunCost ? m.response * shortage : 0;
    orders[q + m.lead] = Math.min(order, m.speedLimit * capacity);
  }
  return told;
}

const BASE: TwinMarket = {
  capacity: 22,
  demand: 18,
  growth: { 2026: 0.46, 2027: 0.38, 2028: 0.31, 2029: 0.26, 2030: 0.2 },
  referencePrice: 12.5,
  elasticity: 1.2,
  runningCost: 1.5,
  chips: 25,
  shell: 13,
  chipLife: 5.5,
  shellLife: 20,
  lead: 6,
  costOfCapital: 0.1,
  ageing: 0.03,
  speedLimit: 0.09,
  response: 0.5,
  priceCap: 4,
  longRunGrowth: 0.1,
  pipeline: [1.8, 2, 2.2, 2.4, 2.6, 2.8],
};
const LAB: TwinLab = {
  revenue: 20,
  growth: { 2026: 0.9, 2027: 0.6, 2028: 0.4, 2029: 0.3, 2030: 0.2 },
  training: { 2025: 0.9, 2026: 1.4, 2027: 2, 2028: 2.6, 2029: 3, 2030: 3.3, 2031: 3.5, 2032: 3.6 },
  revenuePerCapacity: 14,
  elasticity: 0.4,
};
const QUARTERS = 28;

function engine(m: TwinMarket, lab: TwinLab): { price: number[]; capacity: number[]; revenue: number[] } {
  const quarter = (k: number): string => `${yearOf(k)}-Q${(k % 4) + 1}`;
  const told = tell(
    smallPlan({
      end: '2032-Q4',
      parties: {
        lab: {
          name: 'Lab',
          kind: 'lab',
          cash: 1e6,
          demand: {
            revenue: lab.revenue,
            growth: lab.growth,
            margin: 0.6,
            other_costs: 0,
            training: lab.training,
            revenue_per_capacity: lab.revenuePerCapacity,
            elasticity: lab.elasticity,
          },
        },
      },
      market: {
        capacity: m.capacity,
        demand: m.demand,
        growth: m.growth,
        reference_price: m.referencePrice,
        elasticity: m.elasticity,
        running_cost: m.runningCost,
        build: { chips: m.chips, shell: m.shell, chip_life: m.chipLife, shell_life: m.shellLife },
        lead: m.lead,
        cost_of_capital: m.costOfCapital,
        ageing: m.ageing,
        speed_limit: m.speedLimit,
        order_response: m.response,
        price_cap: m.priceCap,
        long_run_growth: m.longRunGrowth,
        credibility: 0.5,
        pipeline: Object.fromEntries(m.pipeline.map((amount, k) => [quarter(k), amount])),
      },
    }),
  );
  return {
    price: told.column('market:price'),
    capacity: told.column('market:capacity'),
    revenue: told.column('lab:lab_revenue'),
  };
}

describe('the market of a one-owner book in the central case agrees with its slow twin', () => {
  const cases: Record<string, [Partial<TwinMarket>, Partial<TwinLab>]> = {
    'as it stands': [{}, {}],
    'demand that stops: a glut down to the running cost': [
      { growth: { 2026: -0.3, 2027: -0.4, 2028: -0.2, 2029: 0, 2030: 0.05 }, capacity: 30 },
      { growth: { 2026: 0, 2027: 0, 2028: 0, 2029: 0, 2030: 0 } },
    ],
    'needs that no price can damp: rationing at the cap': [
      { speedLimit: 0.01, pipeline: [0, 0, 0, 0, 0, 0], priceCap: 1.5 },
      { growth: { 2026: 3, 2027: 2, 2028: 1, 2029: 0.5, 2030: 0.2 }, elasticity: 0 },
    ],
    'a quick trade: lead of two quarters, no ageing, cheap capital': [
      { lead: 2, ageing: 0, costOfCapital: 0.02, pipeline: [1, 1] },
      {},
    ],
    'small units': [
      { referencePrice: 0.0125, runningCost: 0.0015, chips: 0.025, shell: 0.013 },
      { revenue: 0.02, revenuePerCapacity: 0.014 },
    ],
  };
  for (const [name, [market, lab]] of Object.entries(cases)) {
    it(name, () => {
      const m = { ...BASE, ...market };
      const l = { ...LAB, ...lab };
      const slow = twin(m, l, QUARTERS);
      const fast = engine(m, l);
      for (const series of ['price', 'capacity', 'revenue'] as const) {
        for (let q = 0; q < QUARTERS; q++) {
          expect(fast[series][q]! / slow[series][q]!, `${series} in quarter ${q}`).toBeCloseTo(1, 9);
        }
      }
    });
  }
});
