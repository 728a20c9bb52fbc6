import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import { reportInput } from '../../../test/reportInput.ts';
import { columnLetters, sumOf } from './sheet.ts';
import { type WorkbookInput, workbookOf } from './workbookOf.ts';

/** The entries of a zip archive, read by its central directory; apart from the library that wrote it. */
function entriesOf(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const entries = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameSize] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    entries.set(name, (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameSize + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Cells of a sheet by address: texts as texts, numbers as numbers, formulas with their text. */
function cellsOf(
  entries: ReadonlyMap<string, string>,
  sheet: number,
): Map<string, string | number | { formula: string }> {
  const texts = [...entries.get('xl/sharedStrings.xml')!.matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map((m) => m[1]!);
  const cells = new Map<string, string | number | { formula: string }>();
  const found = entries.get(`xl/worksheets/sheet${sheet}.xml`)!.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(.*?)<\/c>/g);
  for (const [, address, attributes, inner] of found) {
    const formula = /<f>(.*?)<\/f>/.exec(inner!)?.[1];
    const value = /<v>(.*?)<\/v>/.exec(inner!)?.[1];
    if (formula !== undefined) cells.set(address!, { formula });
    else if (/t="s"/.test(attributes!)) cells.set(address!, texts[Number(value)]!);
    else if (value !== undefined) cells.set(address!, Number(value));
  }
  return cells;
}

describe('the workbook of a run', () => {
  let input: WorkbookInput;
  let entries: Map<string, string>;
  beforeAll(async () => {
    input = await reportInput(bookFolder('small/vendor-loan'), 16);
    entries = entriesOf(await workbookOf(input));
  });

  it('holds the three sheets', () => {
    const names = [...entries.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((m) => m[1]);
    expect(names).toEqual(['inputs', 'flows', 'parties']);
  });

  it('has every payment of the central case, and sums that a spreadsheet works out', () => {
    const cells = cellsOf(entries, 2);
    const { quarters, flows } = input.flows;
    const first = 7;
    flows.forEach((flow, i) => {
      const row = i + 2;
      expect(cells.get(`A${row}`)).toBe(flow.deal);
      const read = quarters.map((_, q) => cells.get(`${columnLetters(first + q)}${row}`));
      expect(read).toEqual([...flow.amounts]);
      const end = columnLetters(first + quarters.length - 1);
      expect(cells.get(`${columnLetters(first + quarters.length)}${row}`)).toEqual({
        formula: `SUM(H${row}:${end}${row})`,
      });
    });
    expect(flows.length).toBeGreaterThan(0);
    expect(cells.get(`H${flows.length + 2}`)).toEqual({ formula: `SUM(H2:H${flows.length + 1})` });
  });

  it('foots with the central case of the answer, year by year', () => {
    const { quarters, flows } = input.flows;
    const central = input.run.result!.central.flows;
    const byYear = (told: typeof flows, year: number): number =>
      told.reduce(
        (all, f) => all + f.amounts.reduce((sum, a, q) => sum + (quarters[q]!.startsWith(String(year)) ? a : 0), 0),
        0,
      );
    for (const { year } of central[0]!.by_year) {
      const answered = central.reduce((all, f) => all + (f.by_year.find((row) => row.year === year)?.amount ?? 0), 0);
      expect(byYear(flows, year)).toBeCloseTo(answered, 2);
    }
  });

  it('gives every input its value, grade and source', () => {
    const cells = cellsOf(entries, 1);
    const rows = [...cells].filter(([address, value]) => /^A\d+$/.test(address) && value === 'parties.vendor.cash');
    const sources = Object.values(input.book.content.sources ?? {}).map((s) => `${s.publisher}: ${s.title}`);
    const row = (rows[0]?.[0] ?? firstRow(cells)).slice(1);
    expect(typeof cells.get(`B${row}`)).toBe('number');
    expect(cells.get(`G${row}`)).toMatch(/^[ABCD]$/);
    expect(sources.some((source) => String(cells.get(`H${row}`)).includes(source.replaceAll('&', '&amp;')))).toBe(true);
  });

  it('is the same bytes again, whatever the time', async () => {
    const again = await workbookOf(input);
    expect(Buffer.compare(Buffer.from(again), Buffer.from(await workbookOf(input)))).toBe(0);
    const end = Buffer.from(again).lastIndexOf('PK\u0005\u0006');
    const directory = Buffer.from(again).readUInt32LE(end + 16);
    expect(Buffer.from(again).readUInt32LE(directory + 12)).toBe(0x0021_0000);
  });
});

const firstRow = (cells: ReadonlyMap<string, unknown>): string =>
  [...cells.keys()].find((address) => /^A[2-9]/.test(address))!;

it('text of a book that looks like a formula stays text', async () => {
  const attack = '=HYPERLINK("https://example.com","x")';
  const book = smallBook({
    parties: {
      buyer: { name: attack, kind: 'other', cash: '10B', note: '+1+1' },
      seller: { name: '@SUM(A1)', kind: 'cloud' },
    },
    deals: {
      deal: {
        title: '-2+3',
        between: ['buyer', 'seller'],
        date: '2025-06-30',
        status: 'signed',
        terms: {
          rent: {
            type: 'capacity',
            buyer: 'buyer',
            seller: 'seller',
            total: '4B',
            price: '10B',
            start: '2026-01-01',
            years: 2,
          },
        },
      },
    },
  });
  const entries = entriesOf(await workbookOf(await reportInput(book, 8)));
  const parties = [...cellsOf(entries, 3).values()];
  expect(parties).toContain('=HYPERLINK(&quot;https://example.com&quot;,&quot;x&quot;)'.replaceAll('&quot;', '"'));
  for (const sheet of [1, 2, 3]) {
    for (const value of cellsOf(entries, sheet).values()) {
      if (typeof value === 'object') expect(value.formula).toMatch(/^SUM\([A-Z]+\d+:[A-Z]+\d+\)$/);
    }
  }
});

it('columns are named as in a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  expect(sumOf({ row: 1, column: 7 }, { row: 1, column: 39 })).toEqual({ formula: 'SUM(H2:AN2)' });
});
