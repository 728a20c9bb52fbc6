import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Book, type ReadOptions, readBook } from '../src/index.ts';

/** A book of this repository by its folder under books/; fails loudly where it has faults. */
export function bookFolder(name: string, options: ReadOptions = {}): Book {
  const folder = join(import.meta.dirname, '..', 'books', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const texts = files.sort().map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  const { book, diagnostics } = readBook(texts, options);
  if (book === null) throw new Error(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
  return book;
}
