import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readQuickly } from './quickYaml.ts';
import { type Written, writtenText } from './written.ts';
import { readFully } from './yamlText.ts';

/** A value with the offset of every key and value, so that positions are compared too. */
function spelled(value: Written | null): unknown {
  if (value === null) return null;
  if (value.is === 'scalar') return [value.at.offset, value.value];
  if (value.is === 'list') return [value.at.offset, value.items.map(spelled)];
  return [value.at.offset, [...value.entries].map(([key, entry]) => [key, entry.keyAt.offset, spelled(entry.value)])];
}

/** Whether the quick reader read the text; if it did, the full one must agree in everything. */
function agrees(text: string): boolean {
  const written = writtenText('t', text);
  const quick = readQuickly(written);
  if (quick === null) return false;
  const full = readFully(written);
  expect(full.faults, text).toEqual([]);
  expect(spelled(quick), text).toEqual(spelled(full.value));
  return true;
}

const BOOKS = readdirSync('books', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml') && !name.startsWith('errors'))
  .map((name) => readFileSync(`books/${name}`, 'utf8'));

describe('the quick reader', () => {
  test('agrees with the full one on every shipped book, value by value and place by place', () => {
    const read = BOOKS.filter(agrees).length;
    expect(read).toBeGreaterThan(0.9 * BOOKS.length);
  });

  test('agrees on lines ended as on Windows', () => {
    expect(agrees('a: 1\r\nb:\r\n  - {c: 2, d: x y}\r\n  - e: "f"\r\n    g: 1e3 # h\r\n')).toBe(true);
  });

  test('agrees on names and aliases, and leaves to the full one what it must refuse', () => {
    const text =
      'a: &x {p: 1, q: [2, &y 3, *y]}\nb: *x # again\nc:\n  - *x\n  - &z\n    k: *y\n  - *z\nd: &w 5\ne: [*w, *x]\n';
    expect(agrees(text)).toBe(true);
    expect(readQuickly(writtenText('t', 'a: [&x 1]\nb: *y\n'))).toBeNull();
    const many = `a: &a 1\nb: [${'*a, '.repeat(100)}*a]\n`;
    expect(readQuickly(writtenText('t', many))).toBeNull();
    expect(readFully(writtenText('t', many)).faults.map((d) => d.code)).toEqual(['book.alias-bomb']);
  });

  const scalar = fc.oneof(
    fc.constantFrom(
      '22.4B',
      '2025-09-30',
      'true',
      'no',
      '~',
      'x: y',
      "it's",
      'a # b',
      '- x',
      '0x1F',
      '1_000',
      '.5',
      '5.',
      '+1',
      '-0',
      '.inf',
      'a,b',
      '[',
      '',
    ),
    fc.string({ maxLength: 8 }),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,4}$/), tie('tree'), { maxKeys: 4 }),
    ),
  }));

  test('agrees on generated documents in block and flow form', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tree, { minKeys: 1, maxKeys: 4 }),
        fc.constantFrom('BLOCK', 'FLOW', 'any'),
        fc.boolean(),
        (value, form, indentSeq) => {
          const text = stringify(value, { collectionStyle: form as 'any', indentSeq, lineWidth: 0 });
          if (agrees(text)) read++;
        },
      ),
      { numRuns: 400, seed: 1 },
    );
    expect(read).toBeGreaterThan(60);
  });

  test('agrees on shipped books with characters put in, taken out and exchanged', () => {
    const small = BOOKS.filter((text) => text.length < 6000);
    const odd = fc.constantFrom(
      ' ',
      '\n',
      ':',
      '-',
      '#',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ',',
      '&a ',
      '*a',
      '!t ',
      '|',
      '>',
      '\t',
      '? ',
      '%',
      '...',
      '\n---\n',
      '\r',
      'x',
      '  ',
      ': ',
      ' #',
      '<<: ',
      '~',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...small),
        fc.array(fc.tuple(fc.nat(), odd, fc.nat(3)), { minLength: 1, maxLength: 3 }),
        (book, edits) => {
          let text = book;
          for (const [where, what, removed] of edits) {
            const at = where % (text.length + 1);
            text = text.slice(0, at) + what + text.slice(at + removed);
          }
          agrees(text);
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });
});
