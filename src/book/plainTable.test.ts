import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../base/diagnostic.ts';
import { csvText } from '../report/csv.ts';
import { readPlainTable } from './plainTable.ts';

const EDGES = {
  debtor: { is: 'id' },
  creditor: { is: 'id' },
  amount: { is: 'amount' },
  seniority: { is: 'whole', isOptional: true },
  cover: { is: 'fraction', isOptional: true },
} as const;

function read(text: string, maxBytes?: number) {
  const diagnostics: Diagnostic[] = [];
  const table = readPlainTable(
    text,
    { name: 'edges.csv', columns: EDGES, ...(maxBytes === undefined ? {} : { maxBytes }) },
    diagnostics,
  );
  return { table, diagnostics, first: diagnostics[0], codes: diagnostics.map((d) => d.code) };
}

describe('a plain table', () => {
  test('gives its rows as columns, in any order of columns, with the spelling of numbers of a book', () => {
    const { table, diagnostics } = read('amount,creditor,debtor,cover\n1.5,b,a,10%\n\n 2M ,"c, or d",b,0.25\n');
    expect(diagnostics).toEqual([]);
    expect(table?.rowCount).toBe(2);
    expect(table?.columns.debtor).toEqual(['a', 'b']);
    expect(table?.columns.creditor).toEqual(['b', 'c, or d']);
    expect([...table!.columns.amount]).toEqual([1.5, 2e6]);
    expect([...table!.columns.cover]).toEqual([0.1, 0.25]);
    expect([...table!.columns.seniority]).toEqual([Number.NaN, Number.NaN]);
    expect([table?.has('cover'), table?.has('seniority')]).toEqual([true, false]);
  });

  test('reads a byte order mark, CRLF, CR and quoted line breaks', () => {
    const { table } = read('\uFEFFdebtor,creditor,amount\r\n"a ""1""",b,1\r\n"x\n",c,2\r');
    expect(table?.columns.debtor).toEqual(['a "1"', 'x']);
    expect([...table!.columns.amount]).toEqual([1, 2]);
  });

  test.each([
    ['debtor,creditor,amount\na,b,NaN\n', 'table.not-a-number', 2, 5],
    ['debtor,creditor,amount\na,b,1\n\nb,a,-3\n', 'table.out-of-range', 4, 5],
    ['debtor,creditor,amount\n"a\n",b,1\nb,a,x\n', 'table.not-a-number', 4, 5],
    ['debtor,creditor,amount\n"a,1",b,0x10\n', 'table.not-a-number', 2, 9],
    ['debtor,creditor,amount\na,,1\n', 'table.missing-value', 2, 3],
    ['debtor,creditor,amount\na,b\n', 'table.row-length', 2, 1],
    ['debtor,creditor,amount\na,b,1,2\n', 'table.row-length', 2, 1],
    ['debtor,creditor,amount,seniority\na,b,1,1.5\n', 'table.out-of-range', 2, 7],
    ['debtor,creditor,amount,cover\na,b,1,110%\n', 'table.out-of-range', 2, 7],
    ['debtor,creditor,amount\na,b,10%\n', 'table.not-a-number', 2, 5],
    ['debtor,creditor,amount\na\u0007,b,1\n', 'table.bad-id', 2, 1],
    ['debtor,creditor,amount,amount\na,b,1,2\n', 'table.duplicate-column', 1, 17],
    ['debtor,creditor,amout\na,b,1\n', 'table.missing-column', 1, 1],
    ['debtor,creditor,amount\n"a,b,1\n', 'table.quote', 2, 1],
  ])('%j is refused with its place', (text, code, line, column) => {
    const { table, first } = read(text);
    expect(table).toBeNull();
    expect(first).toMatchObject({ code, severity: 'error', place: { file: 'edges.csv', line, column } });
  });

  test('says which row and column, what was found and what was expected', () => {
    const { first } = read('debtor,creditor,amount\na,b,1\nb,a,"1,5 Mio"\n');
    expect(first?.message).toContain('row 3, column amount: expected an amount, found "1,5 Mio"');
    expect(first?.excerpt).toBe('b,a,"1,5 Mio"\n    ^');
    expect(read('debtor,creditor,Amount\na,b,1\n').first?.message).toContain('named amount, found "Amount"');
    expect(read('debtor;creditor;amount\na;b;1\n').first?.help).toContain('separated by commas');
  });

  test('warns of a column that nothing reads, and names the one that was meant', () => {
    const { table, diagnostics } = read('debtor,creditor,amount,senioriti\na,b,1,2\n');
    expect(table?.rowCount).toBe(1);
    expect(diagnostics).toMatchObject([{ code: 'table.unknown-column', severity: 'warning' }]);
    expect(diagnostics[0]?.help).toContain('Did you mean seniority?');
  });

  test('refuses an empty table, one that is too large, and counts faults beyond a hundred', () => {
    expect(read('').codes).toEqual(['table.empty']);
    expect(read('debtor,creditor,amount\na,b,1\n', 10).codes).toEqual(['table.too-large']);
    const { diagnostics } = read(`debtor,creditor,amount\n${'a,b,?\n'.repeat(250)}`);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics[100]).toMatchObject({ code: 'table.more', message: expect.stringContaining('150') });
  });

  test('a name that may stand once is refused the second time, with the row of the first', () => {
    const diagnostics: Diagnostic[] = [];
    const columns = { id: { is: 'id', isUnique: true } } as const;
    expect(readPlainTable('id\n\na\nb\na\n', { name: 'nodes.csv', columns }, diagnostics)).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: 'table.duplicate-id', place: { line: 5 } });
    expect(diagnostics[0]?.message).toContain('already stands in row 3');
  });

  test('a fault found later in a row carries its place', () => {
    const { table } = read('debtor,creditor,amount\n\na,b,1\n\nc,d,2\n');
    const found = table!.fault('table.unknown-id', 1, 'creditor', 'no node is named "d"', 'Add it.');
    expect(found.place).toEqual({ file: 'edges.csv', line: 5, column: 3, path: 'row 5, column creditor' });
  });

  test('every table that is written is read back', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 6 })
      .filter((s) => s.trim() === s && /^[ -~]+$/.test(s) && !/^[=+\-@|]/.test(s));
    const row = fc.record({ debtor: name, creditor: name, amount: fc.double({ min: 0, max: 1e12, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const text = csvText(
          ['debtor', 'creditor', 'amount'],
          rows.map((r) => [r.debtor, r.creditor, r.amount]),
        );
        const { table, diagnostics } = read(text);
        expect(diagnostics).toEqual([]);
        expect(table?.columns.debtor).toEqual(rows.map((r) => r.debtor));
        expect([...table!.columns.amount]).toEqual(rows.map((r) => r.amount + 0));
      }),
    );
  });
});
