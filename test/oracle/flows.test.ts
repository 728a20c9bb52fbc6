import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { greatestCirculation } from '../../src/mechanisms/flows/greatestCirculation.ts';
import { maximumFlow } from '../../src/mechanisms/flows/maximumFlow.ts';
import { minimumCostFlow } from '../../src/mechanisms/flows/minimumCostFlow.ts';
import { proRataReturn } from '../../src/mechanisms/flows/proRataReturn.ts';
import { returnBounds } from '../../src/mechanisms/flows/returnBounds.ts';
import { type TimedFlows, throughput } from '../../src/mechanisms/flows/timedFlows.ts';
import { uniforms } from './clearingWebs.ts';
import { randomFlows } from './flowWebs.ts';

const solver = (loadHighs as unknown as typeof loadHighs.default)();

async function optimum(program: string): Promise<number> {
  const solution = (await solver).solve(program);
  expect(solution.Status).toBe('Optimal');
  return solution.ObjectiveValue;
}

/**
 * Tags as a linear program, written from the definition and not from the network: a tag between nothing and the amount on
 * every payment, carried balance and payment outside; all of the sponsor's finance tagged; what comes in tagged goes out.
 */
function tagProgram(flows: TimedFlows, v: number, from: number, aim: 'Maximize' | 'Minimize'): string {
  const { parties, periods, payer, payee, isPurchase, sponsor, amount, cash } = flows;
  const through = throughput(flows);
  const bounds: string[] = [];
  const rows: string[] = [];
  const home: string[] = [];
  const into = new Map<string, string[]>();
  const out = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, text: string): void => {
    map.set(key, [...(map.get(key) ?? []), text]);
  };
  const left = through.slice();
  for (let k = 0; k < payer.length; k++) {
    for (let q = 0; q < periods; q++) {
      const money = amount[k * periods + q]!;
      const name = `t${k}_${q}`;
      const [a, b] = [payer[k]!, payee[k]!];
      const isSource = sponsor[k] === v;
      bounds.push(isSource ? ` ${name} = ${money}` : ` 0 <= ${name} <= ${a === v ? 0 : money}`);
      if (b === v) {
        if (isPurchase[k] === 1 && q >= from && a !== v) home.push(name);
      } else put(into, `${b}_${q}`, name);
      if (a !== v && !isSource) {
        put(out, `${a}_${q}`, name);
        left[a * periods + q]! -= money;
      }
    }
  }
  for (let i = 0; i < parties; i++) {
    if (i === v) continue;
    for (let q = 0; q < periods; q++) {
      const key = `${i}_${q}`;
      const kept = Math.max(0, cash[i * periods + q]!);
      bounds.push(` 0 <= c${key} <= ${kept}`, ` 0 <= w${key} <= ${Math.max(0, left[i * periods + q]! - kept)}`);
      const plus = [...(into.get(key) ?? []), ...(q > 0 ? [`c${i}_${q - 1}`] : [])].map((x) => ` + ${x}`).join('');
      const minus = [...(out.get(key) ?? []), `c${key}`, `w${key}`].map((x) => ` - ${x}`).join('');
      rows.push(` n${key}:${plus}${minus} = 0`);
    }
  }
  const objective = home.length === 0 ? '0 c_none' : home.join(' + ');
  return [aim, ` obj: ${objective}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'].join('\n');
}

describe('what comes back at least and at most', () => {
  it.each(Array.from({ length: 30 }, (_, i) => i + 1))('is what both linear programs find, web %i', async (seed) => {
    const shape = { parties: 3 + (seed % 7), periods: 1 + (seed % 4), links: 6 + 2 * seed, outside: (seed % 3) / 2 };
    const flows = randomFlows(shape, seed);
    for (const v of [0, 1]) {
      const from = seed % 2 === 0 ? 0 : shape.periods - 1;
      const found = returnBounds(flows, { sponsor: v, from, to: shape.periods - 1 });
      expect(found.high).toBeCloseTo(await optimum(tagProgram(flows, v, from, 'Maximize')), 7);
      expect(found.low).toBeCloseTo(await optimum(tagProgram(flows, v, from, 'Minimize')), 7);
      const { returned } = proRataReturn(flows, v);
      const even = returned.subarray(from).reduce((a, b) => a + b, 0);
      expect(even).toBeLessThanOrEqual(found.high + 1e-9);
      expect(even).toBeGreaterThanOrEqual(found.low - 1e-9);
    }
  });
  it('is forced home where there is nowhere else to go, and free where there is', async () => {
    let forced = 0;
    let free = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const flows = randomFlows({ parties: 3, periods: 2, links: 8, outside: 0 }, seed);
      const { low, high } = returnBounds(flows, { sponsor: 0, from: 0, to: 1 });
      if (low > 0) forced += 1;
      if (high > low) free += 1;
    }
    expect(forced).toBeGreaterThan(3);
    expect(free).toBeGreaterThan(10);
  });
});

describe('flows through a network', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('carry what the linear programs say, network %i', async (seed) => {
    const draw = uniforms(seed);
    const nodes = 6 + 2 * seed;
    const arcs = nodes * 4;
    const from = Int32Array.from({ length: arcs }, () => Math.floor(draw() * nodes));
    const to = Int32Array.from({ length: arcs }, () => Math.floor(draw() * nodes));
    const capacity = Float64Array.from({ length: arcs }, () => draw() * 10);
    const cost = Float64Array.from({ length: arcs }, () => Math.floor(draw() * 5));
    const network = { nodes, from, to, capacity };
    const names = Array.from({ length: arcs }, (_, e) => `f${e}`);
    const balance = (n: number): string =>
      names
        .map((f, e) => (from[e] === n && to[e] !== n ? ` - ${f}` : to[e] === n && from[e] !== n ? ` + ${f}` : ''))
        .join('');
    const kept = Array.from({ length: nodes }, (_, n) => n).filter((n) => n > 1 && balance(n) !== '');
    const rows = kept.map((n) => ` n${n}:${balance(n)} = 0`);
    const bounds = names.map((f, e) => ` 0 <= ${f} <= ${capacity[e]}`);
    const most = await optimum(
      ['Maximize', ` obj: v`, 'Subject To', ...rows, ` s:${balance(1)} - v = 0`, 'Bounds', ...bounds, 'End'].join('\n'),
    );
    expect(maximumFlow(network, 0, 1).value).toBeCloseTo(most, 7);
    const cheapest = minimumCostFlow(network, cost, 0, 1);
    expect(cheapest.value).toBeCloseTo(most, 7);
    const price = names.map((f, e) => `${cost[e]} ${f}`).join(' + ');
    const least = await optimum(
      [
        'Minimize',
        ` obj: ${price}`,
        'Subject To',
        ...rows,
        ` s:${balance(1)} = ${most}`,
        'Bounds',
        ...bounds,
        'End',
      ].join('\n'),
    );
    expect(cheapest.cost).toBeCloseTo(least, 5);
  });
  it.each([1, 2, 3, 4, 5, 6])('the greatest circulation is that of the linear program, web %i', async (seed) => {
    const draw = uniforms(seed);
    const parties = 3 + 2 * seed;
    const amount = Float64Array.from({ length: parties * parties }, (_, at) =>
      Math.floor(at / parties) === at % parties || draw() < 0.5 ? 0 : draw(),
    );
    const cells = [...amount.keys()].filter((at) => amount[at]! > 0);
    const sumOf = (of: (at: number) => number | null): string =>
      cells.map((at) => ({ 1: ` + c${at}`, '-1': ` - c${at}` })[of(at) ?? 0] ?? '').join('');
    const rows = Array.from({ length: parties }, (_, i) => {
      const row = sumOf((at) => (at % parties === i ? 1 : Math.floor(at / parties) === i ? -1 : null));
      return row === '' ? null : ` n${i}:${row} = 0`;
    });
    const program = [
      'Maximize',
      ` obj: ${cells.map((at) => `c${at}`).join(' + ')}`,
      'Subject To',
      ...rows.filter((row) => row !== null),
      'Bounds',
      ...cells.map((at) => ` 0 <= c${at} <= ${amount[at]}`),
      'End',
    ].join('\n');
    expect(greatestCirculation({ parties, amount }).cancelled).toBeCloseTo(await optimum(program), 7);
  });
});
