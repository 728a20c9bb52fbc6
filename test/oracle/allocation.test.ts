import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { concaveFill } from '../../src/mechanisms/allocation/concaveFill.ts';
import { bestFirst, waterFill } from '../../src/mechanisms/allocation/waterFill.ts';
import { uniforms } from './clearingWebs.ts';

const solver = (loadHighs as unknown as typeof loadHighs.default)();

interface Solved {
  readonly value: number;
  readonly primal: (name: string) => number;
  readonly dual: (row: string) => number;
}

async function solved(program: string): Promise<Solved> {
  const solution = (await solver).solve(program);
  expect(solution.Status).toBe('Optimal');
  const columns = solution.Columns as Record<string, { Primal: number }>;
  const rows = solution.Rows as unknown as readonly { Name: string; Dual: number }[];
  return {
    value: solution.ObjectiveValue,
    primal: (name) => columns[name]!.Primal,
    dual: (row) => rows.find((r) => r.Name === row)!.Dual,
  };
}

describe('the linear program behind the best split', () => {
  it('is read rightly: 3x + 4y under two capacities, with both duals', async () => {
    const { value, primal, dual } = await solved(
      ['Maximize', ' obj: 3 x + 4 y', 'Subject To', ' a: 2 x + 5 y <= 30', ' b: 4 x + 2 y <= 20', 'End'].join('\n'),
    );
    expect([primal('x'), primal('y'), value]).toEqual([2.5, 5, 27.5]);
    expect(dual('a')).toBeCloseTo(0.625, 10);
    expect(dual('b')).toBeCloseTo(0.4375, 10);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'gives the water-filling, its value and its shadow price, problem %i',
    async (seed) => {
      const draw = uniforms(seed);
      const uses = 2 + seed;
      // Each use has a concave return of four steps, the best first.
      const steps = Array.from({ length: uses }, () => {
        let value = 10 + 40 * draw();
        return Array.from({ length: 4 }, () => {
          const step = { value, amount: 3 * draw() };
          value *= 0.4 + 0.5 * draw();
          return step;
        });
      }).flat();
      const all = steps.reduce((sum, s) => sum + s.amount, 0);
      const capacity = all * (0.1 + 0.8 * draw());
      const split = waterFill(
        bestFirst({
          value: Float64Array.from(steps, (s) => s.value),
          amount: Float64Array.from(steps, (s) => s.amount),
        }),
        capacity,
      );
      const program = await solved(
        [
          'Maximize',
          ` obj: ${steps.map((s, k) => `${s.value} x${k}`).join(' + ')}`,
          'Subject To',
          ` capacity: ${steps.map((_, k) => `x${k}`).join(' + ')} <= ${capacity}`,
          'Bounds',
          ...steps.map((s, k) => ` 0 <= x${k} <= ${s.amount}`),
          'End',
        ].join('\n'),
      );
      const same = concaveFill(
        steps.map((s) => ({ value: s.value, level: null, cap: s.amount })),
        capacity,
      );
      expect([same.value, same.shadowPrice]).toEqual([expect.closeTo(program.value, 8), split.shadowPrice]);
      expect(split.value).toBeCloseTo(program.value, 8);
      expect(split.shadowPrice).toBeCloseTo(program.dual('capacity'), 10);
      steps.forEach((_, k) => {
        expect(split.given[k]).toBeCloseTo(program.primal(`x${k}`), 8);
      });
    },
  );
});
