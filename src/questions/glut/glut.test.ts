import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallBook, tell } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { askGlut, type GlutOptions } from '../../experiments/askGlut.ts';
import { glutWorlds, notBelieved, withCommitmentsScaled } from '../../experiments/glutWorlds.ts';
import { recordWorlds } from '../../experiments/recordWorlds.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { planBook } from '../../plan/planBook.ts';
import { recordedNames } from '../../run/recorded.ts';
import type { VectorSlice } from '../claims/measured.ts';
import { benefitByVector } from './benefitByVector.ts';
import { breakEvenShare, flexibleShares } from './flexibleShare.ts';
import { glutColumns, glutFigures } from './glutMeasured.ts';
import { NOT_BELIEVED, opennessWorld, scaledWorld } from './glutNeeds.ts';
import type { GlutResult } from './glutSchema.ts';
import { announcedIn, inducedPerUnit } from './inducedCapacity.ts';
import { labBenefit } from './labBenefit.ts';

const MARKET = {
  capacity: 20,
  demand: 17,
  growth: { 2026: 0.25, 2027: 0.15, 2028: 0.05, 2029: 0.02 },
  growth_sd: 0.12,
  regime_enter: 0.1,
  reference_price: 12,
  elasticity: 1,
  running_cost: 1.5,
  price_cap: 4,
  build: { chips: 25, shell: 13, chip_life: 5.5, shell_life: 20 },
  cost_of_capital: 0.1,
  ageing: 0,
  lead: 4,
  speed_limit: 0.1,
  credibility: 0.5,
  order_response: 0.5,
};

interface Parts {
  readonly market?: object;
  readonly term?: object;
  readonly demand?: object;
  readonly amount?: number;
  readonly capacity?: number;
  readonly end?: string;
}

/** A lab that has announced six units of capacity and needs about half of them, in a market of twenty. */
function bookOf({ market = {}, term = {}, demand = {}, amount = 6, capacity = 3, end = '2030-Q4' }: Parts = {}): Book {
  return smallBook({
    end,
    parties: {
      lab: {
        name: 'Lab',
        kind: 'lab',
        cash: 10_000,
        demand: {
          revenue: 20,
          growth: 0.3,
          growth_sd: 0,
          margin: 0.9,
          other_costs: 0,
          training: 1,
          revenue_per_capacity: 15,
          elasticity: 0.3,
          ...demand,
        },
      },
      cloud: { name: 'Cloud', kind: 'cloud', cash: 10_000, capacity },
    },
    market: { ...MARKET, ...market },
    deals: {
      compute: {
        between: ['lab', 'cloud'],
        date: '2025-10-15',
        status: 'signed',
        firm: 0.5,
        terms: {
          term: {
            type: 'capacity',
            buyer: 'lab',
            seller: 'cloud',
            amount,
            start: '2026-07-01',
            ramp: 8,
            years: 6,
            price: 13,
            take_or_pay: 1,
            indexed: 0,
            renegotiable: 0,
            ...term,
          },
        },
      },
    },
  });
}

const asking = (book: Book, paths: number) => ({
  book,
  diagnostics: [],
  openRunner: async () => inProcessRunner(),
  paths,
  seed: 1,
});

async function told(book: Book, paths = 64, options: GlutOptions = { scales: [0, 1] }): Promise<GlutResult> {
  return (await askGlut(asking(book, paths), options)).result!;
}

/** What was recorded of each world of the question, by its id. */
async function worldsOf(book: Book, paths = 16) {
  const plan = planBook(book);
  const worlds = glutWorlds(book, plan, 'lab', [0, 1]);
  const read = (await recordWorlds(worlds, asking(book, paths)))!;
  return { plan, worlds, world: (id: string) => read[worlds.findIndex((w) => w.id === id)]! };
}

