import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { inputsAnswerSchema } from '../questions/inputs/inputsSchema.ts';
import { askFinancing } from './askFinancing.ts';
import { askInputs } from './askInputs.ts';
import { inProcessRunner } from './runner.ts';

const runner = inProcessRunner();
const book = bookFolder('small/loop', {});
const asking = { book, diagnostics: [], openRunner: async () => runner, paths: 400, seed: 1 };

describe('inputs of a figure of another question than run', () => {
  it('of a gain that is a product of two: these two, which no run draws as well, and nothing else', async () => {
    const answer = await askInputs(asking, { figures: ['loop:gain'], isRanked: true });
    expect(inputsAnswerSchema.safeParse(answer).error).toBeUndefined();
    const moving = answer.result?.inputs.filter(({ share }) => share > 0) ?? [];
    expect(moving.map(({ path }) => path).sort()).toEqual(['channels.funding.rate', 'channels.value.multiple']);
    for (const { effects, p5, p95, grade } of moving) {
      expect(effects[0]?.rank_correlation).toBeGreaterThan(0.3);
      expect(p95).toBeGreaterThan(p5);
      expect(grade).toBe('D');
    }
    // Of two independent factors each tells a part, and what is left is both together.
    const sum = moving.reduce((s, { reduction }) => s + reduction, 0);
    expect(sum).toBeGreaterThan(0.8);
    expect(answer.result?.measures).toHaveLength(1);
    expect(answer.result?.measures[0]).toMatchObject({ path: 'loop:gain', unit: 'ratio', market: null });
  }, 60_000);

  it('of a figure that each path tells: the mean of the answer, beside a figure of the run', async () => {
    const path = 'parties.lab.coverage.with_debt_room';
    const figures = [`financing:${path}`, 'parties.lab.default_probability'];
    const { result } = await askInputs(asking, { figures });
    expect(result?.measures.map((m) => m.path)).toEqual([figures[1], figures[0]]);
    const told = await askFinancing(asking, { about: 'lab' });
    expect(result?.measures[1]?.mean).toBeCloseTo(told.result?.parties.lab?.coverage.with_debt_room?.mean ?? 0, 9);
  }, 60_000);

  it('are refused by name where no question gives it', async () => {
    for (const figure of ['loop:nothing', 'show:total']) {
      const { error } = await askInputs(asking, { figures: [figure] });
      expect(error?.code).toBe('inputs.unknown-figure');
      expect(error?.message).toContain(figure);
    }
  }, 60_000);
});
