import { ASK, reconcileScreen } from '../index.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** `interlock reconcile BOOK`: what buyers have promised against what sellers report. */
export function runReconcile(asked: string, options: QuestionOptions): Promise<number> {
  return askQuestion(asked, options, {
    name: 'reconcile',
    ask: ASK.reconcile,
    screen: (answer, book, page) => reconcileScreen(answer, book.content.parties, page),
  });
}
