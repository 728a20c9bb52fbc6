import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseDistribution } from '../../base/quantiles.ts';
import { distributionOf, meanWithError } from './distributionOf.ts';

describe('the summary of a figure over the paths', () => {
  it('is that of sorting and of the one-pass moments', () => {
    // Below 1e-150 squares underflow; no amount of money, share or probability comes near.
    const amount = fc.double({ noNaN: true, min: -1e12, max: 1e12 }).map((x) => (Math.abs(x) < 1e-150 ? 0 : x));
    const numbers = fc.array(fc.oneof(amount, fc.constantFrom(0, 5e9)), { minLength: 1, maxLength: 700 });
    fc.assert(
      fc.property(numbers, (xs) => {
        const values = Float64Array.from(xs, (x) => x + 0);
        const [made, twin] = [distributionOf(values), summariseDistribution(values)];
        const size = Math.max(1e-300, ...values.map(Math.abs));
        for (const key of ['p5', 'p25', 'p50', 'p75', 'p95'] as const) expect(made[key] - twin[key]).toBe(0);
        expect(Math.abs(made.mean - twin.mean) / size).toBeLessThan(1e-12);
        expect(Math.abs(made.sd - twin.sd) / size).toBeLessThan(1e-10);
        expect(Math.abs(made.standard_error - twin.standard_error) / size).toBeLessThan(1e-10);
      }),
      { numRuns: 200 },
    );
  });

  it('of a constant is that constant, without spread', () => {
    const d = distributionOf(new Float64Array(999).fill(0.1));
    expect(d).toEqual({ mean: 0.1, sd: 0, standard_error: 0, p5: 0.1, p25: 0.1, p50: 0.1, p75: 0.1, p95: 0.1 });
  });

  it('of one number has no spread; of none it is nothing', () => {
    expect(distributionOf(Float64Array.of(7)).sd).toBe(0);
    expect(distributionOf(new Float64Array(0)).mean).toBe(0);
    expect(meanWithError(Float64Array.of(1, 3))).toEqual({ mean: 2, standard_error: 1 });
  });
});
