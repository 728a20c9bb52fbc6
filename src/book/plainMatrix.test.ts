import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../base/diagnostic.ts';
import { readPlainMatrix } from './plainMatrix.ts';

function read(text: string, mostRows = 10) {
  const diagnostics: Diagnostic[] = [];
  const matrix = readPlainMatrix(text, { name: 'matrix.csv', mostRows }, diagnostics);
  return { matrix: matrix === null ? null : { ids: matrix.ids, values: [...matrix.values] }, diagnostics };
}

const NAMED = { ids: ['A', 'B'], values: [0.5, 0.4, 0.3, 0.2] };

describe('a matrix of comma-separated numbers', () => {
  it.each([
    ['numbers alone', '.5,.4\n.3,.2\n', { ...NAMED, ids: ['1', '2'] }],
    ['titles alone', 'A,B\n.5,.4\n.3,.2', NAMED],
    ['titles and names, with an empty corner', ',A,B\nA,.5,.4\nB,.3,.2\n', NAMED],
    [
      'rows in another order, a byte order mark, CRLF and blank lines',
      '\ufeffto,A,B\r\n\r\nB,.3,.2\r\nA,.5,.4\r\n\r\n',
      NAMED,
    ],
    ['one number', '0.9', { ids: ['1'], values: [0.9] }],
    ['numbers as names', ',1,2\n2,.3,.2\n1,.5,.4', { ...NAMED, ids: ['1', '2'] }],
    [
      'entries under nothing, quotes and spaces',
      '"a, b", c\n-1 ,"2"\n3, 4',
      { ids: ['a, b', 'c'], values: [-1, 2, 3, 4] },
    ],
  ])('reads %s', (_, text, matrix) => {
    expect(read(text)).toEqual({ matrix, diagnostics: [] });
  });

  it.each([
    ['', 'table.empty', undefined],
    ['.5,x4\n.3,.2', 'table.not-a-number', [1, 4]],
    ['.5,.4\n.3', 'table.row-length', [2, 1]],
    ['.5,.4\n.3,', 'table.missing-value', [2, 4]],
    ['.5,.4,1\n.3,.2,1', 'table.inconsistent', [2, 1]],
    [',A,B\nA,.5,.4', 'table.inconsistent', [2, 1]],
    [',A,B\nA,.5,.4\nC,.3,.2', 'table.unknown-id', [3, 1]],
    [',A,B\nA,.5,.4\nA,.3,.2', 'table.duplicate-id', [3, 1]],
    ['A,A\n.5,.4\n.3,.2', 'table.duplicate-id', [1, 3]],
    [',A,\nA,.5,.4\nB,.3,.2', 'table.missing-value', [1, 4]],
    ['.5,.4\n.3,"2', 'table.quote', [2, 1]],
    ['.5,20%\n.3,.2', 'table.not-a-number', [1, 4]],
    ['.5,.4\n1e308,.2', 'table.out-of-range', [2, 1]],
    ['.5,.4\n.3,-2e12', 'table.out-of-range', [2, 4]],
  ])('tells what is wrong with %j at its row and column', (text, code, at) => {
    const { matrix, diagnostics } = read(text);
    expect(matrix).toBeNull();
    expect(diagnostics[0]!.code).toBe(code);
    const { place } = diagnostics[0]!;
    expect(place === null ? undefined : [place.line, place.column]).toEqual(at);
  });

  it('refuses more rows than are wanted, and lists no more than a hundred faults', () => {
    expect(read('1,2\n3,4', 1).diagnostics.map((d) => d.code)).toEqual(['table.too-large']);
    const row = Array.from({ length: 20 }, () => 'x').join(',');
    expect(read(Array.from({ length: 20 }, () => `1,${row}`).join('\n'), 30).diagnostics).toHaveLength(100);
  });

  it('reads back whatever it is given, in any order of rows', () => {
    const square = fc
      .integer({ min: 1, max: 6 })
      .chain((n) =>
        fc.tuple(
          fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: n * n, maxLength: n * n }),
          fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }),
        ),
      );
    fc.assert(
      fc.property(square, ([values, order]) => {
        const n = order.length;
        const ids = order.map((_, k) => `n${k}`);
        const rows = order.map((k) => [ids[k], ...values.slice(k * n, (k + 1) * n).map((x) => x.toFixed(6))].join(','));
        const { matrix } = read([['', ...ids].join(','), ...rows].join('\n'));
        expect(matrix?.ids).toEqual(ids);
        values.forEach((x, k) => {
          expect(matrix?.values[k]).toBeCloseTo(x, 5);
        });
      }),
    );
  });
});
