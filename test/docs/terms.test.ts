import { describe, expect, it } from 'vitest';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { root } from '../../scripts/root.mjs';
import { type Plan, planBook, readBook } from '../../src/index.ts';
import { centralCase } from '../../src/run/centralCase.ts';
import { TERM_STEPS } from '../../src/terms/registry.ts';
import { docPages, fencesOf, textOf } from './page.ts';

const types = Object.keys(TERM_STEPS);
const pageOf = (type: string): string => `docs/terms/${type}.md`;
/** The folder of a term type: `revenue_share` lives in `revenueShare`. */
const folderOf = (type: string): string => `src/terms/${type.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())}`;

/** The whole books that a page shows. */
function booksOf(type: string): string[] {
  return fencesOf(textOf(pageOf(type)))
    .filter((fence) => fence.kind === 'yaml' && fence.body.startsWith('# book\n'))
    .map((fence) => fence.body);
}

/** What the terms of one type pay in the central case, in all. */
function paidUnder(plan: Plan, type: string): number {
  const { payments } = centralCase(plan, true);
  const refs = new Set(plan.terms.filter((term) => term.kind === type).map((term) => term.ref));
  return plan.rows.reduce((sum, row, r) => {
    if (!refs.has(row.ref)) return sum;
    return sum + payments.slice(r * plan.quarters, (r + 1) * plan.quarters).reduce((all, paid) => all + paid, 0);
  }, 0);
}

describe('pages of the term types', () => {
  it('are there for every type that the engine knows, and for no other', () => {
    expect(
      docPages()
        .filter((page) => page.startsWith('docs/terms/'))
        .sort(),
    ).toEqual(types.map(pageOf).sort());
  });

  it.each(types)(
    '%s: shows one whole book, with a term of this type, that reads, plans and conserves money',
    (type) => {
      const books = booksOf(type);
      expect(books).toHaveLength(1);
      const { book, diagnostics } = readBook([{ name: 'book.yaml', text: books[0]! }]);
      expect(diagnostics.map((d) => `${d.code}: ${d.message}`)).toEqual([]);
      const written = Object.values(book!.content.deals ?? {}).flatMap((deal) =>
        Object.values(deal.terms).map((term) => term.type as string),
      );
      expect(written).toContain(type);
      expect(centralCase(planBook(book!), true).conservationError).toBeLessThan(1e-9);
    },
  );

  it.each(types)('%s: its example moves money under the term, unless the type never does', (type) => {
    const plan = planBook(readBook([{ name: 'book.yaml', text: booksOf(type)[0]! }]).book!);
    const movesMoney = Object.keys(TERM_STEPS[type as keyof typeof TERM_STEPS]).length > 0;
    expect(paidUnder(plan, type) > 0).toBe(movesMoney);
  });

  it.each(types)('%s: names every test that stands beside its code', (type) => {
    const tests = filesUnder(root, folderOf(type)).filter((file) => file.endsWith('.test.ts'));
    const text = textOf(pageOf(type));
    expect(tests.filter((file) => !text.includes(`\`${file}\``))).toEqual([]);
  });
});
