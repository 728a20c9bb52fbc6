import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choleskyFactor, correlateScores, correlationMatrix } from './normalScores.ts';
import { fillNormals, STATIC_QUARTER, streamKey } from './random.ts';

test('hand case: two scores correlated by 0.6', () => {
  const factor = choleskyFactor(correlationMatrix(2, [{ first: 1, second: 0, correlation: 0.6 }]), 2)!;
  for (const [i, wanted] of [1, 0, 0.6, 0.8].entries()) expect(factor[i]).toBeCloseTo(wanted, 15);
});

test('correlations that contradict each other have no factor', () => {
  const contradictory = [
    { first: 0, second: 1, correlation: 0.9 },
    { first: 1, second: 2, correlation: 0.9 },
    { first: 0, second: 2, correlation: -0.9 },
  ];
  expect(choleskyFactor(correlationMatrix(3, contradictory), 3)).toBeNull();
  expect(choleskyFactor(correlationMatrix(2, [{ first: 0, second: 1, correlation: 1.2 }]), 2)).toBeNull();
  expect(choleskyFactor(new Float64Array([1, Number.NaN, Number.NaN, 1]), 2)).toBeNull();
});

test('on the border of the semidefinite: a score and its double, and three at 120 degrees', () => {
  const same = choleskyFactor(correlationMatrix(2, [{ first: 0, second: 1, correlation: 1 }]), 2)!;
  expect(Array.from(same)).toEqual([1, 0, 1, 0]);
  const third = [
    { first: 0, second: 1, correlation: -0.5 },
    { first: 1, second: 2, correlation: -0.5 },
    { first: 0, second: 2, correlation: -0.5 },
  ];
  expect(choleskyFactor(correlationMatrix(3, third), 3)).not.toBeNull();
  const beyond = third.map((pair) => ({ ...pair, correlation: -0.51 }));
  expect(choleskyFactor(correlationMatrix(3, beyond), 3)).toBeNull();
});

test('L·Lᵀ gives back any matrix of inner products of unit vectors', () => {
  const angle = fc.double({ min: 0, max: 6.28, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(angle, angle), { minLength: 1, maxLength: 5 }), (angles) => {
      const size = angles.length;
      const vectors = angles.map(([a, b]) => [Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)]);
      const matrix = new Float64Array(size * size);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          matrix[i * size + j] = vectors[i]!.reduce((sum, x, k) => sum + x * vectors[j]![k]!, 0);
      const factor = choleskyFactor(matrix, size);
      expect(factor).not.toBeNull();
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += factor![i * size + k]! * factor![j * size + k]!;
          expect(sum).toBeCloseTo(matrix[i * size + j]!, 4);
        }
    }),
  );
});

test('drawn scores have the correlations asked for and stay standard normal', () => {
  const lanes = 20000;
  const scores = new Float64Array(3 * lanes);
  for (let i = 0; i < 3; i++) fillNormals(scores, i * lanes, lanes, streamKey(9, `score ${i}`), 0, STATIC_QUARTER);
  const pairs = [
    { first: 0, second: 1, correlation: 0.7 },
    { first: 1, second: 2, correlation: -0.3 },
  ];
  correlateScores(choleskyFactor(correlationMatrix(3, pairs), 3)!, 3, scores, lanes);
  const product = (i: number, j: number) => {
    let sum = 0;
    for (let lane = 0; lane < lanes; lane++) sum += scores[i * lanes + lane]! * scores[j * lanes + lane]!;
    return sum / lanes;
  };
  const wanted = [
    [1, 0.7, 0],
    [0.7, 1, -0.3],
    [0, -0.3, 1],
  ];
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) expect(Math.abs(product(i, j) - wanted[i]![j]!)).toBeLessThan(0.04);
});
