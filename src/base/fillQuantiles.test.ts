import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Distribution, quantileOf } from './distribution.ts';
import { fillQuantiles } from './fillQuantiles.ts';

const examples: Distribution[] = [
  { kind: 'point', value: 3 },
  { kind: 'interval-lognormal', low: 2, high: 9 },
  { kind: 'interval-normal', low: -2, high: 9 },
  { kind: 'interval-logit-normal', low: 0.1, high: 0.6 },
  { kind: 'normal', mean: 1, sd: 2, truncation: { min: 0 } },
  { kind: 'normal', mean: -4, sd: 1, truncation: { min: 0, max: 2 } },
  { kind: 'lognormal', mean: 5, sd: 3, truncation: { max: 8 } },
  { kind: 'normal', mean: 1, sd: 0 },
  { kind: 'uniform', min: 1, max: 2 },
  { kind: 'pert', min: 1, mode: 2, max: 5 },
];

describe('fillQuantiles', () => {
  it('gives the bits of quantileOf for every kind of distribution', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (d, us) => {
          const target = new Float64Array(us.length + 2).fill(-7);
          fillQuantiles(d, Float64Array.from(us), target, 1, us.length);
          expect(target[0]).toBe(-7);
          for (const [i, u] of us.entries()) expect(target[i + 1]).toBe(quantileOf(d, u));
        },
      ),
    );
  });
});
