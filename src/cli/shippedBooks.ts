import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package, wherever it is installed. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)?$/;
/** Folders of books that are not for running, and the folder of small ones. */
const SMALL = 'small';
const NOT_BOOKS = new Set([SMALL, 'errors', 'textbook']);

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Names of the books that come with the package, the large ones first. */
export function shippedNames(): string[] {
  const books = join(PACKAGE_ROOT, 'books');
  return [...foldersIn(books).filter((name) => !NOT_BOOKS.has(name)), ...foldersIn(join(books, SMALL))];
}

/** The folder of a shipped book, by its name or as `small/NAME`; null where there is none of that name. */
export function shippedFolder(name: string): string | null {
  if (!NAME.test(name)) return null;
  const books = join(PACKAGE_ROOT, 'books');
  const own = name.startsWith(`${SMALL}/`) ? name.slice(SMALL.length + 1) : name;
  const isLarge = own === name && !NOT_BOOKS.has(name) && foldersIn(books).includes(name);
  if (isLarge) return join(books, name);
  return foldersIn(join(books, SMALL)).includes(own) ? join(books, SMALL, own) : null;
}
