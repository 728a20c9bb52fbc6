import { expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { planBook } from '../../plan/planBook.ts';
import { drawnBook } from './drawnBook.ts';
import { pathInputs } from './pathInputs.ts';

it('inputs of plain paths are what a vector of the same number draws, and rise with what is ranked', () => {
  const book = bookFolder('ai-buildout', {});
  const plan = planBook(book);
  const PATHS = 20;
  const drawn = new Map(drawnBook(book, plan, 3, PATHS).inputs.map((input) => [input.path, input.values]));
  const inputs = pathInputs({ ...plan, noisePaths: 10 }, 3, PATHS);
  expect(inputs.length).toBeGreaterThan(100);
  for (const { path, values, draws } of inputs) {
    expect(values, path).toEqual(drawn.get(path));
    const order = [...values.keys()].sort((a, b) => (draws?.()[a] ?? 0) - (draws?.()[b] ?? 0));
    for (let i = 1; i < PATHS; i++)
      expect(values[order[i] as number], path).toBeGreaterThanOrEqual(values[order[i - 1] as number] as number);
  }
});
