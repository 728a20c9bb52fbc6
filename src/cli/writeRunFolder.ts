import { type Answer, answerText, csvText, type RunResult, runTables } from '../index.ts';
import type { OpenedBook } from './openBook.ts';
import { writeFolder } from './writeFolder.ts';

/** Writes what a run found: run.json (the bytes that `--json` prints) and its tables as CSV; gives what to open. */
export function writeRunFolder(
  folder: string,
  _opened: OpenedBook,
  answer: Answer<RunResult>,
  isForced: boolean,
): string {
  const files = new Map<string, string>([['run.json', answerText(answer)]]);
  for (const { name, header, rows } of runTables(answer)) files.set(`tables/${name}.csv`, csvText(header, rows));
  writeFolder(folder, files, isForced);
  return folder;
}
