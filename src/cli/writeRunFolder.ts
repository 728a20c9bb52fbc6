import { join } from 'node:path';
import {
  type Answer,
  type AnswersByQuestion,
  answerOf,
  answerText,
  csvText,
  type RunResult,
  reportHtml,
  runTables,
  show,
} from '../index.ts';
import type { OpenedBook } from './openBook.ts';
import { writeFolder } from './writeFolder.ts';

/** Writes what a run found: run.json (the bytes that `--json` prints), tables as CSV and a report; gives the report's path. */
export function writeRunFolder(
  folder: string,
  opened: OpenedBook,
  answer: Answer<RunResult>,
  isForced: boolean,
  answers: Partial<AnswersByQuestion>,
): string {
  const { book, diagnostics } = opened;
  const shown = answerOf(book, show(book), diagnostics);
  const files = new Map<string, string>([
    ['run.json', answerText(answer)],
    ['report.html', reportHtml({ book, show: shown, run: answer, answers })],
  ]);
  for (const [name, told] of Object.entries(answers)) files.set(`answers/${name}.json`, answerText(told));
  for (const { name, header, rows } of runTables(answer)) files.set(`tables/${name}.csv`, csvText(header, rows));
  writeFolder(folder, files, isForced);
  return join(folder, 'report.html');
}
