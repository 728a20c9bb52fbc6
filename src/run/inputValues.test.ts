import { describe, expect, it } from 'vitest';
import { readBook } from '../book/readBook.ts';
import { planBook } from '../plan/planBook.ts';
import { createBlock } from './block.ts';
import { drawInputs } from './draws.ts';
import { inputValues } from './inputValues.ts';

const BOOK = `
book: {format: 1, title: Draws, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}}
sources:
  guess: {title: Guess, publisher: Us, date: 2025-12-31, grade: D}
parties:
  buyer: {name: Buyer, kind: other, source: guess, cash: 2B to 4B, operations: {revenue: 5B to 9B, growth: 0% to 8%, margin: 10% to 30%}}
  seller: {name: Seller, kind: other, source: guess, cash: 1B, operations: {revenue: {discrete: {values: [1B, 2B], weights: [1, 3]}}, margin: 20% to 40%}}
deals:
  talked-about:
    between: [buyer, seller]
    date: 2025-06-30
    status: intent
    source: guess
    terms:
      money: {type: equity, investor: buyer, issuer: seller, amount: 1B, tranches: {a: {share: 100%, date: 2026-06-30}}}
  signed-up:
    between: [buyer, seller]
    date: 2025-06-30
    status: signed
    firm: 40%
    source: guess
    terms:
      money: {type: loan, lender: seller, borrower: buyer, principal: 1B to 2B, draws: {a: {share: 100%, date: 2026-06-30}}, rate: 5%, maturity: 2027-06-30}
correlations:
  sales: {between: [parties.buyer.operations.revenue, parties.seller.operations.margin], rho: 60%, source: guess}
  margins: {between: [parties.buyer.operations.margin, parties.seller.operations.margin], rho: -0.3, source: guess}
`;

const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK }], {});
if (book === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
const plan = planBook(book);
const SEED = 20251130;
const PATHS = 300;

/** Columns as the engine draws them, block by block of another size than the values are drawn in. */
function drawnByEngine(column: number): number[] {
  const drawn: number[] = [];
  for (let first = 0; first < PATHS; first += 100) {
    const block = createBlock(plan, { seed: SEED, firstPath: first, lanes: 100 });
    for (let c = 0; c < plan.initial.length; c++) block.data.fill(plan.initial[c]!, c * 100, (c + 1) * 100);
    drawInputs(block);
    drawn.push(...block.data.subarray(column * 100, (column + 1) * 100));
  }
  return drawn;
}

describe('inputs drawn again', () => {
  const inputs = inputValues(plan, SEED, PATHS);

  it('are to the last bit those of the run, correlated ones and certain ones too', () => {
    expect(plan.correlations[0]?.inputs).toHaveLength(3);
    plan.inputs.forEach((input, index) => {
      expect([...inputs.values(index)], input.path).toEqual(drawnByEngine(input.column));
    });
  });

  it('so are the performances of deals', () => {
    expect(plan.performance.length).toBe(2);
    plan.performance.forEach((performance, index) => {
      expect([...inputs.performances(index)], performance.name).toEqual(drawnByEngine(performance.column));
    });
  });

  it('rank the paths as their own draws do, unless they are correlated with a common factor', () => {
    const input = inputs.drawn.find((d) => d.path === 'parties.buyer.cash')!;
    const draws = inputs.ownDraws(input, PATHS);
    const values = inputs.values(input.index);
    for (let p = 1; p < PATHS; p++) expect(draws[p]! > draws[p - 1]!).toBe(values[p]! > values[p - 1]!);
  });

  it('the first paths of many are those of few', () => {
    for (const input of inputs.drawn) {
      expect([...inputs.ownDraws(input, 20)]).toEqual([...inputs.ownDraws(input, PATHS)].slice(0, 20));
    }
  });
});
