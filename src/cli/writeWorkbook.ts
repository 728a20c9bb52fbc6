import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Answer, answerOf, quarterFlows, type RunOfWorld, type RunResult, show, workbookOf } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import type { OpenedBook } from './openBook.ts';
import { cannotWrite } from './writeFolder.ts';

/** What every workbook and every other zip archive begins with. */
const ARCHIVE = 'PK\u0003\u0004';

/** Writes the workbook of a run: beside it first, then renamed. A file that is no workbook is left alone unless forced. */
export async function writeWorkbook(
  file: string,
  opened: OpenedBook,
  answer: Answer<RunResult>,
  world: RunOfWorld,
  isForced: boolean,
): Promise<void> {
  const { book, diagnostics } = opened;
  const bytes = await workbookOf({
    book,
    show: answerOf(book, show(book), diagnostics),
    run: answer,
    flows: quarterFlows(world.run),
  });
  const beside = `${file}.${process.pid}.new`;
  try {
    if (existsSync(file) && !isForced && readFileSync(file).toString('latin1', 0, 4) !== ARCHIVE) throw notOurs(file);
    writeFileSync(beside, bytes);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error instanceof CommandFailure ? error : cannotWrite(file, error);
  }
}

function notOurs(file: string): CommandFailure {
  return new CommandFailure(
    EXIT.cannotWrite,
    'output.not-ours',
    `${JSON.stringify(file)} is no workbook; name another file, or add --force to replace it`,
  );
}
