import { ASK, askRescue, nearestName, rescueScreen, rescueTables } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `rescue`. */
export interface RescueCommandOptions extends QuestionOptions {
  readonly fail?: string;
  readonly at?: string;
  readonly sweep?: 'commitments';
}

/** `interlock rescue BOOK`: who would have to rescue whom, and whether they would. */
export function runRescue(asked: string, { fail, at, sweep, ...options }: RescueCommandOptions): Promise<number> {
  return askQuestion(asked, options, {
    name: 'rescue',
    ask: async (asking) => {
      const ids = Object.keys(asking.book.content.parties);
      if (fail !== undefined && !ids.includes(fail)) throw unknownParty(fail, ids);
      if (fail === undefined && at === undefined && sweep === undefined) return ASK.rescue(asking);
      return askRescue(asking, { fail, at, sweep });
    },
    screen: (answer, book, page) => rescueScreen(answer, book.content.parties, page),
    tables: rescueTables,
  });
}

function unknownParty(asked: string, ids: readonly string[]): CommandFailure {
  const nearest = nearestName(asked, ids);
  const hint = nearest === null ? 'interlock show names the parties' : `did you mean ${nearest}?`;
  return new CommandFailure(
    EXIT.usage,
    'usage.unknown-party',
    `${JSON.stringify(asked)} is no party of this book; ${hint}`,
  );
}
