import { answerOf, answerText, show, showScreen } from '../index.ts';
import { EXIT } from './exitCode.ts';
import { openBook } from './openBook.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** Options of `show`. */
export interface ShowOptions extends BookOptions {
  readonly all?: boolean;
}

/** `interlock show BOOK`: what the web amounts to, without simulation. */
export function runShow(asked: string, options: ShowOptions): number {
  const { book, diagnostics } = openBook(asked, options);
  const answer = answerOf(book, show(book), diagnostics);
  tell(
    options.json === true
      ? answerText(answer)
      : showScreen(answer, pageOf(options, process.stdout), options.all === true),
  );
  return EXIT.done;
}