describe('the worlds of glut', () => {
  it('with commitments times one are the book as it stands, byte for byte', async () => {
    const book = bookOf();
    const plan = planBook(book);
    const [base] = glutWorlds(book, plan, 'lab', [0, 1]);
    const again = { ...base!, id: 'again', plan: withCommitmentsScaled(book, plan, 'lab', 1) };
    expect(again.plan.patches.length).toBeGreaterThan(plan.patches.length);
    const [a, b] = (await recordWorlds([base!, again], asking(book, 16)))!;
    for (const name of [...recordedNames(plan, base!.recorded), ...base!.names!]) expect(b!(name)).toEqual(a!(name));
  });

  it.each([
    ['as signed', (b: Book) => planBook(b)],
    ['none', (b: Book) => withCommitmentsScaled(b, planBook(b), 'lab', 0)],
    ['half as large again', (b: Book) => withCommitmentsScaled(b, planBook(b), 'lab', 1.5)],
    ['not believed', (b: Book) => notBelieved(planBook(b))],
  ])('%s: all capacity is owned by someone, and is used or idle', (_name, planOf) => {
    const plan = planOf(bookOf());
    const world = tell(plan, { firstPath: 3 });
    const owned = plan.columnNames.filter((name) => name.endsWith(':capacity_owned')).map(world.column);
    world.column('market:capacity').forEach((k, q) => {
      expect(owned.reduce((sum, column) => sum + column[q]!, 0)).toBeCloseTo(k, 9);
      const idle = world.column('market:free_capacity')[q]! - world.column('market:spot_sales')[q]!;
      expect(idle).toBeGreaterThanOrEqual(-1e-9);
      expect(world.column('market:utilisation')[q]!).toBeCloseTo(1 - idle / k, 9);
    });
    expect(world.result.conservationError).toBeLessThan(1e-9);
  });

  it('scale what is delivered, and nothing that is delivered elsewhere', () => {
    const book = bookOf();
    const delivered = (scale: number): number[] =>
      tell(withCommitmentsScaled(book, planBook(book), 'lab', scale)).column('compute.term:delivered');
    const signed = delivered(1);
    expect(delivered(0.5)).toEqual(signed.map((x) => expect.closeTo(x / 2, 9)));
    expect(Math.max(...delivered(0))).toBe(0);
  });

  it('start from the price at which demand meets what stands, in closed form', async () => {
    const fixed = { training: 2, elasticity: 0, revenue: 0 };
    const { plan, world } = await worldsOf(
      bookOf({ demand: fixed, market: { growth_sd: 0, growth: 0, regime_enter: 0 } }),
    );
    for (const id of ['', scaledWorld('lab', 0), NOT_BELIEVED]) {
      const kept = world(id)('market.capacity.0')[0]!;
      expect(world(id)('market.price.0')[0]).toBeCloseTo((12 * 17) / (kept - 2), 9);
    }
    expect(plan.hasMarket).toBe(true);
  });
});

describe('a glut', () => {
  it('is no less likely where builders may build faster, while that limit binds', async () => {
    const likely: number[] = [];
    for (const speed_limit of [0.02, 0.04, 0.07, 0.1])
      likely.push((await told(bookOf({ market: { speed_limit } }), 200)).p_glut!);
    expect([...likely].sort((a, b) => a - b)).toEqual(likely);
    expect(likely.at(-1)!).toBeGreaterThan(likely[0]! + 0.05);
  });

  it('comes under a higher threshold wherever it comes under a lower one', async () => {
    const result = await told(bookOf());
    for (const w of result.worlds) {
      expect(w.p_glut_at_long_run_cost!).toBeGreaterThanOrEqual(w.p_glut!);
      expect(w.p_glut!).toBeGreaterThanOrEqual(w.p_glut_at_running_cost!);
    }
    expect(result.p_glut).toBe(result.worlds.find((w) => w.world === 'as_signed')!.p_glut);
    expect(result.depth!.p5).toBeGreaterThan(0.2);
    expect(result.length!.p5).toBeGreaterThanOrEqual(4);
  });

  it('is induced by nothing where nobody believes what is announced', async () => {
    const result = await told(bookOf({ market: { credibility: 0 } }), 16);
    expect(result.induced_per_announced_unit).toBe(0);
    expect(result.parties.lab).toMatchObject({
      value_of_credibility: 0,
      flexible_share_less_break_even: expect.anything(),
    });
    expect(result.break_even!.overbuilding.is).toBe('never');
    const believed = await told(bookOf({ market: { credibility: 1 } }), 16);
    expect(believed.induced_per_announced_unit).toBeGreaterThan(0.02);
    expect(believed.worlds.at(-1)).toMatchObject({ world: 'not_believed', p_glut: result.p_glut });
  });
});

describe('what labs have announced', () => {
  it('counts what channels call forth on a path from one lead time on, as builders do', async () => {
    const { plan, world } = await worldsOf(bookOf(), 4);
    const headline = plan.labs[0]!.announced;
    const called = (name: string): Float64Array => {
      const [, , quarter] = name.split('.');
      return name.startsWith('glut.called.')
        ? Float64Array.of(0, 0.5, 1, 2).map((x) => x * Number(quarter))
        : world('')(name);
    };
    for (const q of [0, 3, 4, 11]) {
      const more = Math.max(0, q - plan.market.lead);
      expect([...announcedIn(plan, called, q)]).toEqual([0, 0.5, 1, 2].map((x) => headline[q]! + x * more));
    }
    const [one, other] = [
      inducedPerUnit(plan, called, world(NOT_BELIEVED)),
      inducedPerUnit(plan, world(''), world(NOT_BELIEVED)),
    ];
    const sum = headline.reduce((s, x) => s + x, 0);
    const more = Array.from({ length: plan.quarters }, (_, q) => Math.max(0, q - plan.market.lead)).reduce(
      (s, x) => s + x,
      0,
    );
    one!.forEach((x, l) => {
      expect(x * (sum + [0, 0.5, 1, 2][l]! * more)).toBeCloseTo(other![l]! * sum, 9);
    });
  });
});

