import { expect, test } from 'vitest';
import { normalQuantile } from './normal.ts';
import { fillNormals, fillUniforms, normalAt, STATIC_QUARTER, streamKey, threefry2x32, uniformAt } from './random.ts';

test('the known-answer vectors of Random123 for threefry2x32, 20 rounds', () => {
  expect(threefry2x32(0, 0, 0, 0)).toEqual([0x6b200159, 0x99ba4efe]);
  expect(threefry2x32(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)).toEqual([0x1cb996fc, 0xbb002be7]);
  expect(threefry2x32(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toEqual([0xc4923a9c, 0x483df7a0]);
});

test('lanes equal single draws, whatever the block and its offset', () => {
  const key = streamKey(1, 'market.growth');
  const whole = new Float64Array(300);
  fillUniforms(whole, 3, 256, key, 512, 7);
  for (let lane = 0; lane < 256; lane++) expect(whole[3 + lane]).toBe(uniformAt(key, 512 + lane, 7));
  expect([whole[2], whole[259]]).toEqual([0, 0]);
  const part = new Float64Array(1);
  fillUniforms(part, 0, 1, key, 600, 7);
  expect(part[0]).toBe(whole[3 + 88]);
  const normals = new Float64Array(4);
  fillNormals(normals, 0, 4, key, 512, 7);
  for (let lane = 0; lane < 4; lane++) {
    expect(normals[lane]).toBe(normalQuantile(whole[3 + lane]!));
    expect(normals[lane]).toBe(normalAt(key, 512 + lane, 7));
  }
});

test('a fill of more lanes than a chunk, not a multiple of it, writes those lanes only', () => {
  const key = streamKey(1, 'market.growth');
  const target = new Float64Array(700);
  fillUniforms(target, 0, 600, key, 40, 2);
  expect(target[599]).toBe(uniformAt(key, 639, 2));
  expect(Array.from(target.subarray(600)).every((x) => x === 0)).toBe(true);
});

test('a stream depends on seed, name, path and quarter, each alone', () => {
  const base = uniformAt(streamKey(1, 'a.b'), 0, 0);
  const others = [
    uniformAt(streamKey(2, 'a.b'), 0, 0),
    uniformAt(streamKey(1 + 2 ** 32, 'a.b'), 0, 0),
    uniformAt(streamKey(1, 'a.c'), 0, 0),
    uniformAt(streamKey(1, 'b.a'), 0, 0),
    uniformAt(streamKey(1, 'a.b'), 1, 0),
    uniformAt(streamKey(1, 'a.b'), 0, 1),
    uniformAt(streamKey(1, 'a.b'), 0, STATIC_QUARTER),
  ];
  expect(new Set([base, ...others]).size).toBe(8);
  expect(uniformAt(streamKey(1, 'a.b'), 0, 0)).toBe(base);
});

test('forty thousand similar names have forty thousand keys', () => {
  const keys = new Set<string>();
  for (let i = 0; i < 20000; i++) {
    for (const name of [`parties.p${i}.cash`, `${i}`]) {
      const { k0, k1 } = streamKey(1, name);
      keys.add(`${k0}:${k1}`);
    }
  }
  expect(keys.size).toBe(40000);
});

test('uniforms fill (0, 1) evenly, uncorrelated along paths, quarters and names', () => {
  const n = 100000;
  const draws = new Float64Array(n);
  fillUniforms(draws, 0, n, streamKey(5, 'evenness'), 0, STATIC_QUARTER);
  const bins = new Array<number>(100).fill(0);
  for (const u of draws) {
    expect(u > 0 && u < 1).toBe(true);
    bins[Math.floor(100 * u)]! += 1;
  }
  const chiSquare = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
  // 99 degrees of freedom: 0.01 % and 99.99 % points are 53 and 159.
  expect(chiSquare).toBeGreaterThan(53);
  expect(chiSquare).toBeLessThan(159);

  const correlation = (other: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (draws[i]! - 0.5) * (other(i) - 0.5) * 12;
    return (sum / n) * Math.sqrt(n);
  };
  const nextName = streamKey(5, 'evennesr');
  const key = streamKey(5, 'evenness');
  expect(Math.abs(correlation((i) => draws[(i + 1) % n]!))).toBeLessThan(4);
  expect(Math.abs(correlation((i) => uniformAt(nextName, i, STATIC_QUARTER)))).toBeLessThan(4);
  expect(Math.abs(correlation((i) => uniformAt(key, i, 0)))).toBeLessThan(4);
});

test('normal draws have the moments of the standard normal', () => {
  const n = 200000;
  const draws = new Float64Array(n);
  fillNormals(draws, 0, n, streamKey(3, 'moments'), 0, 1);
  const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / n;
  expect(Math.abs(moment(1)) * Math.sqrt(n)).toBeLessThan(4);
  expect(Math.abs(moment(2) - 1) * Math.sqrt(n / 2)).toBeLessThan(4);
  expect(Math.abs(moment(3)) * Math.sqrt(n / 15)).toBeLessThan(4);
  expect(Math.abs(moment(4) - 3) * Math.sqrt(n / 96)).toBeLessThan(4);
});
