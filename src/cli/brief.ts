import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import {
  type Answer,
  answerText,
  askBrief,
  type BriefResult,
  briefMarkdown,
  type Reader,
  type Runner,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { refuseUnknown } from './inputs.ts';
import { listenForInterruption } from './interruption.ts';
import { type OpenedBook, openBook } from './openBook.ts';
import { openRunner } from './openRunner.ts';
import { progressLine } from './progressLine.ts';
import { refuseNoDay } from './refuseNoDay.ts';
import type { BookOptions } from './sharedOptions.ts';
import { tell } from './terminal.ts';
import { cannotWrite } from './writeFolder.ts';

/** Options of `brief`. */
export interface BriefCommandOptions extends BookOptions {
  readonly about: string;
  readonly for: Reader;
  readonly since?: string;
  readonly paths: number;
  readonly seed: number;
  readonly workers?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly progress?: boolean;
}

/** `interlock brief BOOK --about PARTY --for READER`: one page of Markdown, to stdout or into a file. */
export async function runBrief(asked: string, options: BriefCommandOptions): Promise<number> {
  if (options.out !== undefined && existsSync(options.out) && options.force !== true) throw standsAlready(options.out);
  const opened = openBook(asked, options);
  refuseUnknown(options.about, Object.keys(opened.book.content.parties));
  const before = options.since === undefined ? undefined : earlierBook(asked, opened, options, options.since);
  const interruption = listenForInterruption(options.quiet === true);
  const line = progressLine(options.paths * (before === undefined ? 1 : 2), options);
  let runner: Runner | null = null;
  try {
    runner = await openRunner(options.workers);
    const own = runner;
    const answer = await askBrief(
      {
        book: opened.book,
        diagnostics: opened.diagnostics,
        openRunner: async () => own,
        paths: options.paths,
        seed: options.seed,
        signal: interruption.signal,
        onProgress: line.tellOf,
      },
      { about: options.about, reader: options.for, ...(before === undefined ? {} : { before }) },
    );
    line.end();
    if (answer.error !== null) throw new CommandFailure(EXIT.interrupted, answer.error.code, answer.error.message);
    write(answer, options);
    return interruption.isInterrupted() ? EXIT.interrupted : EXIT.done;
  } finally {
    interruption.stopListening();
    await runner?.close();
  }
}

function earlierBook(
  asked: string,
  { book }: OpenedBook,
  options: BriefCommandOptions,
  since: string,
): Pick<OpenedBook, 'book' | 'diagnostics'> {
  refuseNoDay('--since', since);
  if (since >= book.asOf)
    throw new CommandFailure(
      EXIT.usage,
      'usage.since',
      `--since ${JSON.stringify(since)} is not before the day of the book, ${book.asOf}`,
    );
  const before = openBook(asked, { ...options, asOf: since });
  refuseUnknown(options.about, Object.keys(before.book.content.parties));
  return before;
}

function write(answer: Answer<BriefResult>, options: BriefCommandOptions): void {
  const page = briefMarkdown(answer);
  if (options.out !== undefined) writeBeside(options.out, page);
  if (options.json === true) tell(answerText(answer));
  else if (options.out === undefined) tell(page);
  else tell(`Brief: ${options.out}\n`);
}

/** Writes the file beside its place first, then puts it there. */
function writeBeside(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw cannotWrite(file, error);
  }
}

function standsAlready(file: string): CommandFailure {
  return new CommandFailure(
    EXIT.cannotWrite,
    'output.not-ours',
    `${JSON.stringify(file)} is there already; name another file, or add --force to replace it`,
  );
}
