import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniforms } from '../../../test/oracle/clearingWebs.ts';
import { randomFlows } from '../../../test/oracle/flowWebs.ts';
import { greatestCirculation } from './greatestCirculation.ts';
import { minimumCostFlow } from './minimumCostFlow.ts';
import { originShares } from './originShares.ts';
import { proRataReturn } from './proRataReturn.ts';
import { returnBounds } from './returnBounds.ts';
import { mostOnRoute, returnRoutes } from './returnRoutes.ts';
import { separateEarmarks } from './separateEarmarks.ts';
import { type StaticPayment, staticFlows } from './staticFlows.ts';
import { type TimedFlows, throughput } from './timedFlows.ts';
import { widestCircles } from './widestCircles.ts';

const [V, L, C] = [0, 1, 2];
const CHECK: StaticPayment[] = [
  { from: V, to: L, amount: 10, purpose: 'finance' },
  { from: L, to: C, amount: 30, purpose: 'purchase' },
  { from: C, to: V, amount: 25, purpose: 'purchase' },
];
const example = staticFlows(3, CHECK, [10, 30, 20]);
const all = { sponsor: V, from: 0, to: 0 };
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('a vendor puts 10 into a lab that has 30 more, pays a cloud 30 of its 40; the cloud has 20 more and pays the vendor 25', () => {
  it('low 0, pro rata 3.75, high 10', () => {
    expect(returnBounds(example, all)).toEqual({ low: 0, high: 10 });
    expect(total(proRataReturn(example, V).returned)).toBeCloseTo(3.75, 14);
  });
  it('all of it through the web, on one route', () => {
    expect(returnBounds(example, { ...all, isDirect: true })).toEqual({ low: 0, high: 0 });
    expect(returnRoutes(example, V, 0)).toEqual([{ parties: [L, C], proRata: 3.75 }]);
    expect(mostOnRoute(example, V, [L, C])).toBe(10);
  });
  it('earmarked for the cloud, all 10 go there: 10 of the 50 there, 5 of the 25', () => {
    const tied = separateEarmarks(example, [{ holder: L, feeds: [0], uses: [1] }]);
    expect(total(proRataReturn(tied, V).returned)).toBeCloseTo(5, 14);
    expect(returnBounds(tied, all)).toEqual({ low: 0, high: 10 });
  });
  it('where the cloud must pass on what it gets, the earmark forces it home', () => {
    const poor = staticFlows(3, [CHECK[0]!, CHECK[1]!, { ...CHECK[2]!, amount: 30 }], [10, 30, 0]);
    expect(returnBounds(poor, all).low).toBe(0);
    const tied = separateEarmarks(poor, [{ holder: L, feeds: [0], uses: [1] }]);
    expect(returnBounds(tied, all)).toEqual({ low: 10, high: 10 });
    expect(total(proRataReturn(tied, V).returned)).toBeCloseTo(10, 14);
  });
});

/** A vendor puts in 10 in the second period; the lab buys for 6 in the first and for 5 in the third. */
function later(order: readonly number[]): TimedFlows {
  const [early, invest, late] = order;
  const amount = new Float64Array(9);
  amount[invest!] = 10;
  amount[3 + early!] = 6;
  amount[6 + late!] = 5;
  const outflow = new Float64Array(6);
  outflow[early! + 3] = 6;
  outflow[late! + 3] = 5;
  outflow[invest!] = 10;
  const cash = new Float64Array(6);
  let held = 6;
  for (let q = 0; q < 3; q++) {
    held += amount[q]! - outflow[3 + q]!;
    cash[3 + q] = held;
  }
  return {
    parties: 2,
    periods: 3,
    payer: Int32Array.of(0, 1, 1),
    payee: Int32Array.of(1, 0, 0),
    isPurchase: Uint8Array.of(0, 1, 1),
    sponsor: Int32Array.of(0, -1, -1),
    amount,
    cash,
    outflow,
  };
}

it('later money cannot pay earlier purchases', () => {
  const flows = later([0, 1, 2]);
  expect(returnBounds(flows, { sponsor: 0, from: 0, to: 2 })).toEqual({ low: 5, high: 5 });
  const first = later([1, 0, 2]);
  expect(returnBounds(first, { sponsor: 0, from: 0, to: 2 })).toEqual({ low: 5, high: 10 });
  expect(returnBounds(first, { sponsor: 0, from: 0, to: 1 }).high).toBe(6);
});

