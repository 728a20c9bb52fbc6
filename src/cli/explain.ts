import { answerText, explain, explainScreen, questionHolding, type RunOfWorld, runWorlds } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { type OpenedBook, openBook } from './openBook.ts';
import { openRunner } from './openRunner.ts';
import { openWorlds } from './openWorlds.ts';
import { progressLine } from './progressLine.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** Options of `explain`. */
export interface ExplainOptions extends BookOptions {
  readonly paths: number;
  readonly seed: number;
  readonly workers?: number;
  readonly progress?: boolean;
}

/** `interlock explain BOOK PATH`: what a figure of an answer is and what it rests on; runs the book only where it must. */
export async function runExplain(asked: string, path: string, options: ExplainOptions): Promise<number> {
  const opened = openBook(asked, options);
  const run = questionHolding(opened.book, path) === 'run' ? await runOf(opened, options) : null;
  const answer = explain({ book: opened.book, path, run, diagnostics: opened.diagnostics });
  if (answer.error !== null) throw new CommandFailure(EXIT.usage, answer.error.code, answer.error.message);
  tell(
    options.json === true
      ? answerText(answer)
      : explainScreen(answer, opened.book.content.parties, pageOf(options, process.stdout), opened.nameOf),
  );
  return EXIT.done;
}

async function runOf(opened: OpenedBook, options: ExplainOptions): Promise<RunOfWorld> {
  const runner = await openRunner(options.workers);
  try {
    const { worlds } = openWorlds(opened, []);
    const progress = progressLine(options.paths, options);
    const runs = await runWorlds(worlds, {
      paths: options.paths,
      seed: options.seed,
      runner,
      onProgress: progress.tell,
    });
    progress.end();
    return runs[0] as RunOfWorld;
  } finally {
    await runner.close();
  }
}
