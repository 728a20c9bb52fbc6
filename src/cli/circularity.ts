import { askCircularity, circularityScreen, circularityTables } from '../index.ts';
import { type CircularityTableOptions, circularityOfTables } from './circularityPlain.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `circularity`. */
export interface CircularityCommandOptions extends QuestionOptions, CircularityTableOptions {
  readonly from?: string;
  readonly to?: string;
}

/** `interlock circularity BOOK`, or `--flows` and `--nodes`: how much of what a party sells is its own money coming back. */
export function runCircularity(asked: string | undefined, options: CircularityCommandOptions): Promise<number> {
  if (options.flows !== undefined || options.nodes !== undefined) {
    if (asked !== undefined) throw usage('name a book, or tables with --flows and --nodes, not both');
    return Promise.resolve(circularityOfTables(options));
  }
  if (asked === undefined) throw usage('name a book, or tables with --flows and --nodes');
  return askQuestion(asked, options, {
    name: 'circularity',
    ask: (asking) =>
      askCircularity(asking, {
        ...(options.for.length === 0 ? {} : { asked: options.for }),
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.to === undefined ? {} : { to: options.to }),
      }),
    screen: (answer, book, page) => circularityScreen(answer, book.content.parties, page),
    tables: circularityTables,
  });
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