const shapes = fc.record({
  parties: fc.integer({ min: 2, max: 8 }),
  periods: fc.integer({ min: 1, max: 6 }),
  links: fc.integer({ min: 2, max: 40 }),
  outside: fc.constantFrom(0, 0.3, 2),
  seed: fc.integer(),
});
const property = (check: (flows: TimedFlows) => void): void =>
  fc.assert(
    fc.property(shapes, ({ seed, ...shape }) => check(randomFlows(shape, seed))),
    { numRuns: 150, seed: 20260630 },
  );

/** x = (g + carried + F x)/T solved by elimination, period by period: no sweep, no sponsor-by-sponsor shortcut. */
function denseShares(flows: TimedFlows, v: number): number[] {
  const { parties, periods, payer, payee, isPurchase, sponsor, amount, cash } = flows;
  const through = throughput(flows);
  let last = new Array<number>(parties).fill(0);
  const returned = new Array<number>(periods).fill(0);
  for (let q = 0; q < periods; q++) {
    const rows = Array.from({ length: parties }, (_, i) => {
      const row = new Array<number>(parties + 1).fill(0);
      row[i] = 1;
      const t = through[i * periods + q]!;
      if (i === v || t <= 0) return row;
      if (q > 0) row[parties]! += (last[i]! * cash[i * periods + q - 1]!) / t;
      for (let k = 0; k < payer.length; k++) {
        if (payee[k] !== i) continue;
        const part = amount[k * periods + q]! / t;
        if (sponsor[k] === v) row[parties]! += part;
        else row[payer[k]!]! -= part;
      }
      return row;
    });
    for (let c = 0; c < parties; c++) {
      const pivot = rows.slice(c).reduce((best, row) => (Math.abs(row[c]!) > Math.abs(best[c]!) ? row : best));
      rows.splice(rows.indexOf(pivot), 1);
      rows.splice(c, 0, pivot);
      for (const row of rows) {
        if (row === pivot) continue;
        const factor = row[c]! / pivot[c]!;
        for (let j = c; j <= parties; j++) row[j]! -= factor * pivot[j]!;
      }
    }
    last = rows.map((row, i) => (i === v ? 0 : row[parties]! / row[i]!));
    for (let k = 0; k < payer.length; k++)
      if (payee[k] === v && isPurchase[k] === 1) returned[q]! += last[payer[k]!]! * amount[k * periods + q]!;
  }
  return returned;
}

