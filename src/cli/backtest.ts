import { basename } from 'node:path';
import {
  answerOf,
  answerText,
  askBacktest,
  type BacktestAsking,
  backtestScreen,
  backtestTables,
  csvText,
  hasErrors,
  type OutcomesReading,
  type Runner,
  readOutcomes,
  reportHtml,
  show,
} from '../index.ts';
import { findOutcomes, readFile } from './bookTexts.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { listenForInterruption } from './interruption.ts';
import { openBook } from './openBook.ts';
import { openRunner } from './openRunner.ts';
import { progressLine } from './progressLine.ts';
import type { QuestionOptions } from './question.ts';
import { refuseNoDay } from './refuseNoDay.ts';
import { pageOf, tell } from './terminal.ts';
import { refuseOthers, writeFolder } from './writeFolder.ts';

/** Options of `backtest`. */
export interface BacktestOptions extends QuestionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly outcomes?: string;
  readonly all?: boolean;
}

const MOST_BYTES = 8 * 1024 * 1024;

/** `interlock backtest BOOK`: where what came later fell in the distribution predicted before. */
export async function runBacktest(asked: string, options: BacktestOptions): Promise<number> {
  if (options.out !== undefined) refuseOthers(options.out, options.force === true);
  const asking = openDays(asked, options);
  const interruption = listenForInterruption(options.quiet === true);
  const line = progressLine(1, options);
  let runner: Promise<Runner> | null = null;
  try {
    const answer = await askBacktest({
      ...asking,
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
    if (answer.error !== null) throw new CommandFailure(EXIT.interrupted, answer.error.code, answer.error.message);
    if (options.out !== undefined) writeAnswer(options.out, asking, answer, options.force === true);
    const { parties } = asking.book.content;
    const page = pageOf(options, process.stdout);
    tell(options.json === true ? answerText(answer) : backtestScreen(answer, parties, page, options.all === true));
    return EXIT.done;
  } finally {
    interruption.stopListening();
    await ((await runner) as Runner | null)?.close();
  }
}

type Days = Pick<BacktestAsking, 'book' | 'later' | 'outcomes' | 'diagnostics'>;

/** The book as it stood, and what it is held against: the same book on a later day, outcomes, or both. */
function openDays(asked: string, options: BacktestOptions): Days {
  const { from = options.asOf, to } = options;
  for (const [name, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (day !== undefined) refuseNoDay(name, day);
  const { book, diagnostics } = openBook(asked, from === undefined ? options : { ...options, asOf: from });
  const outcomes = openOutcomes(asked, options);
  if (to === undefined && outcomes === null)
    throw new CommandFailure(
      EXIT.usage,
      'usage.nothing-later',
      'there is nothing to hold the book against: say with --to the later day up to which its own facts count, or give --outcomes',
    );
  if (to !== undefined && to <= book.asOf)
    throw wrongDay(`--to ${to} is not later than ${book.asOf}, the day on which the book is run`);
  const later = to === undefined ? null : openBook(asked, { ...options, asOf: to }).book;
  return { book, later, outcomes, diagnostics };
}

const wrongDay = (message: string): CommandFailure => new CommandFailure(EXIT.usage, 'usage.bad-date', message);

function writeAnswer(
  folder: string,
  { book, diagnostics }: Days,
  answer: Awaited<ReturnType<typeof askBacktest>>,
  isForced: boolean,
): void {
  const shown = answerOf(book, show(book), diagnostics);
  const files = new Map<string, string>([
    ['backtest.json', answerText(answer)],
    ['report.html', reportHtml({ book, show: shown, run: null, answers: { backtest: answer } })],
  ]);
  for (const table of backtestTables(answer)) files.set(`tables/${table.name}.csv`, csvText(table.header, table.rows));
  writeFolder(folder, files, isForced);
}

function openOutcomes(asked: string, options: BacktestOptions): OutcomesReading | null {
  const most = options.maxSize ?? MOST_BYTES;
  const text =
    options.outcomes === undefined
      ? findOutcomes(asked, most)
      : { name: basename(options.outcomes), text: readFile(options.outcomes, most) };
  if (text === null) return null;
  const reading = readOutcomes(text);
  if (hasErrors(reading.diagnostics))
    throw new CommandFailure(
      EXIT.diagnostics,
      'book.invalid',
      'the outcomes have faults',
      reading.diagnostics,
      (file) => file,
    );
  return reading;
}
