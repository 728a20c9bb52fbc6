import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';

/** A file that marks a folder as written by a run, so that the next run may replace it. */
const MARKER = '.interlock-run';

/**
 * Writes files into a folder as a whole: beside it first, then renamed, so that there is either the old folder or the new.
 *
 * A folder with something in it that no run wrote is left alone unless it is forced.
 */
export function writeFolder(asked: string, files: ReadonlyMap<string, string>, isForced: boolean): void {
  const folder = existsSync(asked) ? realpathSync(asked) : resolve(asked);
  refuseOthers(asked, folder, isForced);
  const beside = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  const [fresh, old] = [`${beside}-new`, `${beside}-old`];
  try {
    mkdirSync(fresh, { recursive: true });
    for (const [name, text] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), text);
    }
    writeFileSync(join(fresh, MARKER), 'Written by `interlock run`; the next run may replace this folder.\n');
    if (existsSync(folder)) renameSync(folder, old);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (existsSync(old)) renameSync(old, folder);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    removeQuietly(fresh);
    throw cannotWrite(asked, error);
  }
}

/** Takes away what could not be finished; what cannot be taken away either is of no further use. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The failure that led here is the one to tell.
  }
}

function refuseOthers(asked: string, folder: string, isForced: boolean): void {
  if (!existsSync(folder)) return;
  const name = JSON.stringify(asked);
  if (!lstatSync(folder).isDirectory()) {
    throw new CommandFailure(EXIT.cannotWrite, 'output.not-a-folder', `${name} is a file; name a folder for --out`);
  }
  const isOurs = existsSync(join(folder, MARKER)) || readdirSync(folder).length === 0;
  if (isOurs || isForced) return;
  throw new CommandFailure(
    EXIT.cannotWrite,
    'output.not-ours',
    `${name} holds something that no run wrote; name another folder, or add --force to replace it`,
  );
}

/** A failure to write, with the reason that the system gave. */
export function cannotWrite(asked: string, error: unknown): CommandFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  return new CommandFailure(
    EXIT.cannotWrite,
    'output.cannot-write',
    `${JSON.stringify(asked)} cannot be written: ${code ?? message}`,
  );
}