describe('mixed evenly', () => {
  it('is the solution of the linear system', () => {
    property((flows) => {
      const { returned } = proRataReturn(flows, 0);
      const expected = denseShares(flows, 0);
      for (const [q, money] of expected.entries())
        if (Number.isFinite(money) && Math.abs(money) < 1e3) expect(returned[q]).toBeCloseTo(money, 8);
    });
  });
  it('is what befalls a dollar followed at random', () => {
    const flows = randomFlows({ parties: 6, periods: 3, links: 26, outside: 1 }, 7);
    const { payer, payee, isPurchase, sponsor, amount, cash, periods } = flows;
    const through = throughput(flows);
    const draw = uniforms(11);
    let sponsored = 0;
    const starts: { node: number; q: number; upTo: number }[] = [];
    for (let k = 0; k < payer.length; k++)
      for (let q = 0; q < periods; q++)
        if (sponsor[k] === 0 && payee[k] !== 0) {
          sponsored += amount[k * periods + q]!;
          starts.push({ node: payee[k]!, q, upTo: sponsored });
        }
    let home = 0;
    const dollars = 40_000;
    for (let n = 0; n < dollars; n++) {
      const at = draw() * sponsored;
      const start = starts.find((s) => s.upTo >= at)!;
      let { node, q } = start;
      while (node !== 0) {
        let pick = draw() * through[node * periods + q]!;
        let next = -1;
        for (let k = 0; k < payer.length && next < 0; k++) {
          if (payer[k] !== node) continue;
          pick -= amount[k * periods + q]!;
          if (pick < 0) {
            next = payee[k]!;
            if (next === 0 && isPurchase[k] === 1) home += 1;
          }
        }
        if (next >= 0) node = next;
        else if (pick < cash[node * periods + q]! && q + 1 < periods) q += 1;
        else break;
      }
    }
    const share = total(proRataReturn(flows, 0).returned) / sponsored;
    expect(share).toBeGreaterThan(0.1);
    expect(Math.abs(home / dollars - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / dollars));
  });
  it('lies between the bounds, direct under all, and its routes add up to it', () => {
    property((flows) => {
      const last = flows.periods - 1;
      const { returned, direct } = proRataReturn(flows, 0);
      const { low, high } = returnBounds(flows, { sponsor: 0, from: 0, to: last });
      expect(total(returned)).toBeGreaterThanOrEqual(low - 1e-9);
      expect(total(returned)).toBeLessThanOrEqual(high + 1e-9);
      expect(total(direct)).toBeLessThanOrEqual(total(returned) + 1e-12);
      const routes = returnRoutes(flows, 0, 1e-6);
      const sum = routes.reduce((a, r) => a + r.proRata, 0);
      expect(sum).toBeLessThanOrEqual(total(returned) + 1e-9);
      const two = routes.filter((r) => r.parties.length === 1).reduce((a, r) => a + r.proRata, 0);
      expect(two).toBeGreaterThan(total(direct) - 1e-4);
      for (const { parties, proRata } of routes.slice(0, 3))
        expect(mostOnRoute(flows, 0, parties)).toBeGreaterThan(proRata - 1e-9);
    });
  });
});

describe('how the horizon is cut', () => {
  /** The first periods alone: what is left at their end is what the rest begins with. */
  const upTo = (flows: TimedFlows, periods: number): TimedFlows => {
    const cutOne = (values: Float64Array): Float64Array =>
      Float64Array.from({ length: (values.length / flows.periods) * periods }, (_, at) => {
        return values[Math.floor(at / periods) * flows.periods + (at % periods)]!;
      });
    return {
      ...flows,
      periods,
      amount: cutOne(flows.amount),
      cash: cutOne(flows.cash),
      outflow: cutOne(flows.outflow),
    };
  };
  it('changes nothing before the cut', () => {
    property((flows) => {
      for (let cut = 1; cut < flows.periods; cut++) {
        const short = upTo(flows, cut);
        const { returned } = proRataReturn(flows, 0);
        for (const [q, money] of proRataReturn(short, 0).returned.entries()) expect(returned[q]).toBeCloseTo(money, 12);
        const window = { sponsor: 0, from: 0, to: cut - 1 };
        expect(returnBounds(flows, window).high).toBeCloseTo(returnBounds(short, window).high, 10);
        expect(returnBounds(flows, window).low).toBeCloseTo(returnBounds(short, window).low, 10);
      }
    });
  });
  it('a window holds what arrives in it, and its bounds are no wider than those of its parts together', () => {
    property((flows) => {
      const last = flows.periods - 1;
      const middle = Math.floor(last / 2);
      if (middle === last) return;
      const whole = returnBounds(flows, { sponsor: 0, from: 0, to: last });
      const early = returnBounds(flows, { sponsor: 0, from: 0, to: middle });
      const late = returnBounds(flows, { sponsor: 0, from: middle + 1, to: last });
      expect(early.high + late.high).toBeGreaterThanOrEqual(whole.high - 1e-9);
      expect(early.low + late.low).toBeLessThanOrEqual(whole.low + 1e-9);
    });
  });
});

