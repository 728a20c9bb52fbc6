import { expect, it } from 'vitest';
import { yearOfQuarter } from '../../src/base/quarter.ts';
import { planScenario } from '../../src/experiments/planScenario.ts';
import { planBook } from '../../src/plan/planBook.ts';
import { simulateBlock } from '../../src/run/simulate.ts';
import { bookFolder } from '../bookFolder.ts';

/** OpenAI's revenue by calendar year in the central case of a view, in billions. */
function revenueUnder(view: string, asOf: string): ReadonlyMap<number, number> {
  const book = bookFolder('ai-buildout', { asOf });
  const plan = planScenario(book, planBook(book), view).world!.plan;
  const column = plan.columnNames.indexOf('openai:lab_revenue');
  const revenue = new Map<number, number>();
  simulateBlock(plan, { seed: 1, firstPath: 0, lanes: 1, isCentral: true }, (block, quarter) => {
    const year = yearOfQuarter(plan.firstQuarter + quarter);
    revenue.set(year, (revenue.get(year) ?? 0) + block.data[column]! / 4 / 1e9);
  });
  return revenue;
}

it.each([
  ['openai-plan-2025', '2025-11-30', { 2026: 30, 2028: 100, 2030: 200 }],
  ['openai-plan-2026', '2026-06-30', { 2027: 62, 2030: 280 }],
  ['hsbc-2025', '2025-11-30', { 2030: 213 }],
])('the view %s, on the day of %s, brings the revenue that was told', (view, asOf, told) => {
  const revenue = revenueUnder(view, asOf);
  for (const [year, billions] of Object.entries(told))
    expect(Math.abs(revenue.get(Number(year))! / billions - 1), year).toBeLessThan(0.01);
});

it('with flat revenue every year brings the run-rate of the day, until the lab fails of it', () => {
  const revenue = revenueUnder('revenue-flat', '2025-11-30');
  const first = revenue.get(2027)!;
  expect(first).toBeGreaterThan(19);
  expect(first).toBeLessThan(21);
  expect(revenue.get(2028)).toBeCloseTo(first, 6);
  for (const billions of revenue.values()) expect(billions).toBeLessThan(first * 1.001);
});
