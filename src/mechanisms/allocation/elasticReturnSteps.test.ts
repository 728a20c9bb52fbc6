import { describe, expect, it } from 'vitest';
import { elasticReturnSteps } from './elasticReturnSteps.ts';

const REFERENCE = 12;
const VALUES = [48, 30, 18, 12, 7, 2];
const NEED = 3;

/** Area under the demand curve read as marginal values, by the midpoint rule over amounts. */
function areaBetween(elasticity: number, high: number, low: number): number {
  const amount = (v: number): number => NEED * (v / REFERENCE) ** -elasticity;
  const marginal = (q: number): number => REFERENCE * (q / NEED) ** (-1 / elasticity);
  const [from, to] = [amount(high), amount(low)];
  const slices = 20_000;
  let area = 0;
  for (let i = 0; i < slices; i++) area += marginal(from + ((i + 0.5) / slices) * (to - from));
  return (area * (to - from)) / slices;
}

describe('demand of constant elasticity as steps of a return', () => {
  it.each([0.2, 0.45, 1, 1.8])('adds up to the demand curve and to the area under it, elasticity %d', (elasticity) => {
    const { value, amount } = elasticReturnSteps(NEED, REFERENCE, elasticity, VALUES);
    let sum = 0;
    VALUES.forEach((v, k) => {
      sum += amount[k]!;
      expect(sum).toBeCloseTo(NEED * (v / REFERENCE) ** -elasticity, 10);
      if (k > 0) expect(value[k]! * amount[k]!).toBeCloseTo(areaBetween(elasticity, VALUES[k - 1]!, v), 5);
    });
    expect(value[0]).toBe(48);
  });

  it('has falling values, each between the ends of its step', () => {
    const { value } = elasticReturnSteps(NEED, REFERENCE, 0.4, VALUES);
    for (let k = 1; k < VALUES.length; k++) {
      expect(value[k]).toBeLessThan(VALUES[k - 1]!);
      expect(value[k]).toBeGreaterThan(VALUES[k]!);
    }
  });

  it('wants everything at any price where demand does not answer', () => {
    const { amount } = elasticReturnSteps(NEED, REFERENCE, 0, VALUES);
    expect([...amount]).toEqual([NEED, 0, 0, 0, 0, 0]);
  });
});
