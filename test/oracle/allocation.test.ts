import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { inProcessRunner } from '../../src/experiments/runner.ts';
import { runWorlds } from '../../src/experiments/runWorlds.ts';
import { concaveFill } from '../../src/mechanisms/allocation/concaveFill.ts';
import { bestFirst, waterFill } from '../../src/mechanisms/allocation/waterFill.ts';
import { planBook } from '../../src/plan/planBook.ts';
import { type AllocationRun, allocationNeeds, labName } from '../../src/questions/allocation/allocationNeeds.ts';
import { labSplits } from '../../src/questions/allocation/labSplits.ts';
import { labsOf, labUses } from '../../src/questions/allocation/labUses.ts';
import { returnsAt } from '../../src/questions/allocation/returnsAt.ts';
import { bookFolder } from '../bookFolder.ts';
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

describe('the labs of the shipped book', () => {
  it('have the gains and shadow prices that linear programs have, on paths of November 2025', async () => {
    const book = bookFolder('ai-buildout', { asOf: '2025-11-30' });
    const plan = planBook(book);
    const worlds = [{ id: '', book, plan }];
    const [world] = await runWorlds(worlds, { paths: 3, seed: 1, runner: inProcessRunner(), needs: allocationNeeds });
    const run: AllocationRun = world!.run;
    const { id, lab } = labsOf(plan).find((one) => one.id === 'openai')!;
    const uses = labUses(run, lab);
    for (const quarter of [0, 4]) {
      const splits = labSplits(run, id, lab, uses, quarter);
      const returns = returnsAt(run, id, lab, uses, quarter);
      const held = run.values(`${labName(id, 'held')}.${quarter}`);
      const later = run.values(`${labName(id, 'held')}.${quarter + 4}`);
      for (let path = 0; path < run.paths; path++) {
        const { steps, useOf, longRunCost } = returns(path);
        const names = [...steps.value.keys()].map((k) => `x${k}`);
        // In units of a billion, so that the solver's tolerances are relative ones.
        const program = (rows: readonly string[]) =>
          solved(
            [
              'Maximize',
              ` obj: ${names.map((name, k) => `${(steps.value[k]! / 1e9).toFixed(12)} ${name}`).join(' + ')}`,
              'Subject To',
              ...rows,
              'Bounds',
              ...names.map((name, k) => ` 0 <= ${name} <= ${steps.amount[k]!.toFixed(12)}`),
              'End',
            ].join('\n'),
          );
        const best = (capacity: number) => program([` capacity: ${names.join(' + ')} <= ${capacity}`]);
        const now = await best(held[path]!);
        expect(splits.shadowPrice[path]! / 1e9).toBeCloseTo(now.dual('capacity'), 6);
        const added = Math.max(0, later[path]! - held[path]!);
        const more = await best(held[path]! + added);
        expect(splits.expansion!.gain[path]! / 1e9).toBeCloseTo(
          more.value - now.value - (longRunCost / 1e9) * added,
          6,
        );
        const today = await program(
          uses.map((_, u) => {
            const own = names.filter((_, k) => useOf[steps.place[k]!] === u);
            return ` use${u}: ${own.join(' + ')} <= ${splits.today[u]![path]!.toFixed(12)}`;
          }),
        );
        expect(splits.gainResplit[path]! / 1e9).toBeCloseTo(now.value - today.value, 6);
      }
    }
  });
});
