import { denseSolve } from './denseSolve.ts';

/** A square matrix by compressed rows; several entries at one place are added. */
export interface SparseRows {
  readonly size: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

const LARGEST_DENSE = 200;

/**
 * Solves A·x = b for the near-triangular, diagonally heavy matrices of clearing; undefined when it cannot.
 *
 * Definition: elimination up to 200 unknowns; above, the stabilised biconjugate gradient with a diagonal
 * preconditioner, since elimination fills in on random webs (10,000 parties take seconds).
 * Source: van der Vorst (1992), Bi-CGSTAB.
 */
export function sparseSolve(matrix: SparseRows, rightSide: Float64Array): Float64Array | undefined {
  return matrix.size <= LARGEST_DENSE ? solveDense(matrix, rightSide) : solveIteratively(matrix, rightSide);
}

function solveDense(matrix: SparseRows, rightSide: Float64Array): Float64Array | undefined {
  const { size, rowStart, column, value } = matrix;
  const dense = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
      const at = row * size + column[k]!;
      dense[at] = dense[at]! + value[k]!;
    }
  }
  const solution = rightSide.slice();
  return denseSolve(dense, solution, size) ? solution : undefined;
}

function solveIteratively(matrix: SparseRows, rightSide: Float64Array): Float64Array | undefined {
  const { size } = matrix;
  const inverseDiagonal = diagonalInverse(matrix);
  const x = new Float64Array(size);
  const r = rightSide.slice();
  const shadow = rightSide.slice();
  const p = new Float64Array(size);
  const v = new Float64Array(size);
  const t = new Float64Array(size);
  const preconditioned = new Float64Array(size);
  const goal = 1e-15 * Math.sqrt(dot(r, r));
  let rho = 1;
  let alpha = 1;
  let omega = 1;
  for (let step = 0; step < 2000; step++) {
    const nextRho = dot(shadow, r);
    if (nextRho === 0 || omega === 0) break;
    const beta = (nextRho / rho) * (alpha / omega);
    rho = nextRho;
    for (let i = 0; i < size; i++) {
      p[i] = r[i]! + beta * (p[i]! - omega * v[i]!);
      preconditioned[i] = p[i]! * inverseDiagonal[i]!;
    }
    multiply(matrix, preconditioned, v);
    alpha = rho / dot(shadow, v);
    for (let i = 0; i < size; i++) {
      x[i] = x[i]! + alpha * preconditioned[i]!;
      r[i] = r[i]! - alpha * v[i]!;
    }
    if (Math.sqrt(dot(r, r)) <= goal) break;
    for (let i = 0; i < size; i++) preconditioned[i] = r[i]! * inverseDiagonal[i]!;
    multiply(matrix, preconditioned, t);
    omega = dot(t, r) / dot(t, t);
    for (let i = 0; i < size; i++) {
      x[i] = x[i]! + omega * preconditioned[i]!;
      r[i] = r[i]! - omega * t[i]!;
    }
    if (Math.sqrt(dot(r, r)) <= goal) break;
  }
  multiply(matrix, x, t);
  for (let i = 0; i < size; i++) t[i] = t[i]! - rightSide[i]!;
  return Math.sqrt(dot(t, t)) <= 1e-10 * Math.sqrt(dot(rightSide, rightSide)) ? x : undefined;
}

function diagonalInverse(matrix: SparseRows): Float64Array {
  const diagonal = new Float64Array(matrix.size);
  for (let row = 0; row < matrix.size; row++) {
    for (let k = matrix.rowStart[row]!; k < matrix.rowStart[row + 1]!; k++) {
      if (matrix.column[k] === row) diagonal[row] = diagonal[row]! + matrix.value[k]!;
    }
  }
  return diagonal.map((entry) => (entry === 0 ? 1 : 1 / entry));
}

function multiply(matrix: SparseRows, x: Float64Array, result: Float64Array): void {
  const { size, rowStart, column, value } = matrix;
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) sum += value[k]! * x[column[k]!]!;
    result[row] = sum;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
