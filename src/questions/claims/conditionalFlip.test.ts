import { describe, expect, it } from 'vitest';
import { fillUniforms, streamKey } from '../../base/random.ts';
import { conditionalFlip } from './conditionalFlip.ts';

const VECTORS = 200;
const uniforms = (name: string): Float64Array => {
  const values = new Float64Array(VECTORS);
  fillUniforms(values, 0, VECTORS, streamKey(9, name), 0, 0);
  return values;
};
const passes = (is: (v: number) => boolean) => ({
  passed: Float64Array.from({ length: VECTORS }, (_, v) => (is(v) ? 1 : 0)),
  counted: new Float64Array(VECTORS).fill(1),
});

describe('the value at which a claim turns', () => {
  const x = uniforms('x');
  const chance = uniforms('chance');

  it('is that of a planted threshold, rising and falling', () => {
    const up = conditionalFlip(
      x,
      passes((v) => (x[v] ?? 0) > 0.35),
    );
    const down = conditionalFlip(
      x,
      passes((v) => (x[v] ?? 0) < 0.35),
    );
    expect(Math.abs((up.at ?? 0) - 0.35)).toBeLessThan(0.02);
    expect(down.at).toBe(up.at);
  });

  it('is near where a smooth chance crosses one half', () => {
    const { at } = conditionalFlip(
      x,
      passes((v) => (chance[v] ?? 0) < 0.1 + 0.8 * (x[v] ?? 0)),
    );
    expect(Math.abs((at ?? 0) - 0.5)).toBeLessThan(0.12);
  });

  it('is none in noise, for what always passes, and at the edge', () => {
    const noises = Array.from({ length: 40 }, (_, i) => {
      const u = uniforms(`noise.${i}`);
      return conditionalFlip(
        x,
        passes((v) => (u[v] ?? 0) < 0.5),
      ).at;
    });
    expect(noises.filter((at) => at !== null).length).toBeLessThanOrEqual(4);
    expect(
      conditionalFlip(
        x,
        passes(() => true),
      ),
    ).toEqual({ at: null, reason: 'does not turn in its range' });
    expect(
      conditionalFlip(
        x,
        passes((v) => (x[v] ?? 0) > 0.98),
      ).at,
    ).toBeNull();
  });
});
