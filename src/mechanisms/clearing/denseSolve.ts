/**
 * Solves A·x = b in place by Gaussian elimination with partial pivoting; b becomes x. False when A is singular.
 *
 * Assumes: `matrix` holds A by rows with row length `size`; both arrays are overwritten.
 * Cost: size³/3 multiplications, no allocation.
 */
export function denseSolve(matrix: Float64Array, vector: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    let pivotRow = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[pivotRow * size + column]!)) pivotRow = row;
    }
    const pivot = matrix[pivotRow * size + column]!;
    if (!(Math.abs(pivot) > 1e-13)) return false;
    if (pivotRow !== column) swapRows(matrix, vector, size, pivotRow, column);
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row * size + column]! / pivot;
      if (factor === 0) continue;
      for (let k = column; k < size; k++) {
        matrix[row * size + k] = matrix[row * size + k]! - factor * matrix[column * size + k]!;
      }
      vector[row] = vector[row]! - factor * vector[column]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = vector[row]!;
    for (let k = row + 1; k < size; k++) sum -= matrix[row * size + k]! * vector[k]!;
    vector[row] = sum / matrix[row * size + row]!;
  }
  return true;
}

function swapRows(matrix: Float64Array, vector: Float64Array, size: number, a: number, b: number): void {
  for (let k = 0; k < size; k++) {
    const kept = matrix[a * size + k]!;
    matrix[a * size + k] = matrix[b * size + k]!;
    matrix[b * size + k] = kept;
  }
  const kept = vector[a]!;
  vector[a] = vector[b]!;
  vector[b] = kept;
}
