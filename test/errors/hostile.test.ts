import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '../../src/book/book.ts';
import { isControl } from '../../src/book/excerpt.ts';
import { LIMITS } from '../../src/book/limits.ts';
import { readBook } from '../../src/book/readBook.ts';
import { diagnosticLines } from '../../src/report/terminal/diagnosticLines.ts';
import { PLAIN_INK } from '../../src/report/terminal/ink.ts';

const VALID = readFileSync('books/small/two-party/book.yaml', 'utf8');

/** Reads a text that may hold anything: it must end in a book or in diagnostics that can be printed. */
function codesOf(text: string, options: ReadOptions = {}): string[] {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text }], options);
  const page = { ink: PLAIN_INK, width: 100 };
  const printed = diagnostics.flatMap((d) => diagnosticLines(page, d, (file) => file)).join('\n');
  const unprintable = [...printed].filter((c) => c !== '\n' && isControl(c.codePointAt(0) as number));
  expect(unprintable).toEqual([]);
  expect(diagnostics.length).toBeLessThanOrEqual(LIMITS.diagnostics + 1);
  expect(book === null).toBe(diagnostics.some((d) => d.severity === 'error'));
  return diagnostics.map((d) => d.code);
}

describe('hostile texts end in diagnostics', () => {
  test('aliases that unfold without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`);
    expect(codesOf(`l0: &l0 lol\n${levels.join('\n')}\n`)).toEqual(['book.alias-bomb']);
    expect(codesOf(`a: &a ${'[1, '.repeat(20)}1${']'.repeat(20)}\nb: [${'*a, '.repeat(99)}*a, *a]`)).toEqual([
      'book.alias-bomb',
    ]);
    expect(codesOf('a: &a [*a]')).toEqual(['book.unknown-alias']);
  });

  test('a large value repeated often', () => {
    const large = `a: &a [${'x, '.repeat(100_000)}x]\nb: [${'*a, '.repeat(50)}*a]\n`;
    expect(codesOf(large)).toEqual(['book.alias-bomb']);
  });

  test.each([
    ['lists in lists', '['.repeat(500_000)],
    ['mappings in mappings', '{a: '.repeat(300_000)],
    ['lists by dashes', '- '.repeat(400_000)],
    ['mappings by lines', Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['keys that are keys', '? '.repeat(300_000)],
  ])('nesting without end: %s', (_, text) => {
    expect(codesOf(text)).toContain('book.limit-depth');
  });

  test('files that are too large are not parsed', () => {
    expect(codesOf(`a: "${'x'.repeat(LIMITS.fileBytes)}"`)).toEqual(['book.limit-file']);
    expect(codesOf(`a: "${'é'.repeat(LIMITS.fileBytes / 2)}"`)).toEqual(['book.limit-file']);
    const parts = Array.from({ length: 5 }, (_, i) => ({
      name: `${i}.yaml`,
      text: `# ${'x'.repeat(LIMITS.fileBytes - 10)}\n`,
    }));
    expect(readBook(parts).diagnostics.map((d) => d.code)).toContain('book.limit-book');
  });

  test('numbers that are none', () => {
    for (const number of ['.nan', '.inf', '-.inf', 'NaN', 'Infinity', '1e999', '１２', '-1e400'])
      expect(codesOf(VALID.replace('cash: 6B', `cash: ${number}`)).length, number).toBeGreaterThan(0);
  });

  test('negative capacity, shares above the whole, stakes in a circle', () => {
    expect(codesOf(VALID.replace('amount: 0.5 ', 'amount: -0.5 '))).toEqual(['book.out-of-range']);
    const stakes =
      'stakes:\n  lab: {source: example, holders: {cloud: 100%}}\n  cloud: {source: example, holders: {lab: 100%}}\n';
    expect(codesOf(VALID + stakes)).toEqual(['book.closed-ownership']);
  });

  test('keys that JavaScript gives a meaning', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect(codesOf(VALID.replace('    cash: 6B', `    cash: 6B\n    ${key}: {polluted: true}`))).toContain(
        'book.forbidden-key',
      );
      expect(codesOf(VALID, { sets: [`parties.lab.${key}.polluted=1`] })).toEqual(['book.unknown-path']);
      expect(
        codesOf(VALID, { overlays: [{ name: 'o', text: `parties: {lab: {${key}: {polluted: true}}}` }] }),
      ).toContain('book.forbidden-key');
    }
    expect(codesOf(VALID, { sets: ['__proto__.polluted=1', 'parties.toString.cash=1'] })).toEqual([
      'book.unknown-path',
      'book.unknown-path',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('names that exist on every object are not names of the book', () => {
    for (const name of ['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])
      expect(codesOf(VALID.replace('buyer: lab', `buyer: ${name}`)), name).toContain('book.unknown-party');
  });

  test('control characters, written as they are or by escapes', () => {
    expect(codesOf(VALID.replace('Example Lab', '"Example \u001b[31mLab"'))).toEqual(['book.control-character']);
    expect(codesOf(VALID.replace('Example Lab', '"Example \\e[31mLab"'))).toEqual(['book.control-character']);
    expect(codesOf(VALID.replace('Example Lab', '"Example \\u202eLab"'))).toEqual(['book.control-character']);
    expect(codesOf(VALID.replace('Example Lab', 'Example \u202eLab'))).toEqual(['book.control-character']);
  });

  test('a script in a name is a name, a script in a link is refused', () => {
    const named = readBook([{ name: 'b', text: VALID.replace('Example Lab', '"<script>alert(1)</script>"') }]);
    expect(named.book?.content.parties.lab?.name).toBe('<script>alert(1)</script>');
    expect(codesOf(VALID.replace('publisher: Interlock', 'publisher: Interlock, url: "javascript:alert(1)"'))).toEqual([
      'book.bad-url',
    ]);
    expect(
      codesOf(VALID.replace('publisher: Interlock', "publisher: Interlock, url: 'https://x.y/\"><script>'")),
    ).toEqual(['book.bad-url']);
  });

  test('very long names, dates, paths and tests are refused without long work', () => {
    const long = 'a'.repeat(200_000);
    for (const [from, to] of [
      ['buyer: lab', `buyer: ${long}`],
      ['start: 2026-Q1', `start: ${long}`],
      ['cash: 6B', `cash: ${'9'.repeat(200_000)}`],
      ['kind: lab', `kind: ${long}`],
    ] as const)
      expect(codesOf(VALID.replace(from, to)).length).toBeGreaterThan(0);
    expect(
      codesOf(
        `${VALID}claims:\n  c: {says: x, question: ${long}, measure: ${'a.'.repeat(50_000)}, test: "> ${'1'.repeat(100_000)}x"}\n`,
      ),
    ).toEqual(expect.arrayContaining(['book.unknown-question', 'book.bad-measure', 'book.bad-test']));
    expect(codesOf(VALID, { sets: [`${'a.'.repeat(50_000)}a=1`, long, `=${long}`] }).length).toBeGreaterThan(0);
  });
});

describe('a great many faults end in as many as a person reads', () => {
  const lines = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const parties = `parties:\n${lines(3000, (i) => `  party-number-${i}: {name: P, kind: other}\n`)}`;
  const book = VALID.slice(0, VALID.indexOf('parties:'));
  const deal =
    'deals:\n  d:\n    between: [party-number-1, party-number-2]\n    date: 2025-10-01\n    status: signed\n    terms:\n';

  test.each([
    ['sections', lines(150_000, (i) => `s${i}: 1\n`), 'book.unknown-section'],
    ['keys', `${book}parties:\n  a:\n    name: A\n${lines(120_000, (i) => `    k${i}: 1\n`)}`, 'book.unknown-key'],
    ['doubled keys', `${book}parties:\n  a:\n    name: A\n${lines(30_000, () => '    k: 1\n')}`, 'book.duplicate-key'],
    ['parties', `${book}parties:\n${lines(30_000, (i) => `  p${i}: {kind: othr}\n`)}`, 'book.unknown-word'],
    [
      'names',
      `${book}${parties}${deal}${lines(9000, (i) => `      t${i}: {type: rights, holder: partie-nomber-${i}, issuer: party-nunber-${i}}\n`)}`,
      'book.unknown-party',
    ],
    [
      'warnings',
      `${book}parties:\n${lines(3000, (i) => `  p${i}: {name: P, kind: other, cash: 1B}\n`)}`,
      'book.no-source',
    ],
  ])('%s', (_, text, code) => {
    const codes = codesOf(text);
    expect(codes).toContain(code);
    expect(codes).toContain('book.and-more');
  });

  test('warnings, however many, crowd out no error', () => {
    const many = `${book}parties:\n${lines(3000, (i) => `  p${i}: {name: P, kind: other, cash: 1B}\n`)}`;
    expect(
      codesOf(`${many}deals:\n  z:\n    between: [p1, p2]\n    date: 2025-02-30\n    status: signed\n    terms: {}\n`),
    ).toContain('book.bad-date');
  });

  test('many amendments of a deal with many terms', () => {
    const terms = lines(1000, (i) => `      t${i}: {type: rights, holder: party-number-1, issuer: party-number-2}\n`);
    const amendments = lines(
      1000,
      (i) => `      m${i}: {date: 2026-01-01, change: {terms: {t1: {until: 2027-01-0${1 + (i % 9)}}}}}\n`,
    );
    expect(codesOf(`${book}${parties}${deal}${terms}    amendments:\n${amendments}`)).not.toContain('book.bad-date');
  });
});

describe('whatever the texts hold, nothing is thrown', () => {
  test('random characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        codesOf(text);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('random pieces of YAML', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '#',
      '&a ',
      '*a',
      '|',
      '>',
      '!!map ',
      '? ',
      '---',
      '%YAML 1.1\n',
      '<<: ',
      '\t',
      '0',
      'parties',
      'deals',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        codesOf(pieces.join(''));
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  test('a valid book with lines removed, doubled, moved and words exchanged', () => {
    const lines = VALID.split('\n');
    const word = fc.constantFrom(
      'lab',
      'cloud',
      '-1',
      '2026-Q5',
      'null',
      '[]',
      '{}',
      '1e9',
      '2031-02-30',
      'true',
      '"',
      'world',
      '50%',
      '{value: 3}',
      '1 to 2',
      'lab-cloud-compute.compute',
    );
    const edit = fc.record({
      line: fc.nat(lines.length - 1),
      how: fc.constantFrom('remove', 'double', 'swap', 'value', 'indent'),
      other: fc.nat(lines.length - 1),
      word,
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.option(fc.constantFrom('2020-01-01', '2027-06-30', '2040-01-01', 'tomorrow'), { nil: undefined }),
        (edits, asOf) => {
          const changed = [...lines];
          for (const { line, how, other, word: put } of edits) {
            const text = changed[line] ?? '';
            if (how === 'remove') changed[line] = '';
            else if (how === 'double') changed[line] = `${text}\n${text}`;
            else if (how === 'swap') [changed[line], changed[other]] = [changed[other] ?? '', text];
            else if (how === 'value') changed[line] = text.replace(/: .*/, `: ${put}`);
            else changed[line] = ` ${text}`;
          }
          codesOf(changed.join('\n'), asOf === undefined ? {} : { asOf });
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
