import { answerOf, answerText, reconcile, reconcileScreen } from '../index.ts';
import { EXIT } from './exitCode.ts';
import { openBook } from './openBook.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock reconcile BOOK`: what buyers have promised against what sellers report. */
export function runReconcile(asked: string, options: BookOptions): number {
  const { book, diagnostics } = openBook(asked, options);
  const answer = answerOf(book, reconcile(book), diagnostics);
  const page = pageOf(options, process.stdout);
  tell(options.json === true ? answerText(answer) : reconcileScreen(answer, book.content.parties, page));
  return EXIT.done;
}
