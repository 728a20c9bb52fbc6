import { ASK, askRescue, rescueScreen, rescueTables } from '../index.ts';
import { refuseUnknown } from './inputs.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `rescue`. */
export interface RescueCommandOptions extends QuestionOptions {
  readonly about?: string;
  readonly fail?: string;
  readonly at?: string;
  readonly sweep?: 'commitments';
}

/** `interlock rescue BOOK`: who would have to rescue whom, and whether they would. */
export function runRescue(
  asked: string,
  { about, fail, at, sweep, ...options }: RescueCommandOptions,
): Promise<number> {
  return askQuestion(asked, options, {
    name: 'rescue',
    ask: async (asking) => {
      const ids = Object.keys(asking.book.content.parties);
      for (const named of [about, fail]) if (named !== undefined) refuseUnknown(named, ids);
      if ([about, fail, at, sweep].every((option) => option === undefined)) return ASK.rescue(asking);
      return askRescue(asking, { about, fail, at, sweep });
    },
    screen: (answer, book, page) => rescueScreen(answer, book.content.parties, page),
    tables: rescueTables,
  });
}
