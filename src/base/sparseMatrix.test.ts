import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplySparse, type SparseMatrix, sparseMatrix, transposeSparse } from './sparseMatrix.ts';

function product(matrix: SparseMatrix, vector: readonly number[]): number[] {
  const target = new Float64Array(matrix.rows);
  multiplySparse(matrix, new Float64Array(vector), target);
  return Array.from(target);
}

test('hand case, with an empty row and a place given twice', () => {
  const matrix = sparseMatrix(3, 2, [
    { row: 2, column: 1, value: 4 },
    { row: 0, column: 1, value: 2 },
    { row: 0, column: 0, value: 1 },
    { row: 0, column: 1, value: 0.5 },
  ]);
  expect(matrix.values.length).toBe(3);
  expect(product(matrix, [10, 100])).toEqual([260, 0, 400]);
  expect(product(transposeSparse(matrix), [1, 7, 1])).toEqual([1, 6.5]);
  expect(() => sparseMatrix(1, 1, [{ row: 1, column: 0, value: 1 }])).toThrow(RangeError);
});

test('multiplies as the dense matrix does', () => {
  const whole = fc.integer({ min: -9, max: 9 });
  const entry = fc.record({ row: fc.nat(3), column: fc.nat(4), value: whole });
  fc.assert(
    fc.property(fc.array(entry), fc.array(whole, { minLength: 5, maxLength: 5 }), (entries, vector) => {
      const dense = [0, 1, 2, 3].map((i) =>
        entries.filter((e) => e.row === i).reduce((sum, e) => sum + e.value * vector[e.column]!, 0),
      );
      expect(product(sparseMatrix(4, 5, entries), vector).map((x) => x + 0)).toEqual(dense.map((x) => x + 0));
    }),
  );
});