describe('the net benefit of a lab', () => {
  it('is nothing over the same world, and turns its sign with the order of the worlds', async () => {
    const { plan, world } = await worldsOf(bookOf());
    const [a, b] = [world(''), world(scaledWorld('lab', 0))];
    expect(labBenefit(plan, 'lab', a, a).cash.every((x) => x === 0)).toBe(true);
    const [forth, back] = [labBenefit(plan, 'lab', a, b), labBenefit(plan, 'lab', b, a)];
    expect(Array.from(forth.cash)).toEqual(Array.from(back.cash, (x) => expect.closeTo(-x, 6)));
    expect(Math.max(...forth.cash.map(Math.abs))).toBeGreaterThan(1);
  });

  it('is what it pays less in the market than under contract, by hand on one path without risk', async () => {
    const still = { growth: 0, growth_sd: 0, regime_enter: 0, equity_premium: 0, pass_through: 0.4 };
    const book = bookOf({
      demand: { growth: 0, revenue: 15, training: 1, elasticity: 0 },
      market: still,
      amount: 1,
      capacity: 0.2,
      term: { ramp: 0 },
    });
    const { plan, world } = await worldsOf(book, 1);
    const [a, b] = [world(''), world(scaledWorld('lab', 0))];
    const signed = tell(plan, { firstPath: 0 });
    const none = tell(withCommitmentsScaled(book, plan, 'lab', 0), { firstPath: 0 });
    let cash = 0;
    let ends = 0;
    for (let q = 0; q < plan.quarters; q++) {
      const kernel = Math.exp((-0.04 * (q + 1)) / 4);
      const [pa, pb] = [signed.column('market:price')[q]!, none.column('market:price')[q]!];
      const held = signed.column('compute.term:delivered')[q]!;
      // It needs one unit for training and one for inference: the contract's part at 13, the rest at the market.
      const paid = (13 * held + pa * (2 - held) - pb * 2) / 4;
      cash += kernel * -paid;
      ends += (kernel * 0.4 * (pa - pb)) / 4;
    }
    const { cash: net, endPrices } = labBenefit(plan, 'lab', a, b);
    expect(Math.abs(ends)).toBeGreaterThan(1e-3);
    expect(endPrices[0]! / ends).toBeCloseTo(1, 6);
    expect((net[0]! - endPrices[0]!) / cash).toBeCloseTo(1, 6);
  });

  it('as flexible as f*, run again, is nothing', async () => {
    const book = bookOf({ market: { credibility: 1 } });
    const result = await told(book, 200);
    const { points, by_indexing, flexible_share } = result.break_even!.overbuilding;
    const [bound, , , indexed] = points;
    expect(bound!.net_benefit.mean).toBeLessThan(0);
    expect(indexed!.net_benefit.mean).toBeGreaterThan(0);
    expect(flexible_share).toBe(by_indexing);
    const x = (by_indexing! - bound!.flexible_share) / (indexed!.flexible_share - bound!.flexible_share);
    const again = await told(bookOf({ market: { credibility: 1 }, term: { indexed: x } }), 200);
    const range = indexed!.net_benefit.mean - bound!.net_benefit.mean;
    expect(Math.abs(again.parties.lab!.value_of_credibility! / range)).toBeLessThan(0.02);
    expect(again.flexible_share!.mean).toBeCloseTo(by_indexing!, 2);
  });
});

