import { describe, expect, it } from 'vitest';
import { quantileOf } from '../base/distribution.ts';
import { normalCdf } from '../base/normal.ts';
import { normalAt, STATIC_QUARTER, streamKey, uniformAt } from '../base/random.ts';
import { readBook } from '../book/readBook.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { createBlock } from './block.ts';
import { drawInputs, drawProcesses } from './draws.ts';
import { inputValues } from './inputValues.ts';
import { simulatePaths } from './simulate.ts';

const BOOK = `
book: {format: 1, title: Nested, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}}
sources:
  guess: {title: Guess, publisher: Us, date: 2025-12-31, grade: D}
parties:
  buyer: {name: Buyer, kind: other, source: guess, cash: 2B to 4B, operations: {revenue: 5B to 9B, growth: 0% to 8%, margin: 10% to 30%}}
  seller: {name: Seller, kind: other, source: guess, cash: 1B, operations: {revenue: 1B to 2B, margin: 20% to 40%}}
deals:
  talked-about:
    between: [buyer, seller]
    date: 2025-06-30
    status: intent
    source: guess
    terms:
      money: {type: equity, investor: buyer, issuer: seller, amount: 1B, tranches: {a: {share: 100%, date: 2026-06-30}}}
correlations:
  sales: {between: [parties.buyer.operations.revenue, parties.seller.operations.margin], rho: 60%, source: guess}
`;

const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK }], {});
if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
const plan = planBook(book);
const SEED = 77;
const NOISE = 7;
const PATHS = 70;
const nested: Plan = { ...plan, noisePaths: NOISE };

/** A column after the draws of the start and of the first quarter, in blocks of so many lanes. */
function columnOf(of: Plan, column: number, lanes: number): number[] {
  const values: number[] = [];
  for (let first = 0; first < PATHS; first += lanes) {
    const block = createBlock(of, { seed: SEED, firstPath: first, lanes });
    for (let c = 0; c < of.initial.length; c++) block.data.fill(of.initial[c] ?? 0, c * lanes, (c + 1) * lanes);
    drawInputs(block);
    drawProcesses(block, 0);
    values.push(...block.data.subarray(column * lanes, (column + 1) * lanes));
  }
  return values;
}

/** An input on a path, one draw after the other. */
function slowly(index: number, path: number): number {
  const vector = Math.floor(path / NOISE);
  const input = plan.inputs[index];
  if (input === undefined) throw new Error('no such input');
  const group = plan.correlations.find(({ inputs }) => inputs.includes(index));
  if (group === undefined)
    return quantileOf(input.distribution, uniformAt(streamKey(SEED, input.path), vector, STATIC_QUARTER));
  const row = group.inputs.indexOf(index);
  let score = 0;
  for (let c = 0; c <= row; c++) {
    const other = plan.inputs[group.inputs[c] ?? -1];
    score +=
      (group.cholesky[row * group.inputs.length + c] ?? 0) *
      normalAt(streamKey(SEED, other?.path ?? ''), vector, STATIC_QUARTER);
  }
  return quantileOf(input.distribution, normalCdf(score));
}

describe('nested paths', () => {
  it('draw every input once a vector, as single draws would, in blocks of any size', () => {
    for (const [index, input] of plan.inputs.entries()) {
      if (!input.isUncertain) continue;
      const expected = Array.from({ length: PATHS }, (_, p) => slowly(index, p));
      expect(new Set(expected).size, input.path).toBe(PATHS / NOISE);
      for (const lanes of [1, 10, 35, PATHS]) expect(columnOf(nested, input.column, lanes)).toEqual(expected);
      expect([...inputValues(nested, SEED, PATHS).values(index)]).toEqual(expected);
    }
  });

  it('draw shocks and performances path by path, as plain paths do', () => {
    expect(plan.processes.length).toBeGreaterThan(0);
    const columns = [...plan.processes.map((p) => p.column), ...plan.performance.map((p) => p.column)];
    for (const column of columns) {
      const values = columnOf(nested, column, 35);
      expect(values).toEqual(columnOf(plan, column, 35));
      expect(values.some((value, p) => value !== values[p - (p % NOISE)])).toBe(true);
    }
  });

  it('leave the same bytes behind however many go abreast', () => {
    const whole = simulatePaths(nested, SEED, 0, PATHS, true);
    for (const abreast of [1, 16]) {
      const pieces = simulatePaths(nested, SEED, 0, PATHS, true, abreast);
      expect(Buffer.from(pieces.kept.buffer).equals(Buffer.from(whole.kept.buffer))).toBe(true);
    }
    const plain = simulatePaths({ ...plan, noisePaths: 1 }, SEED, 0, PATHS, true);
    expect([...plain.kept]).toEqual([...simulatePaths(plan, SEED, 0, PATHS, true).kept]);
    expect([...plain.kept]).not.toEqual([...whole.kept]);
  });
});
