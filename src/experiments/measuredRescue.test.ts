import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { planBook } from '../plan/planBook.ts';
import type { VectorSlice } from '../questions/claims/measured.ts';
import { measuredRescue } from './measuredRescue.ts';
import { recordWorlds } from './recordWorlds.ts';
import { inProcessRunner } from './runner.ts';

const PATHS = 16;
const book = bookFolder('small/loop');
const plan = planBook(book);
const at = (key: string): string => `parties.lab.p_rescued_given_distress.${key}`;

async function sliceOf({ worlds }: NonNullable<ReturnType<typeof measuredRescue>>): Promise<VectorSlice> {
  const runner = inProcessRunner();
  const asking = { book, diagnostics: [], openRunner: async () => runner, paths: PATHS, seed: 1 };
  const read = await recordWorlds(worlds, asking);
  const world = (id: string) => read![worlds.findIndex((one) => one.id === id)]!;
  return { book, plan, seed: 1, from: 0, paths: PATHS, world, whole: world };
}

describe('what a claim on rescue is told', () => {
  it('path by path only where distress comes by itself, as an expectation where it is made', async () => {
    // The lab never comes to distress by itself; made to fail, it lacks money, and nobody who is asked would lose any.
    const seen = measuredRescue(book, plan, at('all'), 'pathwise')!;
    const column = seen.pathwise(await sliceOf(seen))(at('all'))!;
    expect([column.length, column.every(Number.isNaN)]).toEqual([PATHS, true]);
    const forced = measuredRescue(book, plan, at('all'), 'expectation')!;
    expect(forced.expectation(await sliceOf(forced))(at('all'))).toBe(0);
  });

  it('runs only the worlds that the figure takes', () => {
    const worlds = (key: string) => measuredRescue(book, plan, at(key), 'pathwise')!.worlds.map(({ id }) => id);
    expect(worlds('without_largest')).toEqual(['rescue fails lab']);
    expect(worlds('rise_against_untied_web')).toEqual(['rescue fails lab', 'rescue untied lab']);
    expect(worlds('for_good')).toEqual(['rescue fails lab', 'rescue carried lab']);
    expect(measuredRescue(book, plan, 'parties.nobody.p_rescued_given_distress.all')).toBeNull();
    expect(measuredRescue(book, plan, 'parties.lab.need')).toBeNull();
  });
});
