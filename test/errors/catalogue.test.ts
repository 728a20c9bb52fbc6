import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BookReading, ReadOptions } from '../../src/book/book.ts';
import { CODES } from '../../src/book/codes.ts';
import { readBook } from '../../src/book/readBook.ts';
import { diagnosticLines } from '../../src/report/terminal/diagnosticLines.ts';
import { PLAIN_INK } from '../../src/report/terminal/ink.ts';

const CATALOGUE = 'books/errors';
const folders = readdirSync(CATALOGUE).sort();

/** Reads a folder of the catalogue: its files, an overlay if there is one, and the options beside them. */
function readFolder(folder: string): BookReading {
  const path = `${CATALOGUE}/${folder}`;
  const read = (name: string) => ({ name, text: readFileSync(`${path}/${name}`, 'utf8') });
  const files = readdirSync(path).filter((name) => name.endsWith('.yaml') && name !== 'overlay.yaml');
  const options: ReadOptions = existsSync(`${path}/options.json`)
    ? JSON.parse(readFileSync(`${path}/options.json`, 'utf8'))
    : {};
  const overlays = existsSync(`${path}/overlay.yaml`) ? [read('overlay.yaml')] : [];
  return readBook(files.sort().map(read), { ...options, overlays });
}

describe('the catalogue of errors', () => {
  test('has a folder for every code, and a code for every folder', () => {
    expect(folders).toEqual(Object.keys(CODES).sort());
  });

  test.each(folders)('%s prints what it should', (folder) => {
    const { book, diagnostics } = readFolder(folder);
    const page = { ink: PLAIN_INK, width: 100 };
    const printed = `${diagnostics.map((d) => diagnosticLines(page, d, (file) => file).join('\n')).join('\n\n')}\n`;
    const expected = `${CATALOGUE}/${folder}/expected.txt`;
    if (process.env.INTERLOCK_WRITE_EXPECTED === '1') writeFileSync(expected, printed);
    expect(diagnostics.map((d) => d.code)).toContain(folder);
    expect(printed).toBe(readFileSync(expected, 'utf8'));
    expect(book === null).toBe(diagnostics.some((d) => d.severity === 'error'));
  });
});
