import {
  answerText,
  answerWithoutBook,
  type Diagnostic,
  MOST_MATRIX_ROWS,
  matrixLoopScreen,
  plainLoop,
  readPlainMatrix,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { readTable } from './readTable.ts';
import type { OutputOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock loop --matrix matrix.csv`: the question about a next-generation matrix that is given. */
export function loopOfMatrix(path: string, options: OutputOptions): number {
  const diagnostics: Diagnostic[] = [];
  const { name, text } = readTable(path);
  const matrix = readPlainMatrix(text, { name, mostRows: MOST_MATRIX_ROWS }, diagnostics);
  if (matrix === null) {
    const count = diagnostics.length === 1 ? 'one fault' : `${diagnostics.length} faults`;
    throw new CommandFailure(EXIT.diagnostics, 'table.invalid', `the matrix has ${count}`, diagnostics);
  }
  const answer = answerWithoutBook(plainLoop(matrix), diagnostics);
  tell(options.json === true ? answerText(answer) : matrixLoopScreen(answer, pageOf(options, process.stdout)));
  return EXIT.done;
}
