import { describe, expect, it } from 'vitest';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { askPosition } from '../../experiments/askPosition.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { planBook } from '../../plan/planBook.ts';
import { inputValues } from '../../run/inputValues.ts';
import type { PositionResult } from './positionSchema.ts';

const PATHS = 1000;

/** One debt of 100, due in the first year; cash is even between 0 and 250, so that it falls short with probability 2/5. */
const BOOK = `
book: {format: 1, title: One debt, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}, source: example, said_by: modeller, rescue: false}
sources: {example: {title: An example, publisher: Nobody, date: 2025-12-31, grade: D, note: invented}}
parties:
  debtor:
    {name: Debtor, kind: other, cash: {uniform: {min: 0, max: 250}}, debt: {amount: 100, rate: 0%, maturities: {2026: 100}, holders: {bank: 100%}}, source: example, said_by: modeller, note: invented}
`;

function bookWith(mine: string): Book {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK }], {
    overlays: [{ name: 'mine.yaml', text: mine }],
  });
  if (book === null) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  return book;
}

async function resultOf(mine: string): Promise<PositionResult> {
  const asking = {
    book: bookWith(mine),
    diagnostics: [],
    openRunner: async () => inProcessRunner(),
    paths: PATHS,
    seed: 1,
  };
  const { result, error } = await askPosition(asking);
  if (result === null) throw new Error(error?.message);
  return result;
}

describe('a bond on a debtor that fails with a known probability and leaves nothing', () => {
  it('loses amount × probability, on just the paths on which the cash falls short', async () => {
    const { holdings, total } = await resultOf('mine:\n  bond: {kind: bond, on: debtor, amount: 10}\n');
    const losses = holdings.bond!.losses!;
    const plan = planBook(bookWith('mine:\n  bond: {kind: bond, on: debtor, amount: 10}\n'));
    const cash = inputValues(plan, 1, PATHS).values(plan.inputs.findIndex((i) => i.path === 'parties.debtor.cash'));
    const short = cash.filter((x) => x < 100).length / PATHS;
    // Whatever it has is paid on the due in part; the estate is empty, and of what remains nothing is recovered.
    expect(losses.loss_probability).toBe(short);
    expect(losses.expected_loss).toBeCloseTo(10 * short, 9);
    expect(Math.abs(losses.expected_loss - 10 * 0.4)).toBeLessThan(4 * 10 * Math.sqrt((0.4 * 0.6) / PATHS));
    // The quantiles of a loss of 10 with probability 2/5, and the mean of its worst twentieth, are 10.
    expect([losses.loss_95, losses.loss_99, losses.shortfall_95, losses.shortfall_99]).toEqual([10, 10, 10, 10]);
    expect(losses.standard_error).toBeCloseTo(10 * Math.sqrt((short * (1 - short)) / (PATHS - 1)), 9);
    expect(total!.first_causes[0]).toMatchObject({ party: 'debtor', share_of_loss: 1, share_of_losing_paths: 1 });
  });
});

describe('protection that was bought', () => {
  it('pays what the same amount of bonds loses, so that a bond with as much of it loses nothing', async () => {
    const { holdings, total, limits } = await resultOf(`mine:
  bond: {kind: bond, on: debtor, amount: 10}
  swap: {kind: cds, on: debtor, amount: 10}
  limit: {kind: limit, on: debtor, amount: 4}
`);
    expect(holdings.swap!.losses!.expected_loss).toBe(-holdings.bond!.losses!.expected_loss);
    expect(holdings.swap!.losses!.loss_probability).toBe(0);
    expect(holdings.swap!.first_causes).toEqual([]);
    expect(total!.losses).toMatchObject({ expected_loss: 0, loss_probability: 0, loss_99: 0 });
    expect(total!.amount).toBe(10);
    expect(limits.limit).toMatchObject({ used: 0, is_exceeded: false });
  });

  it('half as much leaves half of the loss on each path', async () => {
    const { holdings, total } = await resultOf(`mine:
  bond: {kind: bond, on: debtor, amount: 10}
  swap: {kind: cds, on: debtor, amount: 5}
`);
    expect(total!.losses.expected_loss).toBeCloseTo(holdings.bond!.losses!.expected_loss / 2, 9);
    expect(total!.losses.loss_99).toBeCloseTo(5, 9);
  });
});
