import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';

/** A file that marks a folder as written by a run, so that the next run may write there again. */
const MARKER = '.interlock-run';

/**
 * Writes files into a folder, all of them or none: beside it first, then exchanged for what a run wrote there before.
 *
 * A folder with something in it that no run wrote is left alone unless it is forced; what else lies in it is never touched.
 */
export function writeFolder(asked: string, files: ReadonlyMap<string, string>, isForced: boolean): void {
  refuseOthers(asked, isForced);
  const folder = realFolder(asked);
  const beside = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  const [fresh, old] = [`${beside}-new`, `${beside}-old`];
  const isOurs = !isForeign(folder);
  try {
    for (const [name, text] of files) {
      makeFolder(dirname(join(fresh, name)));
      writeFileSync(join(fresh, name), text);
    }
    const note = 'Written by `interlock run`; the next run writes here again.\n';
    if (isOurs) writeFileSync(join(fresh, MARKER), note);
    if (existsSync(folder)) exchange(folder, fresh, old);
    else renameSync(fresh, folder);
  } catch (error) {
    throw cannotWrite(asked, error);
  } finally {
    removeQuietly(fresh);
    removeQuietly(old);
  }
}

/** Refuses a folder with something in it that no run wrote, unless it is forced; to be asked before a long run, too. */
export function refuseOthers(asked: string, isForced: boolean): void {
  const folder = realFolder(asked);
  const name = JSON.stringify(asked);
  if (existsSync(folder) && !lstatSync(folder).isDirectory())
    throw new CommandFailure(EXIT.cannotWrite, 'output.not-a-folder', `${name} is a file; name a folder for --out`);
  refuseUnwritable(asked, folder);
  if (isForced || !isForeign(folder)) return;
  throw new CommandFailure(
    EXIT.cannotWrite,
    'output.not-ours',
    `${name} holds something that no run wrote; name another folder, or add --force to write into this one`,
  );
}

/** Refuses a folder that could not be made, before anything is computed for it. */
function refuseUnwritable(asked: string, folder: string): void {
  let above = existsSync(folder) ? folder : dirname(folder);
  while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
  try {
    if (!statSync(above).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(above, constants.W_OK);
  } catch (error) {
    throw cannotWrite(asked, error);
  }
}

/** Makes a folder and those above it, one by one: where the system refuses one, mkdir's own recursion may never end. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function realFolder(asked: string): string {
  return existsSync(asked) ? realpathSync(asked) : resolve(asked);
}

function isForeign(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARKER));
}

/** Puts every entry of `fresh` in the place of the one of that name, or, if one fails, all of the old ones back. */
function exchange(folder: string, fresh: string, old: string): void {
  const placed: string[] = [];
  mkdirSync(old);
  try {
    for (const name of readdirSync(fresh)) {
      placed.push(name);
      if (existsSync(join(folder, name))) renameSync(join(folder, name), join(old, name));
      renameSync(join(fresh, name), join(folder, name));
    }
  } catch (error) {
    for (const name of placed) {
      const isSaved = existsSync(join(old, name));
      if (isSaved) {
        removeQuietly(join(folder, name));
        renameSync(join(old, name), join(folder, name));
      } else if (!existsSync(join(fresh, name))) removeQuietly(join(folder, name));
    }
    throw error;
  }
}

/** Takes away what is not needed any more; what cannot be taken away is in nobody's way. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Whatever led here is the thing to tell.
  }
}

/** A failure to write, with the reason that the system gave. */
export function cannotWrite(asked: string, error: unknown): CommandFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code ?? message;
  return new CommandFailure(
    EXIT.cannotWrite,
    'output.cannot-write',
    `${JSON.stringify(asked)} cannot be written: ${reason}`,
  );
}