describe('circulation', () => {
  it('a triangle of 100, 80 and 60: 180 of 240 cancel, 60 stay, net −40, 20, 20', () => {
    const amount = new Float64Array(9);
    amount[1] = 100;
    amount[5] = 80;
    amount[6] = 60;
    const found = greatestCirculation({ parties: 3, amount });
    expect(found.total).toBe(240);
    expect(found.cancelled).toBe(180);
    expect([...found.left].filter((x) => x > 0)).toEqual([40, 20]);
    expect([...found.net]).toEqual([-40, 20, 20]);
    expect(widestCircles({ parties: 3, amount }, 5)).toEqual([{ parties: [0, 1, 2], amount: 60 }]);
  });
  it('leaves everybody’s net position, and nothing that still runs in a circle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer(), (parties, seed) => {
        const draw = uniforms(seed);
        const amount = Float64Array.from({ length: parties * parties }, (_, at) =>
          Math.floor(at / parties) === at % parties || draw() < 0.4 ? 0 : draw(),
        );
        const { left, circulating, net, cancelled, total: whole } = greatestCirculation({ parties, amount });
        expect(total(left) + cancelled).toBeCloseTo(whole, 9);
        for (let i = 0; i < parties; i++) {
          let balance = 0;
          let closed = 0;
          for (let j = 0; j < parties; j++) {
            balance += left[j * parties + i]! - left[i * parties + j]!;
            closed += circulating[j * parties + i]! - circulating[i * parties + j]!;
          }
          expect(balance).toBeCloseTo(net[i]!, 9);
          expect(closed).toBeCloseTo(0, 9);
        }
        for (const circle of widestCircles({ parties, amount: left }, 3)) expect(circle.amount).toBeLessThan(1e-9);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
  it('the widest circle is the widest of all that can be enumerated', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const draw = uniforms(seed);
      const parties = 3 + (seed % 4);
      const amount = Float64Array.from({ length: parties * parties }, (_, at) =>
        Math.floor(at / parties) === at % parties || draw() < 0.4 ? 0 : draw(),
      );
      let widest = 0;
      const walk = (path: number[], width: number): void => {
        const i = path.at(-1)!;
        widest = Math.max(widest, Math.min(width, amount[i * parties + path[0]!]!));
        for (let j = 0; j < parties; j++)
          if (!path.includes(j)) walk([...path, j], Math.min(width, amount[i * parties + j]!));
      };
      for (let i = 0; i < parties; i++) walk([i], Number.POSITIVE_INFINITY);
      expect(widestCircles({ parties, amount }, 1)[0]?.amount ?? 0).toBe(widest);
    }
  });
});

it('Dantzig’s transport problem costs 153.675', () => {
  // Two plants of 350 and 600, three markets of 325, 300 and 275; freight 90 a thousand miles and case.
  const miles = [2.5, 1.7, 1.8, 2.5, 1.8, 1.4];
  const from = [5, 5, 0, 0, 0, 1, 1, 1, 2, 3, 4];
  const to = [0, 1, 2, 3, 4, 2, 3, 4, 6, 6, 6];
  const capacity = [350, 600, 1e4, 1e4, 1e4, 1e4, 1e4, 1e4, 325, 300, 275];
  const cost = [0, 0, ...miles.map((d) => (90 * d) / 1000), 0, 0, 0];
  const network = {
    nodes: 7,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    capacity: Float64Array.from(capacity),
  };
  const { value, cost: total } = minimumCostFlow(network, cost, 5, 6);
  expect(value).toBe(900);
  expect(total).toBeCloseTo(153.675, 10);
});

it('looked through, every party’s money has origins that add up to it, each as if traced alone', () => {
  property((flows) => {
    const { parties, periods, payer, payee, sponsor, amount, cash } = flows;
    const through = throughput(flows);
    const own = (i: number, q: number): number => {
      let web = q === 0 ? 0 : cash[i * periods + q - 1]!;
      for (let k = 0; k < payer.length; k++) if (payee[k] === i) web += amount[k * periods + q]!;
      return Math.max(0, through[i * periods + q]! - web);
    };
    const share = originShares(flows, parties, (i, q) => [{ origin: i, amount: own(i, q) }]);
    for (let at = 0; at < parties * periods; at++) {
      const sum = total(share.subarray(at * parties, (at + 1) * parties));
      expect(sum).toBeLessThan(1 + 1e-9);
      if (own(Math.floor(at / periods), at % periods) > 0.01) expect(sum).toBeGreaterThan(0.99);
    }
    const alone = originShares(flows, 1, (i, q) => (i === 1 ? [{ origin: 0, amount: own(1, q) }] : []));
    for (let at = 0; at < parties * periods; at++) expect(share[at * parties + 1]).toBeCloseTo(alone[at]!, 9);
    expect(sponsor.length).toBe(payer.length);
  });
});
