import { ASK, loopScreen, loopTables } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { loopOfMatrix } from './loopPlain.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `loop`. */
export interface LoopOptions extends QuestionOptions {
  readonly matrix?: string;
}

/** `interlock loop BOOK`, with `--paths 1` without a run beside it, or `--matrix CSV`: whether commitments call forth commitments. */
export function runLoop(asked: string | undefined, options: LoopOptions): Promise<number> {
  const { matrix, out } = options;
  if (matrix !== undefined) {
    if (asked !== undefined) throw usage('name a book, or a matrix with --matrix, not both');
    if (out !== undefined) throw usage('--out is for a book; on a matrix use --json');
    return Promise.resolve(loopOfMatrix(matrix, options));
  }
  if (asked === undefined) throw usage('name a book, or a next-generation matrix with --matrix FILE');
  return askQuestion(asked, options, {
    name: 'loop',
    ask: ASK.loop,
    screen: (answer, book, page) => loopScreen(answer, book.content.parties, page),
    tables: loopTables,
  });
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
