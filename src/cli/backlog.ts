import { ASK, backlogScreen, backlogTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `backlog`. */
export interface BacklogOptions extends QuestionOptions {
  readonly seller?: string;
}

/** `interlock backlog BOOK`: what reported backlogs amount to. */
export function runBacklog(asked: string, options: BacklogOptions): Promise<number> {
  const { seller } = options;
  return askQuestion(asked, options, {
    name: 'backlog',
    ask: async (asking) => {
      const answer = await ASK.backlog(asking);
      const sellers = Object.keys(answer.result?.sellers ?? {});
      if (seller === undefined || answer.error !== null || sellers.includes(seller)) return answer;
      const nearest = nearestName(seller, sellers);
      const hint = nearest === null ? `the sellers are ${sellers.join(', ')}` : `did you mean ${nearest}?`;
      throw new CommandFailure(EXIT.usage, 'usage.unknown-seller', `${JSON.stringify(seller)} sells nothing; ${hint}`);
    },
    screen: (answer, book, page) => backlogScreen(answer, book.content.parties, page, seller ?? null),
    tables: backlogTables,
  });
}
