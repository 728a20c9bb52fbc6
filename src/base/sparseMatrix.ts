/** A matrix by its non-zero entries, row after row; row i holds entries rowStart[i] … rowStart[i + 1] − 1. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly rowStart: Int32Array;
  readonly columnIndex: Int32Array;
  readonly values: Float64Array;
}

/** One entry of a sparse matrix. */
export interface SparseEntry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** A sparse matrix from its entries in any order; entries of the same place are added up in the order given. */
export function sparseMatrix(rows: number, columns: number, entries: readonly SparseEntry[]): SparseMatrix {
  const sorted = [...entries].sort((a, b) => a.row - b.row || a.column - b.column);
  const rowStart = new Int32Array(rows + 1);
  const columnIndex: number[] = [];
  const values: number[] = [];
  let lastRow = -1;
  let lastColumn = -1;
  for (const { row, column, value } of sorted) {
    if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
      throw new RangeError(`entry (${row}, ${column}) lies outside a ${rows} × ${columns} matrix`);
    }
    if (row === lastRow && column === lastColumn) {
      values[values.length - 1]! += value;
      continue;
    }
    rowStart[row + 1]! += 1;
    columnIndex.push(column);
    values.push(value);
    lastRow = row;
    lastColumn = column;
  }
  for (let i = 0; i < rows; i++) rowStart[i + 1]! += rowStart[i]!;
  return { rows, columns, rowStart, columnIndex: new Int32Array(columnIndex), values: new Float64Array(values) };
}

/** Writes matrix × vector to target, which must not be the vector itself; allocates nothing. */
export function multiplySparse(matrix: SparseMatrix, vector: Float64Array, target: Float64Array): void {
  const { rowStart, columnIndex, values } = matrix;
  for (let i = 0; i < matrix.rows; i++) {
    let sum = 0;
    const end = rowStart[i + 1]!;
    for (let e = rowStart[i]!; e < end; e++) sum += values[e]! * vector[columnIndex[e]!]!;
    target[i] = sum;
  }
}

/** The matrix with rows and columns exchanged. */
export function transposeSparse(matrix: SparseMatrix): SparseMatrix {
  const entries: SparseEntry[] = [];
  for (let i = 0; i < matrix.rows; i++) {
    for (let e = matrix.rowStart[i]!; e < matrix.rowStart[i + 1]!; e++) {
      entries.push({ row: matrix.columnIndex[e]!, column: i, value: matrix.values[e]! });
    }
  }
  return sparseMatrix(matrix.columns, matrix.rows, entries);
}
