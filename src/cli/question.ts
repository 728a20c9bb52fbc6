import { join } from 'node:path';
import {
  type Answer,
  type AnswersByQuestion,
  type AnswerTable,
  type Asking,
  answerOf,
  answerText,
  type Book,
  csvText,
  type Page,
  type QuestionName,
  type Runner,
  reportHtml,
  show,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { listenForInterruption } from './interruption.ts';
import { type OpenedBook, openBook } from './openBook.ts';
import { openRunner } from './openRunner.ts';
import { progressLine } from './progressLine.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';
import { refuseOthers, writeFolder } from './writeFolder.ts';

/** Options of a question that may need runs. */
export interface QuestionOptions extends BookOptions {
  readonly paths?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly progress?: boolean;
}

/** A question as the command line asks it: how it is answered, how a person is told, which tables go with it. */
export interface Questioning<Q extends QuestionName> {
  readonly name: Q;
  readonly ask: (asking: Asking) => Promise<AnswersByQuestion[Q]>;
  readonly screen: (answer: AnswersByQuestion[Q], book: Book, page: Page) => string;
  readonly tables?: (answer: AnswersByQuestion[Q]) => readonly AnswerTable[];
  /** The answer is the reader's own business: it stands in its files and tables, not in the report. */
  readonly isPrivate?: boolean;
}

/** Asks one question about a book: a screen, `--json`, and with `--out` a folder with the answer, its tables and a report. */
export async function askQuestion<Q extends QuestionName>(
  asked: string,
  options: QuestionOptions,
  questioning: Questioning<Q>,
): Promise<number> {
  if (options.out !== undefined) refuseOthers(options.out, options.force === true);
  const opened = openBook(asked, options);
  const interruption = listenForInterruption(options.quiet === true);
  const line = progressLine(1, options);
  let runner: Promise<Runner> | null = null;
  try {
    const answer = await questioning.ask({
      book: opened.book,
      diagnostics: opened.diagnostics,
      openRunner: () => {
        runner ??= openRunner(options.workers);
        return runner;
      },
      paths: options.paths ?? 1,
      seed: options.seed ?? 1,
      signal: interruption.signal,
      onProgress: line.tellOf,
    });
    line.end();
    if (answer.error !== null) {
      const exit = interruption.isInterrupted() ? EXIT.interrupted : EXIT.usage;
      throw new CommandFailure(exit, answer.error.code, placedMessage(answer.error));
    }
    const written = options.out === undefined ? null : writeAnswer(options.out, opened, answer, questioning, options);
    if (options.json === true) tell(answerText(answer));
    else {
      const where = written === null ? '' : `\nReport: ${written}\n`;
      tell(`${questioning.screen(answer, opened.book, pageOf(options, process.stdout))}${where}`);
    }
    return interruption.isInterrupted() ? EXIT.interrupted : EXIT.done;
  } finally {
    interruption.stopListening();
    await ((await runner) as Runner | null)?.close();
  }
}

/** Why there is no answer: every fault at its place, or else what the question says of it. */
function placedMessage({ message, diagnostics }: NonNullable<Answer['error']>): string {
  const placed = diagnostics.flatMap(({ place, message: fault, help }) =>
    place === null
      ? []
      : [`${place.file}:${place.line}:${place.column}  ${fault}${help === null ? '' : `\n  → ${help}`}`],
  );
  return placed.length === 0 ? message : placed.join('\n');
}

function writeAnswer<Q extends QuestionName>(
  folder: string,
  { book, diagnostics }: OpenedBook,
  answer: AnswersByQuestion[Q],
  { name, tables, isPrivate }: Questioning<Q>,
  options: QuestionOptions,
): string {
  const files = new Map<string, string>([
    [`${name}.json`, answerText(answer)],
    [
      'report.html',
      reportHtml({
        book,
        show: answerOf(book, show(book), diagnostics),
        run: null,
        answers: isPrivate === true ? {} : { [name]: answer },
      }),
    ],
  ]);
  for (const table of tables?.(answer) ?? []) files.set(`tables/${table.name}.csv`, csvText(table.header, table.rows));
  writeFolder(folder, files, options.force === true);
  return join(folder, 'report.html');
}
