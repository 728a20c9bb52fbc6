import { describe, expect, it } from 'vitest';
import { planBook, readBook } from '../../src/index.ts';
import { docPages, type Fence, fencesOf, HOW, replaced, textOf, WRITES, writePage } from './page.ts';
import { paymentsTable } from './paymentsTable.ts';

const TABLE = /^\n<!-- central case -->\n([\s\S]*?)<!-- end of central case -->/;
const isBook = (fence: Fence): boolean => fence.kind === 'yaml' && fence.body.startsWith('# book');

/** The examples of all pages: each with its page. */
const examples = docPages().flatMap((page) =>
  fencesOf(textOf(page))
    .filter(isBook)
    .map((fence, i) => ({ page, i, fence })),
);

function planOf(text: string) {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text }]);
  expect(diagnostics.map((d) => `${d.code}: ${d.message}`)).toEqual([]);
  return planBook(book!);
}

describe('the books that pages show', () => {
  it.each(examples)('$page, $i: can be read and planned, and pays what the table under it says', ({ page, i }) => {
    const text = textOf(page);
    const fence = fencesOf(text).filter(isBook)[i]!;
    const plan = planOf(fence.body);
    const at = fence.to + '```\n'.length;
    const table = TABLE.exec(text.slice(at));
    if (table === null) return;
    const from = at + '\n<!-- central case -->\n'.length;
    const fresh = replaced(text, [{ from, to: from + table[1]!.length, by: `\n${paymentsTable(plan)}\n\n` }]);
    if (WRITES) writePage(page, fresh);
    else expect(text, HOW).toBe(fresh);
  });

  it('are there, a table under most of them', () => {
    expect(examples.length).toBeGreaterThan(10);
    const tables = examples.filter(({ page, fence }) => TABLE.test(textOf(page).slice(fence.to + 4)));
    expect(tables.length).toBeGreaterThan(8);
  });
});
