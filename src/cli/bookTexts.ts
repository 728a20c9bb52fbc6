import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { type BookText, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { shippedFolder, shippedNames } from './shippedBooks.ts';

/** The texts of a book, and how to name its files to the person who asked for it. */
export interface FoundTexts {
  readonly texts: readonly BookText[];
  readonly nameOf: (file: string) => string;
}

/** What became of a frozen book: it stands beside the book and is no part of it. */
const OUTCOMES = 'outcomes.yaml';

/** Bytes beyond which nothing more of a book is read; the reader then says that it is too large. */
const ROOM = 64 * 1024;

/** The texts of what was asked for: a file, a folder, `-` for stdin, or the name of a shipped book. */
export function findTexts(asked: string, maxBytes: number): FoundTexts {
  if (asked === '-')
    return { texts: [{ name: 'stdin', text: readDescriptor(0, maxBytes + ROOM) }], nameOf: (file) => file };
  const kind = kindOf(asked);
  if (kind === 'file')
    return { texts: [{ name: basename(asked), text: readFile(asked, maxBytes) }], nameOf: () => asked };
  const folder = kind === 'folder' ? asked : shippedFolder(asked);
  if (folder === null) throw unknownBook(asked);
  return { texts: readFolder(folder, maxBytes), nameOf: (file) => nearName(join(folder, file)) };
}

/** The outcomes that stand beside a book, with their name as seen from here; null where there are none. */
export function findOutcomes(asked: string, maxBytes: number): BookText | null {
  const kind = asked === '-' ? 'file' : kindOf(asked);
  const folder = kind === 'folder' ? asked : kind === null ? shippedFolder(asked) : null;
  if (folder === null || kindOf(join(folder, OUTCOMES)) !== 'file') return null;
  const text = textIn(realpathSync(folder), join(folder, OUTCOMES), OUTCOMES, maxBytes + ROOM);
  return text === null ? null : { name: nearName(join(folder, OUTCOMES)), text };
}

/** A path as seen from here, where it lies below. */
function nearName(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

function unknownBook(asked: string): CommandFailure {
  const names = shippedNames();
  const nearest = nearestName(asked, names);
  const hint = nearest === null ? `The shipped books are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return new CommandFailure(
    EXIT.noInput,
    'input.unknown-book',
    `there is no file or folder ${JSON.stringify(asked)}, and no shipped book of that name. ${hint}`,
  );
}

/** One text file that was named on the command line. */
export function readFile(path: string, maxBytes: number): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return readDescriptor(descriptor, maxBytes + ROOM);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    closeSync(descriptor);
  }
}

function unreadable(path: string, error: unknown): CommandFailure {
  const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : reasonOf(error);
  return new CommandFailure(EXIT.noInput, 'input.unreadable', `${JSON.stringify(path)} cannot be read: ${reason}`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** At most so many bytes of an open file, so that no input can fill the memory. */
function readDescriptor(descriptor: number, most: number): string {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < most) {
    const chunk = Buffer.alloc(Math.min(64 * 1024, most - total));
    const read = readChunk(descriptor, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A terminal or a slow pipe may have nothing yet. */
function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The YAML files of a folder but its outcomes, in the order of their names; a link that leads out of the folder is refused. */
function readFolder(folder: string, maxBytes: number): BookText[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
  const names = entries
    .map((entry) => entry.name)
    .filter((name) => /\.ya?ml$/.test(name) && name !== OUTCOMES)
    .sort();
  if (names.length === 0)
    throw new CommandFailure(
      EXIT.noInput,
      'input.no-yaml',
      `the folder ${JSON.stringify(folder)} holds no *.yaml file`,
    );
  const root = realpathSync(folder);
  const texts: BookText[] = [];
  let left = maxBytes + ROOM;
  for (const name of names) {
    const path = join(folder, name);
    const text = textIn(root, path, name, left);
    if (text === null) continue;
    texts.push({ name, text });
    left -= Buffer.byteLength(text);
    if (left <= 0) break;
  }
  return texts;
}

function textIn(root: string, path: string, name: string, most: number): string | null {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new CommandFailure(
      EXIT.noInput,
      'input.link-leaves-folder',
      `${JSON.stringify(name)} is a link that leads out of the folder of the book. Copy the file into the folder instead.`,
    );
  const descriptor = openSync(real, 'r');
  try {
    return fstatSync(descriptor).isFile() ? readDescriptor(descriptor, most) : null;
  } finally {
    closeSync(descriptor);
  }
}
