import { expect, test } from 'vitest';
import { type Diagnostic, diagnostic, hasErrors, sortDiagnostics } from './diagnostic.ts';

function at(file: string, line: number, column: number, code: string): Diagnostic {
  return diagnostic(code, { file, line, column, path: 'deals.x' }, 'message', 'help');
}

test('diagnostics are sorted by file, line and column, ties as they came', () => {
  const unsorted = [
    at('b.yaml', 1, 1, 'six'),
    at('a.yaml', 10, 2, 'five'),
    at('a.yaml', 9, 7, 'four'),
    at('a.yaml', 9, 2, 'two'),
    at('a.yaml', 9, 2, 'three'),
    diagnostic('one', null, 'message', 'help'),
  ];
  expect(sortDiagnostics(unsorted).map((d) => d.code)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
  expect(unsorted[0]!.code).toBe('six');
});

test('a diagnostic is an error unless it says otherwise', () => {
  const warning = diagnostic('book.doubt', null, 'm', 'h', { severity: 'warning', excerpt: 'cash: 3' });
  expect(warning).toEqual({
    code: 'book.doubt',
    severity: 'warning',
    place: null,
    message: 'm',
    help: 'h',
    excerpt: 'cash: 3',
  });
  expect(hasErrors([warning])).toBe(false);
  expect(hasErrors([warning, diagnostic('book.fault', null, 'm', 'h')])).toBe(true);
  expect('excerpt' in diagnostic('book.fault', null, 'm', 'h')).toBe(false);
});
