import { describe, expect, it } from 'vitest';
import { cdsImpliedProbability } from './cdsImplied.ts';

describe('the default probability that a swap implies', () => {
  it('makes the two legs of the swap worth the same, whatever the interest rate', () => {
    for (const [spread, recovery] of [
      [0.012, 0.4],
      [0.075, 0.25],
      [0.003, 0],
    ] as const) {
      for (const rate of [0, 0.04, 0.1]) {
        // Both legs in small steps: premium on what survives, protection on what defaults in the step.
        let [premium, protection] = [0, 0];
        const step = 1 / 2000;
        for (let t = 0; t < 5; t += step) {
          const alive = 1 - cdsImpliedProbability(spread, recovery, t + step / 2);
          const dies = cdsImpliedProbability(spread, recovery, t + step) - cdsImpliedProbability(spread, recovery, t);
          const discount = Math.exp(-rate * (t + step / 2));
          premium += spread * step * alive * discount;
          protection += (1 - recovery) * dies * discount;
        }
        expect(protection / premium).toBeCloseTo(1, 6);
      }
    }
  });

  it('is nothing for a spread of nothing, and a hazard of 2 % a year for 120 basis points at 40 % recovery', () => {
    expect(cdsImpliedProbability(0, 0.4, 5)).toBe(0);
    expect(cdsImpliedProbability(0.012, 0.4, 1)).toBeCloseTo(1 - Math.exp(-0.02), 12);
    expect(cdsImpliedProbability(0.012, 1, 5)).toBe(1);
  });
});
