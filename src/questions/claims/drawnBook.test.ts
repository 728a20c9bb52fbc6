import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { isUncertain, medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import { planBook } from '../../plan/planBook.ts';
import { createBlock } from '../../run/block.ts';
import { drawInputs } from '../../run/draws.ts';
import { bookInputs, inputsNamed } from './bookInputs.ts';
import { drawnBook } from './drawnBook.ts';

const VECTORS = 6;
const book = bookFolder('ai-buildout', {});
const plan = planBook(book);
const drawn = drawnBook(book, plan, 3, VECTORS);

function quantitiesOf(value: unknown, found = new Map<string, Quantity>()): Map<string, Quantity> {
  if (typeof value !== 'object' || value === null) return found;
  const quantity = value as Quantity;
  if (quantity.is === 'quantity') return found.set(quantity.path, quantity);
  for (const child of Object.values(value)) quantitiesOf(child, found);
  return found;
}

describe('a book as its inputs were drawn', () => {
  it('has in each uncertain place what the run of that vector drew, and all else as it was', () => {
    const nested = { ...plan, noisePaths: 4 };
    const block = createBlock(nested, { seed: 3, firstPath: 0, lanes: VECTORS * 4 });
    drawInputs(block);
    const written = quantitiesOf({ ...book.content, scenarios: null, claims: null, checks: null, mine: null });
    for (let v = 0; v < VECTORS; v++) {
      const now = quantitiesOf({ ...drawn.at(v).content, scenarios: null });
      let changed = 0;
      for (const input of plan.inputs) {
        const quantity = now.get(input.path);
        if (quantity === undefined || !input.isUncertain) continue;
        const statement = statementAt(quantity, book.asOf);
        expect(medianOf(statement?.distribution ?? { kind: 'point', value: Number.NaN }), input.path).toBe(
          block.data[input.column * VECTORS * 4 + v * 4],
        );
        changed += 1;
      }
      expect(changed).toBeGreaterThan(100);
      for (const [path, quantity] of written) {
        const before = statementAt(quantity, book.asOf)?.distribution;
        const after = statementAt(now.get(path) as Quantity, book.asOf)?.distribution;
        if (before !== undefined && !isUncertain(before)) expect(after, path).toEqual(before);
        else if (after !== undefined) expect(isUncertain(after), path).toBe(false);
      }
    }
  });

  it('leaves the book itself alone', () => {
    drawn.at(0);
    expect(drawnBook(book, plan, 3, VECTORS).at(1)).toEqual(drawn.at(1));
    expect(
      quantitiesOf(book.content).get('parties.openai.private.volatility')?.statements[0]?.distribution.kind,
    ).not.toBe('point');
  });
});

describe('inputs by name', () => {
  const inputs = bookInputs(book, plan);

  it('are found exactly, by * for an id, and by * within one', () => {
    expect(inputsNamed(inputs, 'parties.openai.private.volatility').map(({ path }) => path)).toEqual([
      'parties.openai.private.volatility',
    ]);
    const news = inputsNamed(inputs, 'channels.news-*.multiple').map(({ path }) => path);
    expect(news.length).toBeGreaterThan(1);
    expect(news.every((path) => /^channels\.news-[\w-]+\.multiple$/.test(path))).toBe(true);
    expect(inputsNamed(inputs, 'channels.*.nothing')).toEqual([]);
  });

  it('stand for every flip of the shipped claims, on both days', () => {
    for (const asOf of ['2025-11-30', '2026-06-30']) {
      const then = bookFolder('ai-buildout', { asOf });
      const known = bookInputs(then, planBook(then));
      for (const [id, claim] of Object.entries(then.content.claims ?? {}))
        for (const flip of claim.flips ?? []) expect(inputsNamed(known, flip), `${asOf} ${id} ${flip}`).not.toEqual([]);
    }
  });
});
