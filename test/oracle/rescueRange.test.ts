import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { rescueShares } from '../../src/mechanisms/rescue/rescueShares.ts';
import { uniforms } from './clearingWebs.ts';

const solver = (loadHighs as unknown as typeof loadHighs.default)();

/** The least or most of one contribution among all with 0 ≤ c ≤ offer and Σ c = need, by a linear program. */
async function end(sense: 'Minimize' | 'Maximize', at: number, offers: readonly number[], need: number) {
  const program = [
    sense,
    ` obj: c${at}`,
    'Subject To',
    ` need: ${offers.map((_, i) => `c${i}`).join(' + ')} = ${need}`,
    'Bounds',
    ...offers.map((x, i) => ` 0 <= c${i} <= ${x}`),
    'End',
  ].join('\n');
  const solution = (await solver).solve(program);
  expect(solution.Status).toBe('Optimal');
  return solution.ObjectiveValue;
}

describe('least and most that a partner pays in equilibrium', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('are the ends that a linear program finds, rescue %i', async (seed) => {
    const draw = uniforms(seed);
    const offers = Array.from({ length: 2 + (seed % 5) }, () => (draw() < 0.2 ? 0 : 50 * draw()));
    const need = offers.reduce((sum, x) => sum + x, 0) * (0.2 + 0.79 * draw());
    const { range } = rescueShares({ offers, need })!;
    for (const [i, { low, high }] of range.entries()) {
      expect(low).toBeCloseTo(await end('Minimize', i, offers, need), 6);
      expect(high).toBeCloseTo(await end('Maximize', i, offers, need), 6);
    }
  });
});
