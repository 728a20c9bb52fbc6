import { ASK, loopScreen, loopTables } from '../index.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** `interlock loop BOOK`: whether commitments call forth commitments; with `--paths 1` without a run beside it. */
export function runLoop(asked: string, options: QuestionOptions): Promise<number> {
  return askQuestion(asked, options, {
    name: 'loop',
    ask: ASK.loop,
    screen: (answer, book, page) => loopScreen(answer, book.content.parties, page),
    tables: loopTables,
  });
}
