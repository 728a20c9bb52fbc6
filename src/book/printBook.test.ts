import { readdirSync, readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Book, BookText, ReadOptions } from './book.ts';
import { printBook } from './printBook.ts';
import { readBook } from './readBook.ts';

function textsOf(folder: string): BookText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
}

function mustRead(texts: readonly BookText[], options: ReadOptions = {}): Book {
  const { book, diagnostics } = readBook(texts, options);
  if (book === null) throw new Error(JSON.stringify(diagnostics.slice(0, 3), null, 1));
  return book;
}

const SMALL = readdirSync('books/small').filter((name) => statSync(`books/small/${name}`).isDirectory());

describe('reading what was printed gives the same book', () => {
  test.each(SMALL)('%s', (name) => {
    const book = mustRead(textsOf(`books/small/${name}`));
    const again = mustRead([{ name: 'printed.yaml', text: printBook(book) }]);
    expect(again.tree).toEqual(book.tree);
    expect(again.content).toEqual(book.content);
  });

  test('the shipped book on two days, amendments applied', () => {
    for (const asOf of ['2025-11-30', '2026-06-30']) {
      const book = mustRead(textsOf('books/ai-buildout'), { asOf });
      const printed = printBook(book);
      const again = mustRead([{ name: 'printed.yaml', text: printed }], { asOf });
      expect(printBook(again)).toBe(printed);
      expect(again.content.parties).toEqual(book.content.parties);
      expect(Object.keys(again.content.deals ?? {})).toEqual(Object.keys(book.content.deals ?? {}));
    }
  });

  test('whatever text, number or name stands in it', () => {
    const twoParty = textsOf('books/small/two-party');
    const odd = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        'yes',
        'null',
        '~',
        '1e3',
        '0x10',
        '2025',
        '2025-01-01',
        '- a',
        'a: b',
        'a #b',
        '"',
        "'",
        ' a ',
        '[',
        '{}',
        '&a',
        '*a',
        '!t',
        '%',
        '@',
        '`',
        '|',
        '>',
        '',
        'a,b',
        'ends:',
        '-',
        '?',
        '1.5B',
      ),
    );
    fc.assert(
      fc.property(
        odd,
        odd,
        fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e300 }),
        (name, note, cash) => {
          const overlay = {
            name: 'o',
            text: `parties: {lab: {name: ${JSON.stringify(name)}, note: ${JSON.stringify(note)}, cash: ${cash}}}`,
          };
          const { book } = readBook(twoParty, { overlays: [overlay] });
          // Control characters are refused by the reader, which is another test's business.
          if (book === null) return;
          const again = mustRead([{ name: 'printed.yaml', text: printBook(book) }]);
          expect(again.tree).toEqual(book.tree);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});
