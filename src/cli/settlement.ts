import {
  answerOf,
  answerText,
  answerWithoutBook,
  nearestName,
  plainSettlement,
  readWaterfall,
  settlement,
  settlementScreen,
  settlementTables,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';
import { readTable } from './readTable.ts';
import { pageOf, tell } from './terminal.ts';

/** Options of `settlement`. */
export interface SettlementOptions extends QuestionOptions {
  readonly settlement?: string;
  readonly exit?: readonly number[];
  readonly waterfall?: string;
}

/** `interlock settlement BOOK`, or with `--waterfall` the payouts of a waterfall of its own. */
export async function runSettlement(asked: string | undefined, options: SettlementOptions): Promise<number> {
  if (options.waterfall !== undefined) return payOut(options.waterfall, options);
  if (asked === undefined)
    throw new CommandFailure(EXIT.usage, 'usage', 'name a book, or a waterfall with --waterfall FILE');
  return askQuestion(asked, options, {
    name: 'settlement',
    ask: async ({ book, diagnostics, seed }) => {
      const ids = Object.keys(book.content.settlements ?? {});
      const { settlement: id, exit: exits } = options;
      if (id !== undefined && !ids.includes(id)) throw unknownSettlement(id, ids);
      const question = {
        book,
        seed,
        ...(id === undefined ? {} : { settlement: id }),
        ...(exits === undefined ? {} : { exits }),
      };
      return answerOf(book, settlement(question), diagnostics);
    },
    screen: (answer, _book, page) => settlementScreen(answer, page),
    tables: settlementTables,
  });
}

function unknownSettlement(id: string, ids: readonly string[]): CommandFailure {
  const nearest = nearestName(id, ids);
  const hint = nearest === null ? `the book has ${ids.join(', ') || 'none'}` : `did you mean ${nearest}?`;
  return new CommandFailure(
    EXIT.usage,
    'usage.unknown-settlement',
    `there is no settlement ${JSON.stringify(id)}; ${hint}`,
  );
}

function payOut(file: string, options: SettlementOptions): number {
  const { waterfall, diagnostics } = readWaterfall(readTable(file));
  if (waterfall === null) {
    const count = diagnostics.length === 1 ? 'one fault' : `${diagnostics.length} faults`;
    throw new CommandFailure(EXIT.diagnostics, 'waterfall.invalid', `the waterfall has ${count}`, diagnostics);
  }
  const answer = answerWithoutBook(plainSettlement(waterfall, options.exit ?? null), diagnostics);
  tell(options.json === true ? answerText(answer) : settlementScreen(answer, pageOf(options, process.stdout)));
  return EXIT.done;
}
