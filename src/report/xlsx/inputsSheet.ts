import type { Book } from '../../book/book.ts';
import { figureOf } from '../../questions/figure.ts';
import { bookFigures } from '../bookFigures.ts';
import { webAddress } from '../html/escape.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/** Every figure of the book with its range, its evidence and its sources. */
export function inputsSheet(book: Book): Sheet {
  const rows = bookFigures(book).map(({ path, quantity, statement, note }): SheetCell[] => {
    const figure = figureOf(quantity, book.asOf);
    const { source } = book.evidenceFor(path);
    const ids = source === undefined ? [] : typeof source === 'string' ? [source] : [...source];
    const sources = ids.flatMap((id) => book.content.sources?.[id] ?? []);
    const addresses = sources.flatMap(({ url }) => (url === undefined ? [] : (webAddress(url) ?? [])));
    return [
      path,
      figure?.value ?? null,
      figure?.low ?? null,
      figure?.high ?? null,
      statement.text,
      quantity.unit,
      book.gradeFor(path),
      sources.map((s) => `${s.publisher}: ${s.title}`).join('; '),
      addresses.join(' '),
      note,
    ];
  });
  return {
    name: 'inputs',
    header: ['path', 'value', 'low (5 %)', 'high (95 %)', 'as written', 'unit', 'grade', 'source', 'address', 'note'],
    rows,
    widths: [52, 16, 16, 16, 18, 22, 7, 48, 48, 80],
    fixedColumns: 1,
  };
}
