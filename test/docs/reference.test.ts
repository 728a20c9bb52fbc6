import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bookReference } from '../../scripts/bookReference.mjs';
import { errorReference } from '../../scripts/errorReference.mjs';
import { CODES } from '../../src/book/codes.ts';
import { jsonSchemaOf } from '../../src/questions/answerSchemas.ts';

const HOW = 'run `npm run build && npm run generate`';

test('the reference of the book format is what the schema says', () => {
  const schema = jsonSchemaOf('book') as Record<string, unknown>;
  expect(readFileSync('docs/reference/book.md', 'utf8'), HOW).toBe(bookReference(schema));
});

test('every key of the format has a meaning on that page', () => {
  const page = readFileSync('docs/reference/book.md', 'utf8');
  const silent = page.split('\n').filter((line) => /^\| `.*\|\s*\|$/.test(line));
  expect(silent).toEqual([]);
});

test('the reference of faults is what the catalogue prints', () => {
  const expected = (code: string) => readFileSync(`books/errors/${code}/expected.txt`, 'utf8');
  expect(readFileSync('docs/reference/errors.md', 'utf8'), HOW).toBe(errorReference(CODES, expected));
});