describe('the flexible share', () => {
  it('counts what is indexed, what of the rest may be reopened, and what is bought on the spot', async () => {
    const { plan, world } = await worldsOf(bookOf({ term: { indexed: 0.3, renegotiable: 0.5 } }));
    const { asWritten, bound, open } = flexibleShares(plan, 'lab', world(''));
    asWritten.forEach((f, l) => {
      const contracted = 1 - bound[l]!;
      expect(open[l]).toBeCloseTo(1, 12);
      expect(f).toBeCloseTo(bound[l]! + contracted * (0.3 + 0.7 * 0.5), 12);
    });
    expect(Math.max(...bound)).toBeLessThan(1);
  });

  it('turns where the lines between the runs first cross nothing', () => {
    const point = fc.record({
      share: fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000),
      benefit: fc.integer({ min: -50, max: 50 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(point, { minLength: 2, maxLength: 4, selector: (p) => p.share }), (points) => {
        const rising = [...points].sort((a, b) => a.share - b.share);
        const at = (share: number): number => {
          const k = rising.findIndex((p) => p.share >= share);
          if (k <= 0) return rising[0]!.benefit;
          const [a, b] = [rising[k - 1]!, rising[k]!];
          return a.benefit + ((b.benefit - a.benefit) * (share - a.share)) / (b.share - a.share);
        };
        const found = breakEvenShare(points);
        if (found.is === 'always') expect(rising.every((p) => p.benefit > 0)).toBe(true);
        else if (found.is === 'never') expect(rising.every((p) => p.benefit <= 0)).toBe(true);
        else if ('share' in found) {
          expect(at(found.share)).toBeCloseTo(0, 6);
          const pays = found.is === 'until';
          for (const p of rising) if (p.share < found.share - 1e-9) expect(p.benefit > 0).toBe(pays);
          const after = rising.find((p) => p.share > found.share + 1e-9);
          if (after !== undefined) expect(after.benefit > 0).toBe(!pays);
        }
      }),
    );
  });
});

describe('figures for claims', () => {
  it('are those of the answer, on all paths and on the mean of their parts', async () => {
    const book = bookOf();
    const paths = 24;
    const result = await told(book, paths);
    const { plan, world } = await worldsOf(book, paths);
    const slice = (from: number, count: number): VectorSlice => {
      const part = (id: string) => (name: string) => world(id)(name).slice(from, from + count);
      return { book, plan, seed: 1, from, paths: count, world: part, whole: world };
    };
    const whole = slice(0, paths);
    const value = 'parties.lab.value_of_credibility';
    expect(glutFigures(whole)(value)).toBeCloseTo(result.parties.lab!.value_of_credibility!, 9);
    expect(glutFigures(whole)('induced_per_announced_unit')).toBeCloseTo(result.induced_per_announced_unit!, 12);
    const parts = [0, 12].map((from) => glutFigures(slice(from, 12))(value)!);
    expect((parts[0]! + parts[1]!) / 2).toBeCloseTo(result.parties.lab!.value_of_credibility!, 9);
    const less = glutColumns(whole)('parties.lab.flexible_share_less_break_even')!;
    const known = less.filter((x) => !Number.isNaN(x));
    expect(known.length / paths).toBeCloseTo(result.p_glut!, 12);
    expect(known.filter((x) => x > 0).length / known.length).toBeCloseTo(result.flexible_share_above_break_even!, 12);
    expect(glutFigures(whole)('parties.cloud.value_of_credibility')).toBeUndefined();
  });

  it('of vectors: the level of each with less noise, and what opening contracts adds from the worlds in which they were opened', async () => {
    const [vectors, noise] = [12, 8];
    const book = bookOf({ market: { credibility: '0.1 to 0.9', pass_through: '0 to 0.8' } });
    const plan = { ...planBook(book), noisePaths: noise };
    const worlds = glutWorlds(book, plan, 'lab', [0, 1]);
    const read = (await recordWorlds(worlds, asking(book, vectors * noise)))!;
    const opened = 4 * noise;
    // Contracts are opened on the first four vectors alone.
    const whole = (id: string) => {
      const all = read[worlds.findIndex((w) => w.id === id)]!;
      return id === '' || id === NOT_BELIEVED ? all : (name: string) => all(name).slice(0, opened);
    };
    const base = whole('');
    const slice = (v: number): VectorSlice => ({
      book,
      plan,
      seed: 1,
      from: v * noise,
      paths: noise,
      world: (id) => (name) => whole(id)(name).slice(v * noise, (v + 1) * noise),
      whole: (id) => (id === '' ? base : whole(id)),
    });
    const asWritten = labBenefit(plan, 'lab', whole(''), whole(NOT_BELIEVED)).cash;
    const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, v) => sum + v, 0) / x.length;
    const own = Array.from({ length: vectors }, (_, v) => mean(asWritten.slice(v * noise, (v + 1) * noise)));
    const told = Array.from({ length: vectors }, (_, v) => benefitByVector(slice(v), 'lab'));
    expect(mean(told.map((b) => b.as_signed))).toBeCloseTo(mean(own), 9);
    const squares = (x: readonly number[]): number => x.reduce((sum, v) => sum + (v - mean(own)) ** 2, 0);
    expect(squares(told.map((b) => b.as_signed))).toBeLessThan(squares(own));
    expect(squares(told.map((b) => b.as_signed))).toBeGreaterThan(0);
    for (const open of ['bound', 'reopened', 'indexed'] as const) {
      const [yes, no] = [true, false].map((isBelieved) => whole(opennessWorld('lab', open, isBelieved)));
      const added = mean(labBenefit(plan, 'lab', yes!, no!).cash.map((x, l) => x - asWritten[l]!));
      for (const b of told) expect(b[open] - b.as_signed).toBeCloseTo(added, 9);
    }
    const less = glutColumns(slice(9))('parties.lab.flexible_share_less_break_even');
    expect(less).toHaveLength(noise);
  });
});
