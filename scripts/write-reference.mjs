// Writes docs/reference/book.md and errors.md from the compiled library and the catalogue (`npm run build` first).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookReference } from './bookReference.mjs';
import { errorReference } from './errorReference.mjs';
import { root } from './root.mjs';

/** @param {string[]} parts */
const compiled = (...parts) => import(pathToFileURL(join(root, 'dist', ...parts)).href);
const { jsonSchemaOf } = await compiled('index.js');
const { CODES } = await compiled('book', 'codes.js');
const pages = join(root, 'docs', 'reference');
mkdirSync(pages, { recursive: true });
writeFileSync(join(pages, 'book.md'), bookReference(jsonSchemaOf('book')));
const expected = (/** @type {string} */ code) =>
  readFileSync(join(root, 'books', 'errors', code, 'expected.txt'), 'utf8');
writeFileSync(join(pages, 'errors.md'), errorReference(CODES, expected));
