import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { quantileOf } from '../../base/distribution.ts';
import type { Quantity } from '../../base/quantity.ts';
import { rankCorrelation } from '../../base/rankCorrelation.ts';
import { planBook } from '../../plan/planBook.ts';
import { createBlock } from '../../run/block.ts';
import { drawInputs } from '../../run/draws.ts';
import { drawnBook } from '../claims/drawnBook.ts';
import { pathInputs } from '../claims/pathInputs.ts';
import { drawnInputs, type Reader } from './drawInputs.ts';

const CASH = 'parties.lab.cash';
const MULTIPLE = 'channels.value.multiple';
const MARGIN = 'parties.vendor.operations.margin';
const CORRELATIONS = `
correlations:
  first: {between: [${MULTIPLE}, ${CASH}], rho: 0.8, source: example, said_by: modeller, note: invented}
  second: {between: [${CASH}, ${MARGIN}], rho: -0.6, source: example, said_by: modeller, note: invented}
`;
const DRAWS = 4000;
const SEED = 5;
const book = bookFolder('small/loop', {
  overlays: [{ name: 'correlations.yaml', text: CORRELATIONS }],
  sets: [`${CASH}=10M to 90M`, `${MARGIN}=10% to 40%`],
});
const { channels, parties } = book.content;
const news = channels?.value;
const quantities: (Quantity | undefined)[] = [
  news !== undefined && 'multiple' in news ? news.multiple : undefined,
  parties.lab?.cash,
  parties.vendor?.operations?.margin,
];
const inputs = drawnInputs(book, SEED, DRAWS, (read: Reader) => quantities.map((q) => read(q, 0)));
const drawnOf = (path: string): Float64Array =>
  inputs.uncertain.find((one) => one.path === path)?.draws ?? new Float64Array(0);

/** Spearman's ρ of normal scores correlated by ρ: 6/π·asin(ρ/2) (K. Pearson 1907). */
const ofScores = (rho: number): number => (6 / Math.PI) * Math.asin(rho / 2);

describe('inputs drawn without a run', () => {
  it('are correlated as the book writes, and not otherwise', () => {
    const between = (a: string, b: string): number => rankCorrelation(drawnOf(a), drawnOf(b)) ?? Number.NaN;
    expect(inputs.uncertain.map(({ path }) => path)).toEqual([MULTIPLE, CASH, MARGIN]);
    expect(Math.abs(between(MULTIPLE, CASH) - ofScores(0.8))).toBeLessThan(0.02);
    expect(Math.abs(between(CASH, MARGIN) - ofScores(-0.6))).toBeLessThan(0.03);
    expect(Math.abs(between(MULTIPLE, MARGIN))).toBeLessThan(0.05);
  });

  it('are those that the run draws, to the last bit, whether or not it draws all that they hang together with', () => {
    const plan = planBook(book);
    const lanes = 200;
    const block = createBlock(plan, { seed: SEED, firstPath: 0, lanes });
    drawInputs(block);
    let compared = 0;
    for (const { path, distribution, draws } of inputs.uncertain) {
      const input = plan.inputs.find((one) => one.path === path);
      const drawn = Array.from(draws.subarray(0, lanes), (u) => quantileOf(distribution, u));
      if (input !== undefined) {
        expect(drawn, path).toEqual([...block.data.subarray(input.column * lanes, (input.column + 1) * lanes)]);
        compared += 1;
      }
      for (const of of [drawnBook(book, plan, SEED, lanes).inputs, pathInputs(plan, SEED, lanes)])
        expect([...(of.find((one) => one.path === path)?.values ?? drawn)], path).toEqual(drawn);
    }
    expect(compared).toBeGreaterThanOrEqual(2);
  });

  it('of a settlement may be correlated too', () => {
    const sale = bookFolder('small/venture-exit', {
      overlays: [
        {
          name: 'correlations.yaml',
          text: `
correlations:
  when-it-ends: {between: [settlements.sale.losses.no-sale.probability, settlements.sale.losses.no-sale.part], rho: 0.7, source: example, said_by: modeller, note: invented}
`,
        },
      ],
    });
    const loss = sale.content.settlements?.sale?.losses?.['no-sale'];
    const drawn = drawnInputs(sale, SEED, DRAWS, (read) => [read(loss?.probability, 0), read(loss?.part, 0)]);
    const [a, b] = drawn.uncertain.map(({ draws }) => draws);
    expect(Math.abs((rankCorrelation(a!, b!) ?? 0) - ofScores(0.7))).toBeLessThan(0.02);
  });
});
