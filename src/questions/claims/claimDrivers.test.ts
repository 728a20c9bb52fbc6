import { describe, expect, it } from 'vitest';
import { fillNormals, streamKey } from '../../base/random.ts';
import { rankCorrelation } from '../../base/rankCorrelation.ts';
import { claimDrivers, figureCorrelations, gradeDShare } from './claimDrivers.ts';
import type { VectorInput } from './drawnBook.ts';
import type { Passes } from './passShare.ts';

const VECTORS = 200;
const normals = (name: string): Float64Array => {
  const values = new Float64Array(VECTORS);
  fillNormals(values, 0, VECTORS, streamKey(6, name), 0, 0);
  return values;
};
const input = (path: string): VectorInput => ({
  path,
  distribution: { kind: 'normal', mean: 0, sd: 1 },
  values: normals(path),
});
const driversOf = (inputs: readonly VectorInput[], figure: Float64Array, passes: Passes) =>
  claimDrivers(figureCorrelations(inputs, figure, passes), passes);
const all = (passes: (v: number) => boolean) => ({
  passed: Float64Array.from({ length: VECTORS }, (_, v) => (passes(v) ? 1 : 0)),
  counted: new Float64Array(VECTORS).fill(1),
});

describe('drivers of a claim', () => {
  const dummies = Array.from({ length: 60 }, (_, i) => input(`dummy.${i}`));
  const inputs = [...dummies.slice(0, 30), input('planted'), input('weaker'), ...dummies.slice(30)];
  const [planted, weaker, noise] = [normals('planted'), normals('weaker'), normals('noise')];
  const figure = planted.map((x, v) => Math.exp(x) - (weaker[v] ?? 0) + 0.5 * (noise[v] ?? 0));
  const passes = all((v) => (figure[v] ?? 0) > 1);
  const drivers = driversOf(inputs, figure, passes);

  it('tell the planted input first, and no dummy', () => {
    expect(drivers.filter((d) => d.isBeyondChance).map((d) => d.input)).toEqual(['planted', 'weaker']);
    expect(drivers.slice(0, 2).map((d) => d.input)).toEqual(['planted', 'weaker']);
    expect(drivers[0]?.correlation).toBeCloseTo(rankCorrelation(planted, figure) ?? Number.NaN, 12);
    expect(Math.sign(drivers[1]?.correlation ?? 0)).toBe(-1);
  });

  it('tell in how many worlds the claim passes by thirds of the input', () => {
    const order = [...planted.keys()].sort((a, b) => (planted[a] ?? 0) - (planted[b] ?? 0));
    const share = (some: number[]): number => some.filter((v) => passes.passed[v] === 1).length / some.length;
    expect(drivers[0]?.ifLow).toBeCloseTo(share(order.slice(0, 66)), 12);
    expect(drivers[0]?.ifHigh).toBeCloseTo(share(order.slice(-66)), 12);
  });

  it('are none where chance alone moves the figure', () => {
    const alarms = Array.from({ length: 40 }, (_, i) => driversOf(dummies, normals(`only.${i}`), passes));
    expect(alarms.filter((told) => told.some((d) => d.isBeyondChance)).length).toBeLessThanOrEqual(6);
  });

  it('leave out vectors on which the figure is not defined', () => {
    const some = figure.map((x, v) => (v % 3 === 0 ? Number.NaN : x));
    const kept = [...some.keys()].filter((v) => v % 3 !== 0);
    const first = driversOf(inputs, some, passes).find((d) => d.input === 'planted');
    expect(first?.correlation).toBeCloseTo(
      rankCorrelation(
        Float64Array.from(kept, (v) => planted[v] ?? 0),
        Float64Array.from(kept, (v) => figure[v] ?? 0),
      ) ?? Number.NaN,
      12,
    );
  });

  it('take the first vectors where a figure rests on a part of them', () => {
    const part = { passed: passes.passed.subarray(0, 50), counted: passes.counted.subarray(0, 50) };
    const [first] = driversOf(inputs, figure.subarray(0, 50), part);
    expect(first?.input).toBe('planted');
    expect(first?.correlation).toBeCloseTo(
      rankCorrelation(planted.subarray(0, 50), figure.subarray(0, 50)) ?? Number.NaN,
      12,
    );
  });

  it('share out by grade what moves the figure, many inputs without effect beside it or not', () => {
    const many = [...dummies, ...Array.from({ length: 300 }, (_, i) => input(`dust.${i}`))];
    const shares = Array.from({ length: 30 }, (_, k) => {
      const [known, guessed] = [input(`known.${k}`), input(`guessed.${k}`)];
      const of = known.values.map((x, v) => x + (guessed.values[v] ?? 0));
      const correlations = figureCorrelations([known, guessed, ...many], of, passes);
      return gradeDShare(correlations, (path) => path !== known.path)?.share ?? Number.NaN;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.08);
    const alone = figureCorrelations([input('planted'), input('weaker')], figure, passes);
    const [first, second] = alone.of.map(({ correlation }) => correlation ** 2 - 1 / (VECTORS - 1)) as [number, number];
    expect(gradeDShare(alone, (path) => path === 'weaker')?.share).toBeCloseTo(second / (first + second), 12);
  });

  it('count each input alike where nothing stands out from chance, so that few vectors make no verdict firm', () => {
    const correlations = figureCorrelations(dummies, normals('alone'), passes);
    expect(gradeDShare(correlations, (path) => /[02468]$/.test(path))).toEqual({
      share: 0.5,
      basis: 'none stands out',
    });
    expect(gradeDShare(figureCorrelations([], figure, passes), () => true)).toBeNull();
  });
});
